import type { Clock } from './clock.ts';
import type { Stamp } from './stamp.ts';

/**
 * A hybrid logical clock: its stamps ascend on this device, follow every stamp it was shown, and stay as close to the
 * time of day as that allows.
 */
export interface HybridClock {
  /** The next stamp, later than all before. */
  now(): Stamp;
  /** Takes note of a stamp from elsewhere: later ones of this clock are after it. */
  receive(stamp: Stamp): void;
}

const COUNTER_LIMIT = 36 ** 4;

export function hybridClock(clock: Clock, device: string): HybridClock {
  let wall = 0;
  let counter = 0;
  const advance = (to: number) => {
    if (to > wall) [wall, counter] = [to, 0];
    else if (++counter === COUNTER_LIMIT) [wall, counter] = [wall + 1, 0];
  };
  return {
    now() {
      advance(clock());
      return `${String(wall).padStart(13, '0')}-${counter.toString(36).padStart(4, '0')}-${device}`;
    },
    receive(stamp) {
      const theirs = wallOf(stamp);
      const count = counterOf(stamp);
      if (theirs > wall || (theirs === wall && count > counter)) [wall, counter] = [theirs, count];
    }
  };
}

/** Wall time of a stamp in milliseconds since 1970. */
export const wallOf = (stamp: Stamp): number => Number(stamp.slice(0, 13));

/** The device that a stamp was made on. */
export const deviceOf = (stamp: Stamp): string => stamp.slice(19);

const counterOf = (stamp: Stamp): number => Number.parseInt(stamp.slice(14, 18), 36);
