import * as z from 'zod/mini';
import type { RandomBytes } from '../core/random.ts';
import { fromBase64, toBase64, type Bytes } from './bytes.ts';

/** What a guess costs, for Argon2id (RFC 9106). */
export interface Cost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** 64 MiB in three passes: a third of a second on a phone of today, and as much for each guess. */
export const PASSPHRASE_COST: Cost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 };

/** Whether a guess at one cost takes less work or less memory than at another. */
export const isCheaper = (one: Cost, other: Cost): boolean =>
  one.memoryKiB < other.memoryKiB || one.passes < other.passes;

/** A data key that only the passphrase opens, as it is stored. Bytes are base64. */
export const WrappedKey = z.object({
  salt: z.string(),
  nonce: z.string(),
  box: z.string(),
  cost: z.object({ memoryKiB: z.int(), passes: z.int(), lanes: z.int() })
});
export type WrappedKey = z.infer<typeof WrappedKey>;

/** Closes the raw data key with a key derived from the passphrase. */
export async function wrapKey(
  raw: Bytes,
  passphrase: string,
  random: RandomBytes,
  cost: Cost = PASSPHRASE_COST
): Promise<WrappedKey> {
  const salt = random(16);
  const nonce = random(12);
  const wrapping = await derive(passphrase, salt, cost);
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, wrapping, raw);
  return {
    salt: toBase64(salt),
    nonce: toBase64(nonce),
    box: toBase64(new Uint8Array(box)),
    cost: { ...cost }
  };
}

/** The raw data key, or null when the passphrase is not the right one. */
export async function unwrapKey(wrapped: WrappedKey, passphrase: string): Promise<Bytes | null> {
  const wrapping = await derive(passphrase, fromBase64(wrapped.salt), wrapped.cost);
  try {
    const parameters = { name: 'AES-GCM', iv: fromBase64(wrapped.nonce) };
    return new Uint8Array(await crypto.subtle.decrypt(parameters, wrapping, fromBase64(wrapped.box)));
  } catch {
    // WebCrypto tells no more than that the seal does not fit, which here means one thing.
    return null;
  }
}

async function derive(passphrase: string, salt: Bytes, cost: Cost): Promise<CryptoKey> {
  // Large, and needed only at the lock.
  const { argon2id } = await import('hash-wasm');
  const bytes = await argon2id({
    // The same characters may be typed in two ways, by keyboard.
    password: passphrase.normalize('NFKC'),
    salt,
    memorySize: cost.memoryKiB,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: 32,
    outputType: 'binary'
  });
  return crypto.subtle.importKey('raw', new Uint8Array(bytes), 'AES-GCM', false, ['encrypt', 'decrypt']);
}
