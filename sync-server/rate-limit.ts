import type { Clock } from '#lib/core/clock.ts';

/** Holds each address to so many of something in a stretch of time. */
export interface RateLimit {
  /** Takes `count`; answers the milliseconds to wait when that is too many, and 0 when they were taken. */
  take(address: string, count: number): number;
}

/**
 * Allows `most` in every stretch of `within` milliseconds, which begins at the first. At most `capacity` addresses are
 * remembered, the oldest go first.
 */
export function createRateLimit(clock: Clock, most: number, within: number, capacity = 10_000): RateLimit {
  const taken = new Map<string, { begun: number; count: number }>();
  return {
    take(address, count) {
      const now = clock();
      const known = taken.get(address);
      const current = known && now - known.begun < within ? known : { begun: now, count: 0 };
      if (current.count + count > most) return current.begun + within - now;
      // Set anew, so that the order of the map is the order of the last use.
      taken.delete(address);
      taken.set(address, { begun: current.begun, count: current.count + count });
      const [oldest] = taken.keys();
      if (taken.size > capacity && oldest !== undefined) taken.delete(oldest);
      return 0;
    }
  };
}
