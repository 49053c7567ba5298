import { describe, expect, test } from 'vitest';
import type { Author } from '../../core/author.ts';
import { ulidMaker } from '../../core/id.ts';
import type { HybridClock } from '../../core/hlc.ts';
import { NEWER_FIELDS, type Activity } from '../activity.ts';
import {
  activityDocuments,
  activityToEdit,
  emptyActivity,
  PART_NAMES,
  type ActivityForm
} from './activity-form.ts';
import { applyChange } from './apply-change.ts';
import { sessionDocuments, sessionToAdd, sessionToMove, type SessionForm } from './session-form.ts';

const clock = () => Date.parse('2026-11-26T12:00:00Z');
const author: Author = {
  user: 'ria',
  device: 'd1',
  clock,
  nextId: ulidMaker(clock, (count) => new Uint8Array(count)),
  stamps: {} as HybridClock
};
const koffie: Activity = {
  ...NEWER_FIELDS,
  rdates: [],
  moves: [],
  _id: 'activity:koffie',
  kind: 'activity',
  schema: 1,
  author: 'import',
  device: 'server',
  created: '2026-01-01T00:00:00.000Z',
  name: 'Koffie',
  description: 'Koffie met de buren.',
  service: null,
  organization: 'organization:kern',
  location: 'location:huis',
  zone: 'voorstad',
  start: '2026-11-04T09:30:00',
  durationMinutes: 120,
  rrule: 'FREQ=WEEKLY',
  exdates: [],
  cost: 'gratis',
  registration: 'none',
  capacity: null,
  themes: ['ontmoeten'],
  targetGroups: [],
  languages: ['nl'],
  cancelled: false,
  verifiedOn: null
};

const complete: ActivityForm = {
  ...emptyActivity(author, 'voorstad'),
  form: 'activity',
  name: ' Soep ',
  description: 'Samen soep eten.',
  day: '2026-12-01',
  from: '12:00',
  to: '13:30',
  often: 'weekly',
  registration: 'none'
};
const outcomeOf = (form: ActivityForm) => activityDocuments(form, author, PART_NAMES);
function changeOf(form: ActivityForm) {
  const outcome = outcomeOf(form);
  return outcome.ok ? outcome.value[0]?.change : outcome.failure;
}
function lacks(form: ActivityForm): string[] {
  const outcome = outcomeOf(form);
  return outcome.ok ? [] : outcome.failure.map(({ path }) => path);
}

describe('a new activity', () => {
  test('begins with what was filled in, and is unknown where nothing was said', () => {
    expect(changeOf(complete)).toEqual({
      type: 'begin',
      fields: {
        form: 'activity',
        name: 'Soep',
        description: 'Samen soep eten.',
        organization: null,
        location: null,
        zone: 'voorstad',
        start: '2026-12-01T12:00:00',
        durationMinutes: 90,
        rrule: 'FREQ=WEEKLY;BYDAY=TU',
        cost: null,
        registration: 'none',
        capacity: null,
        themes: [],
        targetGroups: [],
        languages: [],
        wheelchair: null
      }
    });
  });

  test('lacks everything at first, in the order of the screens, and on each screen only its own', () => {
    const empty = emptyActivity(author, null);
    expect(lacks(empty)).toEqual([
      'form',
      'name',
      'description',
      'day',
      'from',
      'to',
      'often',
      'registration'
    ]);
    const where = activityDocuments(empty, author, ['where']);
    expect(where.ok).toBe(true);
  });

  test('that goes on past midnight lasts until then', () => {
    const change = changeOf({ ...complete, from: '22:00', to: '01:00' });
    expect(change).toMatchObject({ fields: { durationMinutes: 180 } });
  });

  test.each<[Partial<ActivityForm>, string]>([
    [{ weekdays: [0] }, 'weekdays'],
    [{ often: 'monthly', places: [2] }, 'places'],
    [{ often: 'monthly', day: '2026-12-22', places: [-1] }, 'places'],
    [{ often: 'monthly', day: '2027-02-23', places: [] }, 'places'],
    [{ ends: 'day', lastDay: '2026-11-30' }, 'lastDay'],
    [{ ends: 'times', times: 'vaak' }, 'times'],
    [{ often: 'once', day: '2026-11-25' }, 'day'],
    [{ to: '12:00' }, 'to'],
    [{ capacity: 'veel' }, 'capacity'],
    [{ name: 'Bel 123456782' }, 'name'],
    [{ cost: '111222333' }, 'cost'],
    [{ note: 'Voor 123456782' }, 'note']
  ])('is not made of %j', (said, path) => {
    expect(lacks({ ...complete, ...said })).toEqual([path]);
  });

  test.each<[Partial<ActivityForm>, string | null]>([
    [{ often: 'once' }, null],
    [{ often: 'monthly' }, 'FREQ=MONTHLY;BYDAY=1TU'],
    [{ often: 'monthly', day: '2026-12-29' }, 'FREQ=MONTHLY;BYDAY=-1TU'],
    [{ often: 'weekly', weekdays: [3, 1], ends: 'times', times: '8' }, 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8'],
    [{ often: 'weekly', ends: 'never', lastDay: '2026-12-29' }, 'FREQ=WEEKLY;BYDAY=TU']
  ])('of %j repeats by %s', (said, rrule) => {
    expect(changeOf({ ...complete, ...said })).toMatchObject({ fields: { rrule } });
  });
});

describe('an activity that is changed', () => {
  const editing = (said: Partial<ActivityForm>) => ({ ...activityToEdit(koffie, author), ...said });

  test('says only what is otherwise, and leaves a rule alone that means the same', () => {
    expect(changeOf(editing({ name: 'Thee' }))).toEqual({ type: 'edit', fields: { name: 'Thee' } });
    expect(changeOf(editing({ from: '10:00', to: '12:00' }))).toEqual({
      type: 'edit',
      fields: { start: '2026-11-04T10:00:00' }
    });
  });

  test('of which nothing is otherwise is not saved', () => {
    expect(lacks(editing({}))).toEqual(['form']);
  });

  test('says of the other screens nothing, also where it was published with something odd', () => {
    const odd = {
      ...activityToEdit({ ...koffie, name: ' Koffie ', description: '' }, author),
      cost: '1 euro'
    };
    const outcome = activityDocuments(odd, author, ['who']);
    expect(outcome).toMatchObject({ value: [{ change: { type: 'edit', fields: { cost: '1 euro' } } }] });
    expect(outcome.ok && outcome.value[0]?.change).not.toHaveProperty('fields.name');
  });

  test('that lasts for days still does after its name changed', () => {
    const fair: Activity = { ...koffie, durationMinutes: 3 * 24 * 60 + 30 };
    const form = { ...activityToEdit(fair, author), name: 'Kermis' };
    expect(changeOf(form)).toEqual({ type: 'edit', fields: { name: 'Kermis' } });
  });

  test('is as the form said once the change is applied', () => {
    const outcome = outcomeOf(editing({ wheelchair: 'yes', often: 'fortnightly', capacity: '20' }));
    const [document] = outcome.ok ? outcome.value : [];
    const after = document && applyChange(koffie, document);
    expect(after).toMatchObject({
      ok: true,
      value: { wheelchair: true, rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', capacity: 20 }
    });
  });
});

describe('one session', () => {
  const WEDNESDAY = '2026-12-02T09:30:00';
  const move = (said: Partial<SessionForm>, activity = koffie) =>
    outcomesOf({ ...sessionToMove(activity, WEDNESDAY, author), ...said }, activity);
  const add = (said: Partial<SessionForm>) =>
    outcomesOf({ ...sessionToAdd(koffie, author), ...said }, koffie);
  function outcomesOf(form: SessionForm, activity: Activity) {
    const outcome = sessionDocuments(form, activity, author);
    return outcome.ok ? outcome.value.map(({ change }) => change) : outcome.failure.map(({ path }) => path);
  }

  test('is moved to another day, hour, length or place', () => {
    expect(move({ day: '2026-12-03', to: '10:30', location: 'location:bron' })).toEqual([
      {
        type: 'move',
        session: WEDNESDAY,
        start: '2026-12-03T09:30:00',
        durationMinutes: 60,
        location: 'location:bron'
      }
    ]);
  });

  test('is not moved to where it is, nor to a day that is over', () => {
    expect(move({})).toEqual(['day']);
    expect(move({ day: '2026-11-25' })).toEqual(['day']);
  });

  test('that is moved back to where it always is, is restored', () => {
    const from = WEDNESDAY;
    const there = { from, start: '2026-12-03T09:30:00', durationMinutes: 120, location: null };
    expect(move({ day: '2026-12-02' }, { ...koffie, moves: [there] })).toEqual([
      { type: 'restore', session: WEDNESDAY }
    ]);
  });

  test('is added at the hours of its series, or at others with a second change', () => {
    expect(add({ day: '2026-12-04' })).toEqual([{ type: 'add', session: '2026-12-04T09:30:00' }]);
    expect(add({ day: '2026-12-04', to: '10:00' })).toEqual([
      { type: 'add', session: '2026-12-04T09:30:00' },
      {
        type: 'move',
        session: '2026-12-04T09:30:00',
        start: '2026-12-04T09:30:00',
        durationMinutes: 30,
        location: null
      }
    ]);
  });

  test('is not added where there is one already', () => {
    expect(add({ day: '2026-12-02' })).toEqual(['day']);
  });
});
