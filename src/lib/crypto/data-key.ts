import type { RandomBytes } from '../core/random.ts';
import { fromBase64, fromUtf8, toBase64, toHex, utf8, type Bytes } from './bytes.ts';

/** Length of a data key in bytes: AES-256. */
export const KEY_LENGTH = 32;

const NONCE_LENGTH = 12;

/**
 * What one user's data on one device is sealed with. `context` (database and document, say) is bound to the seal:
 * sealed bytes that were moved elsewhere do not open.
 */
export interface DataKey {
  /** A random nonce, then AES-GCM-256's output. */
  seal(bytes: Bytes, context: string): Promise<Bytes>;
  /** Throws `BrokenSeal` when key, context or bytes are not those of the sealing. */
  open(sealed: Bytes, context: string): Promise<Bytes>;
  /** A name for storage that tells nothing: 32 hexadecimal digits, always the same for a text under this key. */
  name(text: string): Promise<string>;
}

/** Sealed bytes did not open: another key, another place, or damage. */
export class BrokenSeal extends Error {
  override readonly name = 'BrokenSeal';
}

/** Makes a data key usable; `raw` may be forgotten afterwards. */
export async function dataKey(raw: Bytes, random: RandomBytes): Promise<DataKey> {
  if (raw.length !== KEY_LENGTH) throw new RangeError(`A data key has ${KEY_LENGTH} bytes.`);
  const root = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
  const derivation = (purpose: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: utf8(`binnenzak ${purpose}`)
  });
  const sealing = await crypto.subtle.deriveKey(
    derivation('seal'),
    root,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt']
  );
  const naming = await crypto.subtle.deriveKey(
    derivation('name'),
    root,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign']
  );
  return {
    async seal(bytes, context) {
      const iv = random(NONCE_LENGTH);
      const box = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: utf8(context) },
        sealing,
        bytes
      );
      const sealed = new Uint8Array(NONCE_LENGTH + box.byteLength);
      sealed.set(iv);
      sealed.set(new Uint8Array(box), NONCE_LENGTH);
      return sealed;
    },
    async open(sealed, context) {
      const parameters = {
        name: 'AES-GCM',
        iv: sealed.subarray(0, NONCE_LENGTH),
        additionalData: utf8(context)
      };
      try {
        return new Uint8Array(
          await crypto.subtle.decrypt(parameters, sealing, sealed.subarray(NONCE_LENGTH))
        );
      } catch (cause) {
        throw new BrokenSeal('Sealed bytes did not open.', { cause });
      }
    },
    async name(text) {
      const code = await crypto.subtle.sign('HMAC', naming, utf8(text));
      return toHex(new Uint8Array(code, 0, 16));
    }
  };
}

/** Seals any JSON value as base64 text. */
export const sealJson = async (key: DataKey, value: unknown, context: string): Promise<string> =>
  toBase64(await key.seal(utf8(JSON.stringify(value)), context));

/** Opens what `sealJson` made. Throws `BrokenSeal`. */
export async function openJson(key: DataKey, sealed: string, context: string): Promise<unknown> {
  let bytes: Bytes;
  try {
    bytes = fromBase64(sealed);
  } catch (cause) {
    throw new BrokenSeal('Sealed text is not base64.', { cause });
  }
  return JSON.parse(fromUtf8(await key.open(bytes, context)));
}
