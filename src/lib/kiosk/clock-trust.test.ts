import { expect, test } from 'vitest';
import { isTrusted, wentOn } from './clock-trust.ts';

const DAY = 86_400_000;
const built = Date.UTC(2026, 10, 1);
const contact = Date.UTC(2026, 10, 20);

test('a clock that stands before the product was built is not believed', () => {
  expect(isTrusted(Date.UTC(1970, 0, 1), { built, lastContact: null, lastSeen: null })).toBe(false);
  expect(isTrusted(built + DAY, { built, lastContact: null, lastSeen: null })).toBe(true);
});

test('a clock that stands before the last contact, or before what was seen since, is not believed', () => {
  const witness = { built, lastContact: contact, lastSeen: contact + 3 * DAY };
  expect(isTrusted(contact - DAY, { ...witness, lastSeen: null })).toBe(false);
  expect(isTrusted(contact + DAY, witness)).toBe(false);
  expect(isTrusted(contact + 3 * DAY, witness)).toBe(true);
});

test('a screen that stood alone for weeks knows the time, one whose clock leapt months ahead does not', () => {
  const witness = { built, lastContact: contact, lastSeen: contact };
  expect(isTrusted(contact + 42 * DAY, witness)).toBe(true);
  expect(isTrusted(contact + 400 * DAY, witness)).toBe(false);
  // Seen day after day, it may stand longer.
  expect(isTrusted(contact + 400 * DAY, { ...witness, lastSeen: contact + 399 * DAY })).toBe(true);
});

test('a clock that is set while the screen stands did not go on as time did', () => {
  expect(wentOn(contact, contact + 60_000, 60_000)).toBe(true);
  expect(wentOn(contact, contact + DAY, 60_000)).toBe(false);
  expect(wentOn(contact, contact - DAY, 60_000)).toBe(false);
});
