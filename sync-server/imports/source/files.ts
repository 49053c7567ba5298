import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { ReadFailure } from '../report.ts';

const MEGABYTE = 1024 * 1024;
const FILE_LIMIT = 50 * MEGABYTE;
const TOTAL_LIMIT = 100 * MEGABYTE;
/** More than the agenda of a whole municipality for years. */
export const CALENDAR_LIMIT = 10 * MEGABYTE;
const COUNT_LIMIT = 5000;

const CALENDAR_FILE = /\.ics$/i;
const DATA_FILE = /\.(json|csv|ics)$/i;

/** A file with data, read whole. `name` is without its folder. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
  /** Known when it was not UTF-8. */
  readonly encoding?: 'windows-1252';
}

export interface Source {
  readonly isFolder: boolean;
  /** JSON and CSV. */
  readonly files: readonly SourceFile[];
  readonly calendars: readonly SourceFile[];
  /** Names of files that are neither JSON nor CSV, those of calendars too. */
  readonly others: readonly string[];
}

/** Reads a file, or the JSON, CSV and iCalendar files of a folder (not of folders inside it), after a look at their sizes. */
export async function readSource(path: string): Promise<Result<Source, ReadFailure>> {
  const about = await stat(path).catch(() => null);
  if (about === null) {
    return fail({
      code: 'not-found',
      message: `Er is geen map of bestand '${path}'. Kijk of de naam klopt. De kaart is niet veranderd.`
    });
  }
  const isFolder = about.isDirectory();
  const paths = isFolder ? (await readdir(path)).sort().map((name) => join(path, name)) : [path];
  const data: string[] = [];
  const others: string[] = [];
  let total = 0;
  for (const each of paths) {
    const { size, regular } = await measure(each);
    if (!regular) continue;
    if (!/\.(json|csv)$/i.test(each)) others.push(basename(each));
    if (!DATA_FILE.test(each)) continue;
    total += size;
    const limit = CALENDAR_FILE.test(each) ? CALENDAR_LIMIT : FILE_LIMIT;
    if (size > limit) return fail(tooLarge(`'${basename(each)}' is`, size, limit));
    if (total > TOTAL_LIMIT) return fail(tooLarge('De bestanden samen zijn', total, TOTAL_LIMIT));
    data.push(each);
  }
  if (data.length > COUNT_LIMIT) {
    return fail({
      code: 'too-large',
      message: `In '${path}' staan ${data.length} bestanden; meer dan ${COUNT_LIMIT} neemt de import niet aan. De kaart is niet veranderd.`
    });
  }
  if (data.length === 0) {
    const what = isFolder
      ? `In '${path}' staat geen JSON-, CSV- of ICS-bestand.`
      : `'${path}' is geen JSON-, CSV- of ICS-bestand.`;
    return fail({
      code: isFolder ? 'empty' : 'not-recognised',
      message: `${what} Geef de map waar de bestanden zelf in staan. De kaart is niet veranderd.`
    });
  }
  return readAll(data, isFolder, others);
}

async function measure(path: string): Promise<{ size: number; regular: boolean }> {
  // A link that leads nowhere is as good as no file.
  const about = await stat(path).catch(() => null);
  return { size: about?.size ?? 0, regular: about?.isFile() ?? false };
}

async function readAll(
  paths: readonly string[],
  isFolder: boolean,
  others: readonly string[]
): Promise<Result<Source, ReadFailure>> {
  const files: SourceFile[] = [];
  const calendars: SourceFile[] = [];
  for (const path of paths) {
    if (CALENDAR_FILE.test(path)) {
      calendars.push(calendarFile(basename(path), await readFile(path)));
      continue;
    }
    const text = decode(await readFile(path));
    if (text === null) {
      return fail({
        code: 'unreadable',
        message: `'${basename(path)}' is geen leesbare tekst (UTF-8). Komt het uit Excel, bewaar het dan als 'CSV UTF-8'. De kaart is niet veranderd.`
      });
    }
    files.push({ name: basename(path), text });
  }
  return ok({ isFolder, files, calendars, others });
}

/** Calendars come from programs that write them as they did thirty years ago. */
export function calendarFile(name: string, bytes: Uint8Array): SourceFile {
  const text = decode(bytes);
  if (text !== null) return { name, text };
  return { name, text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
}

function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

export const tooLarge = (what: string, size: number, limit: number): ReadFailure => ({
  code: 'too-large',
  message: `${what} ${Math.ceil(size / MEGABYTE)} MB groot; de import neemt hoogstens ${limit / MEGABYTE} MB aan. De kaart is niet veranderd.`
});
