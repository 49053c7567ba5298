import { isIPv6 } from 'node:net';
import type { Clock } from '#lib/core/clock.ts';

/** Attempts that fail without any wait: fingers slip. */
const FREE_FAILURES = 5;
/** The same for one account from anywhere, and for one address with any account: an office has many fingers. */
const FREE_TOGETHER = 50;
const LONGEST_WAIT = 15 * 60_000;
/** After this long without a failure the count begins anew. */
const FORGIVEN_AFTER = 60 * 60_000;

interface Failures {
  count: number;
  last: number;
}

/** Who tries to log in. `browser` is one on which this account logged in before, null for any other. */
export interface Attempt {
  readonly account: string;
  readonly address: string;
  readonly browser: string | null;
}

/** Slows down who keeps guessing. */
export interface LoginLimit {
  /**
   * Counts an attempt as failed before it is judged, so that guesses sent together are counted together.
   * Answers the milliseconds to wait when it may not be made at all; 0 to go on.
   */
  begin(attempt: Attempt): number;
  /** The attempt was right after all. */
  succeed(attempt: Attempt): void;
}

/**
 * Waits double with every failure after the free ones, up to a quarter of an hour. A browser that is known has a budget
 * of its own and no other, so that nobody who guesses elsewhere, or behind the same address, holds up a colleague. All
 * others are counted three times: for this account from this address, for this account from anywhere, and for this
 * address with any account. At most `capacity` counts are remembered, the oldest go first.
 */
export function createLoginLimit(clock: Clock, capacity = 10_000): LoginLimit {
  const failures = new Map<string, Failures>();

  function countOf(key: string): number {
    const known = failures.get(key);
    return known && clock() - known.last < FORGIVEN_AFTER ? known.count : 0;
  }

  function waitOf({ key, free }: Budget): number {
    const known = failures.get(key);
    const count = countOf(key);
    return known && count >= free ? Math.max(0, known.last + waitAfter(count - free) - clock()) : 0;
  }

  return {
    begin(attempt) {
      const budgets = budgetsOf(attempt);
      const wait = Math.max(...budgets.map(waitOf));
      if (wait > 0) return wait;
      for (const { key } of budgets) {
        const count = countOf(key) + 1;
        // Set anew, so that the order of the map is the order of the last failure.
        failures.delete(key);
        failures.set(key, { count, last: clock() });
        const [oldest] = failures.keys();
        if (failures.size > capacity && oldest !== undefined) failures.delete(oldest);
      }
      return 0;
    },
    succeed(attempt) {
      for (const { key, own } of budgetsOf(attempt)) {
        const known = failures.get(key);
        if (own || (known && known.count <= 1)) failures.delete(key);
        // What others did wrong stays counted.
        else if (known) known.count--;
      }
    }
  };
}

/** Something that is counted; `own` when nobody else is counted in it. */
interface Budget {
  readonly key: string;
  readonly free: number;
  readonly own: boolean;
}

function budgetsOf({ account, address, browser }: Attempt): readonly Budget[] {
  if (browser !== null)
    return [{ key: JSON.stringify(['browser', account, browser]), free: FREE_FAILURES, own: true }];
  const place = networkOf(address);
  return [
    { key: JSON.stringify(['both', account, place]), free: FREE_FAILURES, own: true },
    { key: JSON.stringify(['account', account]), free: FREE_TOGETHER, own: false },
    { key: JSON.stringify(['address', place]), free: FREE_TOGETHER, own: false }
  ];
}

/** Whoever has one IPv6 address has the whole /64 to choose from. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [before = '', after] = address.split('::');
  const groups = before === '' ? [] : before.split(':');
  const rest = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? 0 : 8 - groups.length - rest.length;
  return [...groups, ...Array<string>(zeros).fill('0'), ...rest].slice(0, 4).join(':');
}

const waitAfter = (beyond: number): number => Math.min(1000 * 2 ** beyond, LONGEST_WAIT);
