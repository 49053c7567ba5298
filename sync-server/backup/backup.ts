import { access } from 'node:fs/promises';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { checkpointOf, isFollowed } from '../courier.ts';
import { listDatabases, openDatabase, type ChangesPage, type Database } from '../database.ts';
import type { Engine } from '../engines/engine.ts';
import { ACCOUNTS_DATABASE } from '../log-in/accounts.ts';
import { isLeftOut, isOurs, notesBeside, notesOf } from './contents.ts';
import { writeBackup, type Counts, type Line } from './file.ts';

/** Documents that are in memory at a time. */
const PAGE = 50;

export type BackupFailure = { kind: 'file-exists' } | { kind: 'nothing-there' };

/**
 * Writes all that the product keeps on an engine into one file, as it was at some moment between begin and end: each
 * database by itself. Nothing is lost between two of them: what the courier carried on meanwhile it carries again after a
 * restore, and what it makes of that has the same ids.
 */
export async function backUp(
  engine: Engine,
  file: string,
  clock: Clock
): Promise<Result<Counts, BackupFailure>> {
  if (await isThere(file)) return fail({ kind: 'file-exists' });
  const names = (await listDatabases(engine)).filter(isOurs);
  if (names.length === 0) return fail({ kind: 'nothing-there' });
  return ok(await writeBackup(file, isoMoment(clock()), linesOf(engine, names)));
}

async function* linesOf(engine: Engine, names: readonly string[]): AsyncGenerator<Line> {
  // Before any document is read: what the courier had carried on by then is in the database where it belongs.
  const reached = new Map<string, string>();
  for (const name of names.filter(isFollowed))
    reached.set(name, await checkpointOf(openDatabase(engine, name)));
  // Who may log in comes last, so that no server starts on a restore that was cut short.
  const isLast = (name: string) => Number(name === ACCOUNTS_DATABASE);
  for (const name of names.toSorted((one, other) => isLast(one) - isLast(other))) {
    const database = openDatabase(engine, name);
    yield { database: name };
    yield* notes(database, notesOf(name));
    yield* documents(database);
    const since = reached.get(name);
    if (since === undefined) continue;
    for await (const { results } of pages(database, since))
      if (results.length > 0) yield { waiting: results.map(({ id }) => id) };
  }
}

async function* documents(database: Database): AsyncGenerator<Line> {
  for await (const { results } of pages(database, '0')) {
    const meant = results.filter(({ id }) => !isLeftOut(database.name, id));
    const revisions = meant.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })));
    for (const document of await database.leaves(revisions)) yield { document } as Line;
    for (const { id } of meant) yield* notes(database, notesBeside(database.name, id));
  }
}

async function* notes(database: Database, ids: readonly string[]): AsyncGenerator<Line> {
  for (const id of ids) {
    const note = await database.get(id);
    if (!note) continue;
    const { _rev: _, ...content } = note;
    yield { note: content };
  }
}

/** Everything that changed since a place, up to now. */
async function* pages(database: Database, since: string): AsyncGenerator<ChangesPage> {
  for (let place = since; ;) {
    const page = await database.changes({ since: place, limit: String(PAGE), style: 'all_docs' });
    yield page;
    if (page.results.length < PAGE) return;
    place = String(page.last_seq);
  }
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false
  );
