import { expect, test } from 'vitest';
import { ulidMaker } from './id.ts';

const noChance = (count: number) => new Uint8Array(count);
const fullChance = (count: number) => new Uint8Array(count).fill(255);

test('the time part is the one of the ULID specification', () => {
  expect(ulidMaker(() => 1469918176385, noChance)().slice(0, 10)).toBe('01ARYZ6S41');
});

test('ids of one maker ascend within a millisecond and when the clock goes back', () => {
  let now = 2000;
  const next = ulidMaker(() => now, fullChance);
  const ids = [next(), next()];
  now = 1000;
  ids.push(next(), next());
  now = 3000;
  ids.push(next());
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(5);
});
