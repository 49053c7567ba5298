import { describe, expect, test } from 'vitest';
import type { Activity } from '../activity.ts';
import { koffieWith } from '../testing.ts';
import { Change, type ActivityChange } from './activity-change.ts';
import { applyChange, waitsBecause } from './apply-change.ts';

const koffie = koffieWith();
const WEDNESDAY = '2026-12-02T09:30:00';

const said = (change: Change): ActivityChange => ({
  _id: 'activity-change:1',
  kind: 'activity-change',
  schema: 1,
  author: 'ria',
  device: 'd1',
  created: '2026-11-26T23:30:00.000Z',
  activity: koffie._id,
  change,
  note: ''
});
function apply(activity: Activity | null, ...changes: Change[]): Activity {
  return changes.reduce<Activity | null>((before, change) => {
    const outcome = applyChange(before, said(change));
    if (!outcome.ok) throw new Error(outcome.failure);
    return outcome.value;
  }, activity) as Activity;
}

describe('a change to an activity', () => {
  test.each<Change>([
    { type: 'cancel', session: WEDNESDAY },
    { type: 'restore', session: WEDNESDAY },
    { type: 'move', session: WEDNESDAY, start: '2026-12-03T10:00:00', durationMinutes: 60, location: null },
    { type: 'add', session: '2026-12-04T10:00:00' },
    { type: 'edit', fields: { name: 'Thee', rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE' } },
    { type: 'end' },
    { type: 'confirm' }
  ])('does the same when it is applied twice: $type', (change) => {
    expect(apply(koffie, change, change)).toEqual(apply(koffie, change));
  });

  test('a session that was called off goes on after all', () => {
    const off = apply(koffie, { type: 'cancel', session: WEDNESDAY });
    expect(off.exdates).toEqual([WEDNESDAY]);
    expect(apply(off, { type: 'restore', session: WEDNESDAY })).toEqual(koffie);
  });

  test('a session that is moved is no longer called off', () => {
    const move = { start: '2026-12-03T10:00:00', durationMinutes: 60, location: null };
    const moved = apply(
      koffie,
      { type: 'cancel', session: WEDNESDAY },
      { type: 'move', session: WEDNESDAY, ...move }
    );
    expect(moved).toMatchObject({ exdates: [], moves: [{ from: WEDNESDAY, ...move }] });
  });

  test('a session that the series does not have cannot be called off', () => {
    const outcome = applyChange(koffie, said({ type: 'cancel', session: '2026-12-03T09:30:00' }));
    expect(outcome).toEqual({ ok: false, failure: 'Deze bijeenkomst staat niet in de agenda.' });
  });

  test('an added session can be called off', () => {
    const session = '2026-12-04T10:00:00';
    const changed = apply(koffie, { type: 'add', session }, { type: 'cancel', session });
    expect(changed).toMatchObject({ rdates: [session], exdates: [session] });
  });

  test('what was called off of another day of the week goes when the series moves to that day', () => {
    const changed = apply(
      koffie,
      { type: 'cancel', session: WEDNESDAY },
      { type: 'edit', fields: { start: '2026-11-05T09:30:00', rrule: 'FREQ=WEEKLY;BYDAY=TH' } }
    );
    expect(changed.exdates).toEqual([]);
  });

  test('a confirmation counts from the day in the Netherlands, and an older one takes nothing back', () => {
    const confirmed = apply(koffie, { type: 'confirm' });
    expect(confirmed).toMatchObject({ verifiedOn: '2026-11-27', confirmBy: '2027-05-29' });
    const later = { ...koffie, verifiedOn: '2026-12-01', confirmBy: '2027-06-02' };
    expect(apply(later, { type: 'confirm' })).toEqual(later);
  });

  test('an activity that left the map cannot be changed', () => {
    expect(applyChange(null, said({ type: 'confirm' })).ok).toBe(false);
  });

  test('what an edit does not name stays as it is', () => {
    const change = Change.parse({ type: 'edit', fields: { name: 'Thee' } });
    const consultation: Activity = { ...koffie, form: 'consultation', wheelchair: true };
    expect(apply(consultation, change)).toMatchObject({
      name: 'Thee',
      form: 'consultation',
      wheelchair: true
    });
  });

  test('a new activity comes to be as it was told, confirmed by who began it', () => {
    const { form, name, description, organization, location, zone, start, durationMinutes } = koffie;
    const { rrule, cost, registration, capacity, themes, targetGroups, languages, wheelchair } = koffie;
    const fields = { form, name, description, organization, location, zone, start, durationMinutes };
    const rest = { rrule, cost, registration, capacity, themes, targetGroups, languages, wheelchair };
    const begun = apply(null, { type: 'begin', fields: { ...fields, ...rest } });
    expect(begun).toMatchObject({ _id: koffie._id, name: 'Koffie', author: 'ria', confirmBy: '2027-05-29' });
    expect(apply(begun, { type: 'begin', fields: { ...fields, ...rest, name: 'Anders' } })).toEqual(begun);
  });
});

describe('who may publish a change', () => {
  const worker = { roles: ['field-worker' as const], activities: [] };
  const volunteer = { roles: ['volunteer' as const], activities: [koffie._id] };
  const cancel = said({ type: 'cancel', session: WEDNESDAY });
  const edit = said({ type: 'edit', fields: { name: 'Thee' } });

  test('a worker of the zone, whatever it is', () => {
    for (const change of [cancel, edit]) expect(waitsBecause(change, koffie, 'voorstad', worker)).toBeNull();
  });

  test('a volunteer what happens at sessions of an activity they run, and not what it is', () => {
    expect(waitsBecause(cancel, koffie, 'voorstad', volunteer)).toBeNull();
    expect(waitsBecause(edit, koffie, 'voorstad', volunteer)).toContain('hele activiteit');
    const other = { ...volunteer, activities: [] };
    expect(waitsBecause(cancel, koffie, 'voorstad', other)).toContain('niet zelf');
  });

  test('nobody for an activity of another zone, or one that is to go there', () => {
    expect(waitsBecause(cancel, { ...koffie, zone: null }, 'voorstad', worker)).toContain('deze wijk');
    const away = said({ type: 'edit', fields: { zone: 'bathmen' } });
    expect(waitsBecause(away, koffie, 'voorstad', worker)).toContain('deze wijk');
  });

  test('nobody whose account is gone', () => {
    expect(waitsBecause(cancel, koffie, 'voorstad', null)).toContain('account');
  });
});
