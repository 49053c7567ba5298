import type { Clock } from '#lib/core/clock.ts';

/** Attempts that fail without any wait: fingers slip. */
const FREE_FAILURES = 5;
const LONGEST_WAIT = 15 * 60_000;
/** After this long without a failure the count begins anew. */
const FORGIVEN_AFTER = 60 * 60_000;

interface Failures {
  count: number;
  last: number;
}

/** Slows down who keeps guessing, for each account from each address apart. */
export interface LoginLimit {
  /**
   * Counts an attempt as failed before it is judged, so that guesses sent together are counted together.
   * Answers the milliseconds to wait when it may not be made at all; 0 to go on.
   */
  begin(account: string, address: string): number;
  /** The attempt was right after all. */
  succeed(account: string, address: string): void;
}

/**
 * Waits double with every failure after the fifth, up to a quarter of an hour. A colleague at another address is not
 * held up by them. At most `capacity` pairs are remembered, the oldest go first.
 */
export function createLoginLimit(clock: Clock, capacity = 10_000): LoginLimit {
  const failures = new Map<string, Failures>();
  const keyOf = (account: string, address: string): string => JSON.stringify([account, address]);

  return {
    begin(account, address) {
      const key = keyOf(account, address);
      const now = clock();
      const known = failures.get(key);
      const count = known && now - known.last < FORGIVEN_AFTER ? known.count : 0;
      const until = known && count >= FREE_FAILURES ? known.last + waitAfter(count) : 0;
      if (until > now) return until - now;
      // Set anew, so that the order of the map is the order of the last failure.
      failures.delete(key);
      failures.set(key, { count: count + 1, last: now });
      const [oldest] = failures.keys();
      if (failures.size > capacity && oldest !== undefined) failures.delete(oldest);
      return 0;
    },
    succeed(account, address) {
      failures.delete(keyOf(account, address));
    }
  };
}

const waitAfter = (count: number): number => Math.min(1000 * 2 ** (count - FREE_FAILURES), LONGEST_WAIT);
