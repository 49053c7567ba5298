import { expect, test } from 'vitest';
import { checkedClock } from './clock.ts';

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;
const CHECKED = Date.parse('2026-11-23T07:00:00Z');

test.each([
  ['before any contact', null, 0],
  ['that agrees with the server', { checked: CHECKED, ahead: 20_000 }, 0],
  ['that is a year behind', { checked: CHECKED, ahead: YEAR }, YEAR],
  ['that is a year ahead', { checked: CHECKED, ahead: -YEAR }, -YEAR],
  ['that was set back since the contact', { checked: CHECKED + YEAR, ahead: -YEAR }, 0]
])('a clock %s', (_, last, difference) => {
  const now = CHECKED + 5 * MINUTE;
  expect(
    checkedClock(
      () => now,
      () => last
    )()
  ).toBe(now + difference);
});
