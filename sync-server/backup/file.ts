import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as z from 'zod/mini';

const Head = z.strictObject({
  format: z.literal('binnenzak-backup'),
  version: z.literal(1),
  made: z.iso.datetime()
});

const Line = z.union([
  /** What follows, up to the next of these lines, is of this database. */
  z.strictObject({ database: z.string() }),
  /** One side of a document, with its history. */
  z.strictObject({
    document: z.looseObject({ _id: z.string(), _rev: z.string(), _revisions: z.looseObject({}) })
  }),
  /** A note of the server's own in `_local`. */
  z.strictObject({ note: z.looseObject({ _id: z.string().check(z.startsWith('_local/')) }) }),
  /** Ids of documents of the database with which the courier was not done yet. */
  z.strictObject({ waiting: z.array(z.string()) })
]);
export type Line = z.infer<typeof Line>;

// As it stands, and not as the schema copies it.
const isLine = (value: unknown): value is Line => Line.safeParse(value).success;

/** How many sides of documents there are of each database. */
export type Counts = Readonly<Record<string, number>>;

const End = z.strictObject({
  end: z.strictObject({ counts: z.record(z.string(), z.int()), sha256: z.string() })
});

/** The file is not whole, or is no backup. */
export class Damaged extends Error {}

/**
 * Writes the lines as one file that only this account reads. It is there when it is whole and on the disk, not before;
 * one that was there is written over.
 */
export async function writeBackup(file: string, made: string, lines: AsyncIterable<Line>): Promise<Counts> {
  const draft = `${file}.${randomUUID()}.part`;
  const tally = new Tally();
  async function* texts(): AsyncGenerator<string> {
    yield tally.add(JSON.stringify({ format: 'binnenzak-backup', version: 1, made }));
    for await (const line of lines) yield tally.add(JSON.stringify(line), line);
    yield `${JSON.stringify({ end: tally.end() })}\n`;
  }
  const handle = await open(draft, 'wx', 0o600);
  try {
    await pipeline(Readable.from(texts()), createGzip(), (packed) => handle.writeFile(packed));
    await handle.sync();
    await handle.close();
    await rename(draft, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
  return tally.end().counts;
}

/**
 * The lines of a file. Whether it is whole is known at its end only: whoever acts on a line before that has read it to
 * its end earlier. Rejects with `Damaged`.
 */
export async function* readBackup(file: string): AsyncGenerator<Line> {
  const tally = new Tally();
  let begun = false;
  let end: z.infer<typeof End>['end'] | null = null;
  for await (const text of linesOf(file)) {
    if (end !== null) throw new Damaged('There is more after its end.');
    const value = parsed(text);
    if (!begun) {
      if (!Head.safeParse(value).success) throw new Damaged('It does not begin as a backup does.');
      begun = true;
      tally.add(text);
      continue;
    }
    const last = End.safeParse(value);
    if (last.success) {
      end = last.data.end;
      continue;
    }
    if (!isLine(value)) throw new Damaged('It has a line of an unknown form.');
    tally.add(text, value);
    yield value;
  }
  if (end === null) throw new Damaged('Its end is missing.');
  const { counts, sha256 } = tally.end();
  if (end.sha256 !== sha256) throw new Damaged('Its checksum is another.');
  if (JSON.stringify(end.counts) !== JSON.stringify(counts)) throw new Damaged('It counts other documents.');
}

/** Goes along with every line: what the end of the file must say. */
class Tally {
  readonly #hash = createHash('sha256');
  readonly #counts: Record<string, number> = {};
  #database: string | null = null;

  /** One more line; answers it with its end. */
  add(text: string, line?: Line): string {
    if (line) this.#count(line);
    this.#hash.update(`${text}\n`);
    return `${text}\n`;
  }

  #count(line: Line): void {
    if ('database' in line) {
      this.#database = line.database;
      this.#counts[line.database] ??= 0;
    } else if (this.#database === null) throw new Damaged('It does not say of which database it is.');
    else if ('document' in line) this.#counts[this.#database] = (this.#counts[this.#database] ?? 0) + 1;
  }

  end(): z.infer<typeof End>['end'] {
    return { counts: this.#counts, sha256: this.#hash.copy().digest('hex') };
  }
}

/** Not `readline`: that ends a line at U+2028 too, which JSON may hold. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  const piped = pipeline(source, gunzip).catch(() => undefined);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest: string[] = [];
  try {
    for await (const chunk of gunzip) {
      const [first = '', ...more] = decoder.decode(chunk as Buffer, { stream: true }).split('\n');
      rest.push(first);
      for (const part of more) {
        yield rest.join('');
        rest = [part];
      }
    }
  } catch (error) {
    if (isOfTheDisk(error)) throw error;
    throw new Damaged('It cannot be unpacked.', { cause: error });
  } finally {
    source.destroy();
    await piped;
  }
  if (rest.join('') !== '') throw new Damaged('Its last line is cut off.');
}

/** What the file system says, with the path in it; what unpacking says has none. */
const isOfTheDisk = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && typeof error.syscall === 'string';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Damaged('It has a line that is no JSON.', { cause });
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folder; there the name is on the disk when the file is.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
