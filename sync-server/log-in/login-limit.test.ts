import { describe, expect, it } from 'vitest';
import { createLoginLimit } from './login-limit.ts';

function at(capacity?: number) {
  let now = 1_000_000;
  const limit = createLoginLimit(() => now, capacity);
  return { limit, pass: (milliseconds: number) => (now += milliseconds) };
}

const fail = (limit: ReturnType<typeof createLoginLimit>, times: number, address = 'home') =>
  Array.from({ length: times }, () => limit.begin('vet', address));

describe('the limit on guessing', () => {
  it('lets five wrong passwords pass and makes the sixth wait', () => {
    const { limit } = at();
    expect(fail(limit, 6)).toEqual([0, 0, 0, 0, 0, 1000]);
  });

  it('doubles the wait with every failure, up to a quarter of an hour', () => {
    const { limit, pass } = at();
    fail(limit, 5);
    const waits: number[] = [];
    for (let round = 0; round < 14; round++) {
      const wait = limit.begin('vet', 'home');
      waits.push(wait / 1000);
      pass(wait);
      limit.begin('vet', 'home');
    }
    expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(waits.at(-1)).toBe(900);
  });

  it('does not hold up the same account from another address', () => {
    const { limit } = at();
    fail(limit, 20, 'attacker');
    expect(limit.begin('vet', 'office')).toBe(0);
  });

  it('forgets failures after the right password', () => {
    const { limit } = at();
    fail(limit, 5);
    limit.succeed('vet', 'home');
    expect(fail(limit, 5)).toEqual([0, 0, 0, 0, 0]);
  });

  it('begins anew after an hour', () => {
    const { limit, pass } = at();
    fail(limit, 6);
    pass(60 * 60_000);
    expect(fail(limit, 5)).toEqual([0, 0, 0, 0, 0]);
  });

  it('remembers no more than it has room for', () => {
    const { limit } = at(3);
    fail(limit, 5, 'first');
    for (const address of ['a', 'b', 'c']) limit.begin('vet', address);
    expect(limit.begin('vet', 'first')).toBe(0);
  });
});
