import { fail, ok, type Result } from '../core/result.ts';
import type { RandomBytes } from '../core/random.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { PASSPHRASE_COST, unwrapKey, wrapKey, type Cost, type WrappedKey } from '../crypto/passphrase.ts';

/** Wrong codes after which the code opens nothing any more. */
export const CODE_GUESSES = 5;

export const isCode = (text: string): boolean => /^\d{6}$/.test(text);

export type CodeFailure = { kind: 'wrong-code'; left: number } | { kind: 'no-code' };

interface Held {
  readonly wrapped: WrappedKey;
  left: number;
}

/**
 * Keys that six digits open again. They are kept wrapped in the memory of this page alone: a million codes would be
 * guessed in days by whoever had them on disk, and here the fifth wrong one ends it, as does loading the page anew.
 */
export class QuickCodes {
  readonly #held = new Map<string, Held>();
  readonly #random: RandomBytes;
  readonly #cost: Cost;

  constructor(random: RandomBytes, cost: Cost = PASSPHRASE_COST) {
    this.#random = random;
    this.#cost = cost;
  }

  has(id: string): boolean {
    return this.#held.has(id);
  }

  async set(id: string, raw: Bytes, code: string): Promise<void> {
    if (!isCode(code)) throw new RangeError('A code has six digits.');
    this.#held.set(id, {
      wrapped: await wrapKey(raw, code, this.#random, this.#cost),
      left: CODE_GUESSES
    });
  }

  forget(id: string): void {
    this.#held.delete(id);
  }

  /** The raw key, which the caller wipes after use. */
  async open(id: string, code: string): Promise<Result<Bytes, CodeFailure>> {
    const held = this.#held.get(id);
    if (!held) return fail({ kind: 'no-code' });
    // Counted before it is tried, so that guesses made side by side count too.
    held.left--;
    if (held.left <= 0) this.#held.delete(id);
    const raw = await unwrapKey(held.wrapped, code);
    if (!raw) return fail(held.left > 0 ? { kind: 'wrong-code', left: held.left } : { kind: 'no-code' });
    held.left = CODE_GUESSES;
    this.#held.set(id, held);
    return ok(raw);
  }
}
