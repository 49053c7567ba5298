import { expect, test } from 'vitest';
import { isoWeek, weekStart } from './iso-week.ts';

test.each([
  ['2026-11-24', '2026-W48'],
  ['2026-01-01', '2026-W01'],
  ['2025-12-29', '2026-W01'],
  ['2026-12-31', '2026-W53'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2023-01-01', '2022-W52']
])('%s is in week %s', (day, week) => {
  expect(isoWeek(day)).toBe(week);
});

test.each([
  ['2026-W48', '2026-11-23'],
  ['2026-W01', '2025-12-29'],
  ['2026-W53', '2026-12-28'],
  ['2027-W01', '2027-01-04'],
  ['2027-W53', null],
  ['2026-W00', null],
  ['2026-48', null]
])('week %s begins on %s', (week, monday) => {
  expect(weekStart(week)).toBe(monday);
});
