import * as z from 'zod/mini';
import { fromBase64, fromUtf8, toBase64, utf8, type Bytes } from './bytes.ts';

/*
 * Letters that one party alone can open: sealed to its public key (ECDH over P-256, HKDF-SHA-256, AES-GCM-256). For each
 * letter there is a key pair of its own, of which the private half is thrown away, so that whoever sealed a letter cannot
 * read it back.
 */

const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(20_000));

/** A sealed letter: the public half of its own key pair, and the box; both in base64. */
export const Letter = z.strictObject({ key: base64, box: base64 });
export type Letter = z.infer<typeof Letter>;

/** The keys of who receives letters. */
export interface LetterKeys {
  /** The public half, in base64, to be handed out. */
  readonly publicKey: string;
  readonly privateKey: CryptoKey;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const INFO = utf8('binnenzak letter 1');
/** Each key seals one letter, so its nonce need not differ. */
const NONCE: Bytes = new Uint8Array(12);

const importPublic = (raw: Bytes) => crypto.subtle.importKey('raw', raw, CURVE, true, []);

/**
 * Seals a text to a public key (base64). `about` is bound to it: the letter opens only where the same is known of it.
 * Rejects when the key is none.
 */
export async function sealLetter(publicKey: string, text: string, about: string): Promise<Letter> {
  const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const receiver = fromBase64(publicKey);
  const ownPublic = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
  const key = await sharedKey(own.privateKey, await importPublic(receiver), ownPublic, receiver, 'encrypt');
  const box = await crypto.subtle.encrypt(parameters(about), key, utf8(text));
  return { key: toBase64(ownPublic), box: toBase64(new Uint8Array(box)) };
}

/** Opens a letter; null when it was sealed to another key, is about something else, or was changed. */
export async function openLetter(keys: LetterKeys, letter: Letter, about: string): Promise<string | null> {
  try {
    const sender = fromBase64(letter.key);
    const receiver = fromBase64(keys.publicKey);
    const key = await sharedKey(keys.privateKey, await importPublic(sender), sender, receiver, 'decrypt');
    return fromUtf8(
      new Uint8Array(await crypto.subtle.decrypt(parameters(about), key, fromBase64(letter.box)))
    );
  } catch {
    // WebCrypto tells no causes; all of them mean that this letter is not for these keys.
    return null;
  }
}

/** New keys, with the private half as it is stored. */
export async function makeLetterKeys(): Promise<JsonWebKey> {
  const { privateKey } = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  return crypto.subtle.exportKey('jwk', privateKey);
}

/** Keys as they were stored. Rejects when they are none. */
export async function readLetterKeys(stored: JsonWebKey): Promise<LetterKeys> {
  const privateKey = await crypto.subtle.importKey('jwk', stored, CURVE, false, ['deriveBits']);
  const { d: _, key_ops: __, ...shared } = stored;
  const publicKey = await crypto.subtle.importKey('jwk', shared, CURVE, true, []);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  return { publicKey: toBase64(raw), privateKey };
}

async function sharedKey(
  privateKey: CryptoKey,
  publicKey: CryptoKey,
  sender: Bytes,
  receiver: Bytes,
  usage: 'encrypt' | 'decrypt'
): Promise<CryptoKey> {
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  // Both halves are bound to the key, so that no letter can be passed off as one to somebody else.
  const salt = new Uint8Array([...sender, ...receiver]);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: INFO },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    [usage]
  );
}

const parameters = (about: string) => ({ name: 'AES-GCM', iv: NONCE, additionalData: utf8(about) });
