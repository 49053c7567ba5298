import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#lib/core/clock.ts';
import type { RandomBytes } from '#lib/core/random.ts';

/** How long a challenge may be answered, in milliseconds: somebody looks for their security key. */
const LASTS = 5 * 60_000;
const CHANCE = 16;
const HEAD = 8 + CHANCE;

/** What a passkey signs, so that no answer counts twice. */
export interface Challenges {
  /** A challenge for one purpose. */
  make(purpose: string): Uint8Array<ArrayBuffer>;
  /** Whether this is a challenge of ours for that purpose, not too old and not used; from now on it is used. */
  take(challenge: string, purpose: string): boolean;
}

/** Nothing is kept of a challenge before it is answered rightly, so that asking for many fills no memory. */
export function createChallenges(clock: Clock, random: RandomBytes): Challenges {
  const key = random(32);
  const used = new Map<string, number>();

  const sign = (head: Uint8Array, purpose: string): Buffer =>
    createHmac('sha256', key).update(head).update(purpose).digest();

  return {
    make(purpose) {
      const head = Buffer.alloc(HEAD);
      head.writeDoubleBE(clock() + LASTS);
      head.set(random(CHANCE), 8);
      return new Uint8Array([...head, ...sign(head, purpose)]);
    },
    take(challenge, purpose) {
      const bytes = Buffer.from(challenge, 'base64url');
      if (bytes.length !== HEAD + 32) return false;
      const head = bytes.subarray(0, HEAD);
      if (!timingSafeEqual(bytes.subarray(HEAD), sign(head, purpose))) return false;
      const now = clock();
      for (const [other, until] of used) if (until <= now) used.delete(other);
      const until = head.readDoubleBE();
      const id = head.toString('base64url');
      if (until <= now || used.has(id)) return false;
      used.set(id, until);
      return true;
    }
  };
}
