import { toHex, utf8 } from './bytes.ts';

/** The first 32 hexadecimal digits of a text's SHA-256. */
export const digest = async (text: string): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)), 0, 16));
