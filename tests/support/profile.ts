import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files of a browser profile that hold a word, as UTF-8 or as UTF-16 in either order of bytes. */
export function filesThatHold(folder: string, word: string): string[] {
  const utf16 = Buffer.from(word, 'utf16le');
  const needles = [Buffer.from(word), utf16, Buffer.from(utf16).swap16()];
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
