import { expect, test } from 'vitest';
import type { Session } from '../../social-map/map-reader.ts';
import { atMoment, monthAfter, monthSpan, monthWeeks, spanOf, weekToPrint } from './agenda-spans.ts';

test('the weekend is Saturday and Sunday to come, and on a Sunday what is left of it', () => {
  const weekend = (today: string) => spanOf({ kind: 'weekend' }, today);
  expect(weekend('2026-11-23')).toEqual({ from: '2026-11-28', days: 2 });
  expect(weekend('2026-11-28')).toEqual({ from: '2026-11-28', days: 2 });
  expect(weekend('2026-11-29')).toEqual({ from: '2026-11-29', days: 1 });
});

test('this week goes from today up to and with Sunday, also over the end of a year of 53 weeks', () => {
  const week = (today: string) => spanOf({ kind: 'week' }, today);
  expect(week('2026-11-23')).toEqual({ from: '2026-11-23', days: 7 });
  expect(week('2026-11-29')).toEqual({ from: '2026-11-29', days: 1 });
  expect(week('2026-12-31')).toEqual({ from: '2026-12-31', days: 4 });
});

test('a month is whole weeks, four where February begins on a Monday and six where it must', () => {
  expect(monthSpan('2027-02')).toEqual({ from: '2027-02-01', days: 28 });
  expect(monthSpan('2026-11')).toEqual({ from: '2026-10-26', days: 42 });
  expect(monthSpan('2026-12')).toEqual({ from: '2026-11-30', days: 35 });
});

test('both months in which the clock changes hold each day once', () => {
  for (const month of ['2026-03', '2026-10']) {
    const days = monthWeeks(month).flat();
    expect(new Set(days).size).toBe(days.length);
    expect(days.filter((day) => day.startsWith(month))).toHaveLength(31);
    expect(monthWeeks(month).every((week) => week.length === 7)).toBe(true);
  }
});

test('months follow each other over the turn of a year', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2027-01', -1)]).toEqual(['2027-01', '2026-12']);
});

test('from Friday on the week to print is the next one, also when that is the 53rd or the first', () => {
  expect(weekToPrint('2026-11-26')).toBe('2026-W48');
  expect(weekToPrint('2026-11-27')).toBe('2026-W49');
  expect(weekToPrint('2026-12-25')).toBe('2026-W53');
  expect(weekToPrint('2027-01-01')).toBe('2027-W01');
});

const session = (start: string, end: string, cancelled = false) =>
  ({ activity: 'activity:a', from: start, start, end, cancelled }) as Session;

test('what is over leaves, what begins within two hours stands apart, but not what is called off or has begun', () => {
  const at = (time: string) => `2026-11-26T${time}:00`;
  const over = session(at('09:00'), at('10:00'));
  const begun = session(at('09:30'), at('11:00'));
  const next = session(at('12:00'), at('13:00'));
  const off = session(at('11:00'), at('12:00'), true);
  const later = session(at('12:01'), at('13:00'));
  expect(atMoment([over, begun, off, next, later], at('10:00'))).toEqual({
    soon: [next],
    rest: [begun, off, later]
  });
});

test('shortly before midnight what begins after it begins soon', () => {
  const night = session('2026-11-27T00:30:00', '2026-11-27T02:00:00');
  expect(atMoment([night], '2026-11-26T23:00:00').soon).toEqual([night]);
});
