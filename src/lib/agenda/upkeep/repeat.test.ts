import { describe, expect, test } from 'vitest';
import { fallsOn, placesOf, readRepeat, ruleOf, type Repeat } from './repeat.ts';
import { occurrences } from '../recurrence/recurrence.ts';

const TUESDAY = '2026-12-01T14:00:00';
const nothing: Repeat = { often: 'once', weekdays: [], places: [], own: null, lastDay: null, times: null };

/** The days on which a rule gives sessions, until the end of next year. */
const daysOf = (rrule: string | null, start: string, until = '2027-12-31T00:00:00') =>
  occurrences(
    { start, durationMinutes: 60, rrule, exdates: [], rdates: [], moves: [], cancelled: false },
    start,
    until,
    1000
  ).map((one) => one.start.slice(0, 10));

describe('what people say of how often something comes', () => {
  test.each<[Partial<Repeat>, string | null]>([
    [{ often: 'once' }, null],
    [{ often: 'weekly', weekdays: [1] }, 'FREQ=WEEKLY;BYDAY=TU'],
    [{ often: 'weekly', weekdays: [1, 3, 4] }, 'FREQ=WEEKLY;BYDAY=TU,TH,FR'],
    [{ often: 'fortnightly', weekdays: [1] }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
    [{ often: 'monthly', places: [1] }, 'FREQ=MONTHLY;BYDAY=1TU'],
    [{ often: 'monthly', places: [1, 3] }, 'FREQ=MONTHLY;BYDAY=1TU,3TU'],
    [{ often: 'monthly', places: [-1] }, 'FREQ=MONTHLY;BYDAY=-1TU'],
    [
      { often: 'weekly', weekdays: [1], lastDay: '2027-06-29' },
      'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270629T215959Z'
    ],
    [{ often: 'weekly', weekdays: [1], times: 8 }, 'FREQ=WEEKLY;BYDAY=TU;COUNT=8']
  ])('is a rule and comes back out of it: %j', (said, rrule) => {
    const repeat = { ...nothing, ...said };
    expect(ruleOf(repeat, TUESDAY)).toBe(rrule);
    expect(readRepeat(rrule, TUESDAY)).toEqual(repeat);
  });

  test('a rule that names no day comes on the day of its first session', () => {
    expect(readRepeat('FREQ=WEEKLY', TUESDAY)).toMatchObject({ often: 'weekly', weekdays: [1] });
  });

  test.each([
    'FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU',
    'FREQ=MONTHLY',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU',
    'FREQ=MONTHLY;BYDAY=5TU',
    'FREQ=MONTHLY;BYDAY=1TU;BYMONTH=9,10',
    'FREQ=MONTHLY;BYDAY=1TU,2TH',
    'FREQ=YEARLY',
    'VAAK'
  ])('a rule that no form makes stays as it is: %s', (rrule) => {
    const repeat = readRepeat(rrule, TUESDAY);
    expect(repeat).toMatchObject({ often: 'own', own: rrule });
    expect(ruleOf(repeat, TUESDAY)).toBe(rrule);
  });

  test('an end before the hour of the last session is the day before', () => {
    expect(readRepeat('FREQ=WEEKLY;BYDAY=TU;UNTIL=20270629T060000Z', TUESDAY).lastDay).toBe('2027-06-28');
  });
});

describe('the sessions of what people say', () => {
  test('every other week goes on every fourteen days through a year of 53 weeks', () => {
    const days = daysOf(ruleOf({ ...nothing, often: 'fortnightly', weekdays: [1] }, TUESDAY), TUESDAY);
    expect(days.slice(0, 5)).toEqual(['2026-12-01', '2026-12-15', '2026-12-29', '2027-01-12', '2027-01-26']);
  });

  test('two days in every other week stay in the same week, through week 53', () => {
    const start = '2026-12-16T14:00:00';
    const days = daysOf(ruleOf({ ...nothing, often: 'fortnightly', weekdays: [0, 2] }, start), start);
    expect(days.slice(0, 5)).toEqual(['2026-12-16', '2026-12-28', '2026-12-30', '2027-01-11', '2027-01-13']);
  });

  test('the last Tuesday is the fourth in one month and the fifth in another', () => {
    const start = '2026-11-24T14:00:00';
    const days = daysOf(ruleOf({ ...nothing, often: 'monthly', places: [-1] }, start), start);
    expect(days.slice(0, 5)).toEqual(['2026-11-24', '2026-12-29', '2027-01-26', '2027-02-23', '2027-03-30']);
  });

  test.each(['2027-06-29', '2026-12-29'])(
    'there is one on the last day, %s, and none after it',
    (lastDay) => {
      const repeat: Repeat = { ...nothing, often: 'weekly', weekdays: [1], lastDay };
      expect(daysOf(ruleOf(repeat, TUESDAY), TUESDAY).at(-1)).toBe(lastDay);
    }
  );

  test('a day is the fourth of its month, the last, or both', () => {
    expect(placesOf('2026-11-24')).toEqual([4, -1]);
    expect(placesOf('2026-12-22')).toEqual([4]);
    expect(placesOf('2026-12-29')).toEqual([-1]);
    expect(placesOf('2026-12-01')).toEqual([1]);
  });

  test('a series can only begin on a day that is its own', () => {
    expect(fallsOn({ ...nothing, often: 'monthly', places: [4] }, '2026-12-29')).toBe(false);
    expect(fallsOn({ ...nothing, often: 'monthly', places: [-1] }, '2026-12-29')).toBe(true);
    expect(fallsOn({ ...nothing, often: 'weekly', weekdays: [0] }, '2026-12-29')).toBe(false);
    expect(fallsOn(nothing, '2026-12-29')).toBe(true);
  });
});
