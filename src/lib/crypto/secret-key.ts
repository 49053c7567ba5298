import type { RandomBytes } from '../core/random.ts';
import { fromBase64, toBase64, utf8, type Bytes } from './bytes.ts';

/** A data key that only a secret of random bytes opens, as it is stored. Bytes are base64. */
export interface KeyUnderSecret {
  readonly nonce: string;
  readonly box: string;
}

/** Closes the raw data key under a secret that nobody can guess: at least 32 random bytes, not words of a person. */
export async function wrapUnderSecret(
  raw: Bytes,
  secret: Bytes,
  random: RandomBytes
): Promise<KeyUnderSecret> {
  const nonce = random(12);
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, await wrapping(secret), raw);
  return { nonce: toBase64(nonce), box: toBase64(new Uint8Array(box)) };
}

/** The raw data key, or null when it is another secret. */
export async function unwrapUnderSecret(wrapped: KeyUnderSecret, secret: Bytes): Promise<Bytes | null> {
  const parameters = { name: 'AES-GCM', iv: fromBase64(wrapped.nonce) };
  const key = await wrapping(secret);
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, fromBase64(wrapped.box)));
  } catch {
    // WebCrypto tells no more than that the seal does not fit, which here means one thing.
    return null;
  }
}

/** HKDF (RFC 5869): the secret may serve other purposes, and each has a key of its own. */
async function wrapping(secret: Bytes): Promise<CryptoKey> {
  const from = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('binnenzak data key') };
  return crypto.subtle.deriveKey(how, from, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
