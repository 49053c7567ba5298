import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../core/dutch-date.ts';
import { ruleStarts } from './rule-starts.ts';

/** As ical.js follows a rule from its beginning. */
function byLibrary(rrule: string, start: string, until: string): string[] {
  const times = ICAL.Recur.fromString(rrule).iterator(ICAL.Time.fromDateTimeString(start));
  const found: string[] = [];
  for (let next = times.next(); next && next.toString() <= `${until}T23:59:59`; next = times.next())
    found.push(next.toString());
  return found;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const some = <Value>(values: fc.Arbitrary<Value>, most: number) =>
  fc.uniqueArray(values, { minLength: 1, maxLength: most });
const part = (name: string, values: fc.Arbitrary<unknown>) =>
  values.map((value) => `${name}=${String(value)}`);
const optional = (one: fc.Arbitrary<string>) => fc.option(one, { nil: '' });
const weekday = fc.constantFrom(...WEEKDAYS);
const months = optional(part('BYMONTH', some(fc.integer({ min: 1, max: 12 }), 6)));
const day = fc
  .tuple(fc.integer({ min: 2025, max: 2028 }), fc.integer({ min: 0, max: 365 }))
  .map(([year, count]) => addDays(`${year}-01-01`, count));
const end = fc.oneof(
  fc.constant(''),
  part('COUNT', fc.integer({ min: 1, max: 80 })),
  part(
    'UNTIL',
    day.map((one) => `${one.replaceAll('-', '')}T100000`)
  )
);
const interval = part('INTERVAL', fc.oneof(fc.constant(1), fc.constant(2), fc.integer({ min: 1, max: 9 })));
const weekStart = optional(part('WKST', weekday));
const rule = (...parts: fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((all) => all.filter((one) => one !== '').join(';'));
const frequency = (name: string) => fc.constant(`FREQ=${name}`);

const nthWeekday = fc
  .tuple(fc.constantFrom('', '1', '2', '3', '4', '5', '-1', '-2', '-3', '-4'), weekday)
  .map((both) => both.join(''));
const monthDay = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }));
const common = fc.oneof(
  rule(frequency('DAILY'), interval, end, months),
  rule(frequency('WEEKLY'), interval, end, weekStart, optional(part('BYDAY', some(weekday, 7))), months),
  rule(frequency('MONTHLY'), interval, end, part('BYDAY', some(nthWeekday, 3)), months),
  rule(frequency('MONTHLY'), interval, end, optional(part('BYMONTHDAY', some(monthDay, 3))), months)
);
interface Asked {
  readonly start: string;
  readonly from: string;
  readonly until: string;
}
const month = fc.integer({ min: 1, max: 12 });
const day28 = fc.integer({ min: 1, max: 28 });
const hours = fc.constantFrom('00:30:00', '02:30:00', '09:15:00', '23:45:00');
const asked = fc
  .tuple(day, hours, day, fc.integer({ min: 0, max: 130 }))
  .map(([first, time, from, count]) => ({ start: `${first}T${time}`, from, until: addDays(from, count) }));

/**
 * As ical.js follows a rule. Months and the number of sessions are left out for it, and reckoned here: it takes the start
 * for a session also where that is in another month, and counts it.
 */
function expected(rrule: string, { start, from, until }: Asked): string[] {
  const number = (name: string) => new RegExp(`;${name}=([^;]*)`).exec(rrule)?.[1]?.split(',').map(Number);
  const months = number('BYMONTH');
  const all = byLibrary(rrule.replace(/;(BYMONTH|COUNT)=[^;]*/g, ''), start, until);
  return all
    .filter((one) => months?.includes(Number(one.slice(5, 7))) ?? true)
    .slice(0, number('COUNT')?.[0])
    .filter((one) => one >= from);
}

describe('what a rule gives', () => {
  test('is for the common rules what ical.js gives, over clock changes and a year of 53 weeks', () => {
    fc.assert(
      fc.property(common, asked, (rrule, question) => {
        const { start, from, until } = question;
        expect([...ruleStarts(rrule, start, from, until)]).toEqual(expected(rrule, question));
      }),
      { numRuns: 100 }
    );
  }, 30_000);

  const yearly = fc.oneof(
    rule(frequency('YEARLY'), interval, end, part('BYMONTH', month), part('BYDAY', some(nthWeekday, 2))),
    rule(frequency('YEARLY'), interval, end, part('BYMONTH', month), part('BYMONTHDAY', day28)),
    rule(frequency('DAILY'), interval, end, part('BYMONTHDAY', some(day28, 3))),
    rule(frequency('MONTHLY'), end, fc.constant('BYDAY=FR'), fc.constant('BYMONTHDAY=13'))
  );
  test('is for other rules the same from a day on as from the beginning', () => {
    fc.assert(
      fc.property(yearly, asked, (rrule, { start, from, until }) => {
        const beginning = start.slice(0, 10);
        expect([...ruleStarts(rrule, start, from, until)]).toEqual(
          [...ruleStarts(rrule, start, beginning < from ? beginning : from, until)].filter(
            (one) => one >= from
          )
        );
      }),
      { numRuns: 100 }
    );
  }, 30_000);

  const at = (rrule: string, start: string, from: string, until: string) =>
    [...ruleStarts(rrule, `${start}T10:00:00`, from, until)].map((one) => one.slice(0, 10));

  test.each([
    ['FREQ=MONTHLY;BYDAY=1TU', '2026-11-01', ['2026-11-03', '2026-12-01', '2027-01-05']],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-11-01',
      ['2026-11-30', '2026-12-31', '2027-01-29']
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU',
      '2026-12-21',
      ['2026-12-21', '2027-01-03', '2027-01-04', '2027-01-17', '2027-01-18', '2027-01-31']
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU',
      '2026-12-21',
      ['2026-12-21', '2026-12-27', '2027-01-04', '2027-01-10', '2027-01-18', '2027-01-24']
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2026-10-31', ['2026-10-31', '2026-12-31', '2027-01-31']],
    [
      'FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,12',
      '2026-11-03',
      [
        '2026-12-01',
        '2026-12-08',
        '2026-12-15',
        '2026-12-22',
        '2026-12-29',
        '2027-01-05',
        '2027-01-12',
        '2027-01-19',
        '2027-01-26'
      ]
    ],
    ['FREQ=YEARLY;BYMONTH=12;BYDAY=1SA', '2020-12-05', ['2026-12-05']],
    ['FREQ=DAILY;UNTIL=20261103', '2026-11-01', ['2026-11-01', '2026-11-02', '2026-11-03']],
    ['FREQ=DAILY;BYMONTHDAY=13;COUNT=2', '2026-11-01', ['2026-11-13', '2026-12-13']]
  ])('%s', (rrule, start, days) => {
    expect(at(rrule, start, '2026-10-01', '2027-01-31')).toEqual(days);
  });

  test('ends on the wall clock, where its end is in UTC and in summer', () => {
    expect(at('FREQ=DAILY;UNTIL=20270602T080000Z', '2027-06-01', '2027-06-01', '2027-07-01')).toHaveLength(2);
    expect(at('FREQ=DAILY;UNTIL=20270602T075959Z', '2027-06-01', '2027-06-01', '2027-07-01')).toHaveLength(1);
  });

  test.each([
    'FREQ=SECONDLY',
    'FREQ=DAILY;COUNT=1000000000',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;INTERVAL=48;BYDAY=5MO',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTH=6;BYDAY=FR;BYMONTHDAY=13',
    'FREQ=MONTHLY;INTERVAL=48;BYDAY=5MO;BYHOUR=3',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=99991231',
    'FREQ=YEARLY;BYWEEKNO=53;INTERVAL=999',
    'FREQ=DAILY;BYHOUR=1,2,3,4,5,6;BYMINUTE=1,2,3,4,5,6,7,8,9;BYSECOND=1,2,3,4,5,6,7,8;BYMONTH=2',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=WEEKLY;UNTIL=20010101',
    'FREQ=DAILY;BYMONTHDAY=1;COUNT=1000000'
  ])('comes to an end soon: %s', (rrule) => {
    const begin = performance.now();
    for (const start of ['0001-02-01', '1990-02-01', '2026-11-24', '2026-99-99'])
      expect(at(rrule, start, '2026-11-01', '2026-12-31').length).toBeLessThanOrEqual(61);
    // Far more than it takes, and far less than a rule that is followed without measure.
    expect(performance.now() - begin).toBeLessThan(1500);
  });
});
