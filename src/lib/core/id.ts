import type { Clock } from './clock.ts';
import type { RandomBytes } from './random.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes ids that sort by time of making. */
export type NextId = () => string;

/**
 * A maker of ULIDs (https://github.com/ulid/spec): 10 characters of time, 16 of chance, in Crockford's base 32.
 * Ids of one maker always ascend, also within a millisecond and when the clock is set back.
 */
export function ulidMaker(clock: Clock, random: RandomBytes): NextId {
  let lastTime = -1;
  let chance: number[] = [];
  return () => {
    const now = clock();
    if (now > lastTime) {
      lastTime = now;
      chance = [...random(16)].map((byte) => byte & 31);
      // Room to count up within this millisecond without an overflow.
      chance[0] = (chance[0] ?? 0) & 15;
    } else {
      chance = increment(chance);
    }
    return encodeTime(lastTime) + chance.map((digit) => ALPHABET[digit]).join('');
  };
}

function encodeTime(milliseconds: number): string {
  let text = '';
  for (let rest = milliseconds, place = 0; place < 10; place++, rest = Math.floor(rest / 32)) {
    text = ALPHABET.charAt(rest % 32) + text;
  }
  return text;
}

function increment(digits: number[]): number[] {
  const next = [...digits];
  for (let place = next.length - 1; place >= 0; place--) {
    const raised = (next[place] ?? 0) + 1;
    if (raised < 32) {
      next[place] = raised;
      return next;
    }
    next[place] = 0;
  }
  throw new RangeError('More ids in one millisecond than a ULID can count.');
}
