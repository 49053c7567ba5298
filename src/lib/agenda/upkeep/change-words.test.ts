import { describe, expect, test } from 'vitest';
import type { Activity } from '../activity.ts';
import { koffieWith } from '../testing.ts';
import type { ActivityChange, Change } from './activity-change.ts';
import { changeWords, differences } from './change-words.ts';
import { ruleWords } from '../recurrence/rule-words.ts';

const koffie = koffieWith({ location: 'location:huis' });
const WEDNESDAY = '2026-12-02T09:30:00';
const moved = { type: 'move', session: WEDNESDAY, durationMinutes: 60, location: null } as const;
const nameOf = (id: string) => ({ 'location:huis': 'Het Huis', 'location:zaal': 'De Zaal' })[id] ?? id;

const said = (change: Change): ActivityChange => ({
  _id: 'activity-change:1',
  kind: 'activity-change',
  schema: 1,
  author: 'ria',
  device: 'd1',
  created: '2026-11-26T12:00:00.000Z',
  activity: koffie._id,
  change,
  note: ''
});
function linesOf(change: Change, activity: Activity | null = koffie): string[] {
  const outcome = differences(activity, said(change), nameOf);
  if (!outcome.ok) throw new Error(outcome.failure);
  return outcome.value.map(({ what, was, becomes }) => `${what}: ${was} → ${becomes}`);
}

describe('a change in one line', () => {
  test.each<[Change, string]>([
    [{ type: 'cancel', session: WEDNESDAY }, 'Koffie op woensdag 2 december gaat niet door'],
    [{ type: 'restore', session: WEDNESDAY }, 'Koffie op woensdag 2 december gaat gewoon door'],
    [
      { ...moved, start: '2026-12-03T10:00:00' },
      'Koffie op woensdag 2 december gaat naar donderdag 3 december, 10.00 tot 11.00 uur'
    ],
    [
      { ...moved, start: '2026-12-02T13:00:00', location: 'location:zaal' },
      'Koffie op woensdag 2 december is van 13.00 tot 14.00 uur, op een andere plek'
    ],
    [{ type: 'add', session: '2026-12-04T10:00:00' }, 'Koffie is er ook op vrijdag 4 december, 10.00 uur'],
    [
      { type: 'edit', fields: { cost: '€ 2', name: 'Thee', wheelchair: true } },
      'Koffie wordt anders: naam, kosten en rolstoel'
    ],
    [{ type: 'end' }, 'Koffie stopt'],
    [{ type: 'confirm' }, 'Koffie klopt nog']
  ])('%j', (change, words) => {
    expect(changeWords(change, 'Koffie')).toBe(words);
  });

  test('of an activity that is not on the map still says what it is about', () => {
    expect(changeWords({ type: 'end' }, null)).toBe('Een activiteit stopt');
  });
});

describe('what a change makes otherwise', () => {
  test('is told per field, and not of what stays the same', () => {
    const fields = { name: 'Koffie', start: '2026-11-05T10:00:00', rrule: 'FREQ=MONTHLY;BYDAY=1TH' };
    expect(linesOf({ type: 'edit', fields: { ...fields, location: 'location:zaal' } })).toEqual([
      'Plek: Het Huis → De Zaal',
      'Begin: 4 november 2026, 9.30 uur → 5 november 2026, 10.00 uur',
      'Herhaling: elke week op woensdag → elke eerste donderdag van de maand'
    ]);
  });

  test('is told of a session with its day, as it is now: called off, moved or as always', () => {
    expect(linesOf({ type: 'cancel', session: WEDNESDAY })).toEqual([
      'Woensdag 2 december: 9.30 tot 11.30 uur → gaat niet door'
    ]);
    const off = { ...koffie, exdates: [WEDNESDAY] };
    expect(linesOf({ ...moved, start: '2026-12-03T10:00:00', location: 'location:zaal' }, off)).toEqual([
      'Woensdag 2 december: gaat niet door → donderdag 3 december, 10.00 tot 11.00 uur, De Zaal'
    ]);
    expect(linesOf({ type: 'add', session: '2026-12-04T10:00:00' })).toEqual([
      'Vrijdag 4 december: staat niet in de agenda → 10.00 tot 12.00 uur'
    ]);
  });

  test('is nothing when the map says so already', () => {
    expect(linesOf({ type: 'cancel', session: WEDNESDAY }, { ...koffie, exdates: [WEDNESDAY] })).toEqual([]);
    expect(linesOf({ type: 'end' }, { ...koffie, cancelled: true })).toEqual([]);
  });

  test('is refused with the reason when the session is not there any more', () => {
    const change = said({ type: 'cancel', session: '2026-12-03T09:30:00' });
    expect(differences(koffie, change, nameOf)).toEqual({
      ok: false,
      failure: 'Deze bijeenkomst staat niet in de agenda.'
    });
  });
});

describe('how an activity repeats, in words', () => {
  test.each([
    [null, 'één keer, op woensdag 4 november 2026'],
    ['FREQ=WEEKLY', 'elke week op woensdag'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR', 'elke 2 weken op maandag, woensdag en vrijdag'],
    ['FREQ=DAILY', 'elke dag'],
    ['FREQ=MONTHLY;BYDAY=1TU', 'elke eerste dinsdag van de maand'],
    ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1', 'elke laatste dinsdag van de maand'],
    ['FREQ=MONTHLY;BYDAY=2MO,4MO', 'elke tweede maandag en elke vierde maandag van de maand'],
    ['FREQ=MONTHLY', 'elke maand op de 4e'],
    ['FREQ=MONTHLY;BYMONTHDAY=15', 'elke maand op de 15e'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', 'volgens een eigen schema'],
    ['FREQ=WEEKLY;BYDAY=WE;UNTIL=20270630T215959Z', 'elke week op woensdag, tot en met 30 juni 2027'],
    ['FREQ=WEEKLY;COUNT=10', 'elke week op woensdag, 10 keer'],
    ['FREQ=WEEKLY;BYDAY=WE;BYMONTH=11,12,1', 'elke week op woensdag, van november tot en met januari'],
    ['FREQ=WEEKLY;BYMONTH=3,6', 'elke week op woensdag, in maart en juni'],
    ['FREQ=WEEKLY;BYDAY=WE;BYWEEKNO=3', 'volgens een eigen schema'],
    ['FREQ=YEARLY', 'elk jaar'],
    ['FREQ=MONTHLY;BYDAY=TU', 'volgens een eigen schema'],
    ['FREQ=SECONDLY', 'volgens een eigen schema'],
    ['rommel', 'volgens een eigen schema']
  ])('%s: %s', (rule, words) => {
    expect(ruleWords(rule, koffie.start)).toBe(words);
  });
});
