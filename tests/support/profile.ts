import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files of a browser profile that hold bytes, as they are, as base64 or in hexadecimal. */
export const filesThatHoldBytes = (folder: string, bytes: Buffer): string[] =>
  filesWith(folder, [bytes, Buffer.from(bytes.toString('base64')), Buffer.from(bytes.toString('hex'))]);

/** Files of a browser profile that hold a word, as UTF-8 or as UTF-16 in either order of bytes. */
export function filesThatHold(folder: string, word: string): string[] {
  const utf16 = Buffer.from(word, 'utf16le');
  return filesWith(folder, [Buffer.from(word), utf16, Buffer.from(utf16).swap16()]);
}

function filesWith(folder: string, needles: readonly Buffer[]): string[] {
  return filesUnder(folder).filter((path) => {
    const content = readFileSync(path);
    return needles.some((needle) => content.includes(needle));
  });
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => {
      const found = statSync(path, { throwIfNoEntry: false });
      if (!found) return [];
      if (found.isDirectory()) return filesUnder(path);
      return found.isFile() ? [path] : [];
    });
}
