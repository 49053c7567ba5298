import { describe, expect, it } from 'vitest';
import { createLoginLimit, type Attempt } from './login-limit.ts';

function at(capacity?: number) {
  let now = 1_000_000;
  const limit = createLoginLimit(() => now, capacity);
  return { limit, pass: (milliseconds: number) => (now += milliseconds) };
}

const from = (address: string, more: Partial<Attempt> = {}): Attempt => ({
  account: 'vet',
  address,
  browser: null,
  ...more
});
const fail = (limit: ReturnType<typeof createLoginLimit>, times: number, attempt = from('home')) =>
  Array.from({ length: times }, () => limit.begin(attempt));

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
      const wait = limit.begin(from('home'));
      waits.push(wait / 1000);
      pass(wait);
      limit.begin(from('home'));
    }
    expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(waits.at(-1)).toBe(900);
  });

  it('does not hold up the same account from another address', () => {
    const { limit } = at();
    fail(limit, 20, from('attacker'));
    expect(limit.begin(from('office'))).toBe(0);
  });

  it('slows down who guesses at one account from many addresses', () => {
    const { limit } = at();
    const waits = Array.from({ length: 51 }, (_, place) => limit.begin(from(`bot ${place}`)));
    expect(waits.slice(0, 50).every((wait) => wait === 0)).toBe(true);
    expect(waits.at(-1)).toBe(1000);
  });

  it('slows down who tries many accounts from one address', () => {
    const { limit } = at();
    const waits = Array.from({ length: 51 }, (_, place) =>
      limit.begin(from('bot', { account: `a${place}` }))
    );
    expect(waits.at(-1)).toBe(1000);
  });

  it('takes the addresses of one IPv6 network for one', () => {
    const { limit } = at();
    for (let host = 1; host <= 5; host++) limit.begin(from(`2001:db8:1:2::${host}`));
    expect(limit.begin(from('2001:db8:1:2:ffff:1:2:3'))).toBe(1000);
    expect(limit.begin(from('2001:db8:1:3::1'))).toBe(0);
    for (let host = 1; host <= 5; host++) limit.begin(from(`2001:db8::${host}`));
    expect(limit.begin(from('2001:db8:0:0:1::'))).toBe(1000);
  });

  it('never holds up a colleague on a browser that is known, whoever guesses elsewhere or behind the same address', () => {
    const { limit } = at();
    const own = from('office', { browser: 'mine' });
    for (let bot = 0; bot < 60; bot++) limit.begin(from(`bot ${bot}`));
    for (let account = 0; account < 60; account++) limit.begin(from('office', { account: `a${account}` }));
    expect(fail(limit, 20, from('office')).at(-1)).toBeGreaterThan(0);
    expect(fail(limit, 6, own)).toEqual([0, 0, 0, 0, 0, 1000]);
  });

  it('forgets failures after the right password', () => {
    const { limit } = at();
    fail(limit, 5);
    limit.succeed(from('home'));
    expect(fail(limit, 5)).toEqual([0, 0, 0, 0, 0]);
  });

  it('does not count the log-ins of a whole office against it', () => {
    const { limit } = at();
    for (let person = 0; person < 200; person++) {
      const attempt = from('office', { account: `a${person}` });
      expect(limit.begin(attempt)).toBe(0);
      limit.succeed(attempt);
    }
  });

  it('begins anew after an hour', () => {
    const { limit, pass } = at();
    fail(limit, 6);
    pass(60 * 60_000);
    expect(fail(limit, 5)).toEqual([0, 0, 0, 0, 0]);
  });

  it('remembers no more than it has room for', () => {
    const { limit } = at(5);
    fail(limit, 5, from('first'));
    for (const address of ['a', 'b', 'c']) limit.begin(from(address));
    expect(limit.begin(from('first'))).toBe(0);
  });
});
