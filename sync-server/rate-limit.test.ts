import { expect, test } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

test('an address has so many in each stretch, and others are not held up by it', () => {
  let now = 0;
  const limit = createRateLimit(() => now, 3, 1000);
  expect([limit.take('a', 2), limit.take('a', 2), limit.take('a', 1), limit.take('a', 1)]).toEqual([
    0, 1000, 0, 1000
  ]);
  expect(limit.take('b', 3)).toBe(0);
  now = 400;
  expect(limit.take('a', 1)).toBe(600);
  now = 1000;
  expect(limit.take('a', 3)).toBe(0);
});

test('no more addresses are remembered than there is room for', () => {
  const limit = createRateLimit(() => 0, 1, 1000, 2);
  for (const address of ['a', 'b', 'c']) limit.take(address, 1);
  expect([limit.take('c', 1), limit.take('a', 1)]).toEqual([1000, 0]);
});
