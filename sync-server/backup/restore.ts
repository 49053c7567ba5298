import { fail, ok, type Result } from '#lib/core/result.ts';
import { AUDIT_DATABASE } from '../audit/audit.ts';
import { withoutPlace } from '../audit/seals.ts';
import { goOnFrom, isFollowed } from '../courier.ts';
import { listDatabases, openDatabase } from '../database.ts';
import type { Engine } from '../engines/engine.ts';
import { ensureDatabase } from '../engines/provision.ts';
import { CLOSED } from '../engines/security.ts';
import { ACCOUNTS_DATABASE } from '../log-in/accounts.ts';
import { isOurs } from './contents.ts';
import { Damaged, readBackup, type Counts, type Line } from './file.ts';

/** What one request brings to the engine at most: documents, and characters. */
const BATCH = { documents: 200, characters: 4_000_000 };

export type RestoreFailure =
  | { kind: 'no-file' }
  | { kind: 'damaged'; why: string }
  | { kind: 'not-empty'; databases: readonly string[] };

/**
 * Brings a backup back onto an engine on which the product keeps nothing yet. The whole file is read and checked before
 * anything is written. Databases are closed until the server starts, which gives them their members and rules.
 */
export async function restore(engine: Engine, file: string): Promise<Result<Counts, RestoreFailure>> {
  const filled: string[] = [];
  for (const name of (await listDatabases(engine)).filter(isOurs)) {
    const { results } = await openDatabase(engine, name).changes({ since: '0', limit: '1' });
    if (results.length > 0) filled.push(name);
  }
  if (filled.length > 0) return fail({ kind: 'not-empty', databases: filled });
  const checked = await check(engine, file);
  if (!checked.ok) return checked;
  const { counts, waiting } = checked.value;

  for (const name of Object.keys(counts)) await ensureDatabase(engine, name, CLOSED);
  const isWaiting = (database: string, id: string) => waiting.get(database)?.has(id) === true;
  const isOfAccounts = (database: string) => database === ACCOUNTS_DATABASE;
  // What the courier was done with comes first, so that it goes on after that: done again, what was destroyed elsewhere
  // since would come back.
  await write(engine, file, (database, id) => !isOfAccounts(database) && !isWaiting(database, id));
  for (const name of Object.keys(counts).filter(isFollowed)) {
    const database = openDatabase(engine, name);
    await goOnFrom(database, String((await database.changes({ since: 'now' })).last_seq));
  }
  await write(engine, file, isWaiting);
  // Last: without accounts no server starts on a restore that was cut short.
  await write(engine, file, isOfAccounts);
  return ok(counts);
}

interface Checked {
  readonly counts: Counts;
  /** Ids with which the courier was not done, of each database. */
  readonly waiting: ReadonlyMap<string, ReadonlySet<string>>;
}

async function check(engine: Engine, file: string): Promise<Result<Checked, RestoreFailure>> {
  const counts: Record<string, number> = {};
  const waiting = new Map<string, Set<string>>();
  let database = '';
  try {
    for await (const line of readBackup(file)) {
      if ('database' in line) {
        if (!isOurs(line.database)) throw new Damaged(`It has an unknown database: ${line.database}.`);
        database = line.database;
        counts[database] ??= 0;
        waiting.set(database, new Set());
      } else if ('waiting' in line) for (const id of line.waiting) waiting.get(database)?.add(id);
      else if ('document' in line) {
        if (line.document['_attachments'] !== undefined && engine.kind === 'embedded')
          throw new Damaged('It has attachments, which only CouchDB keeps.');
        counts[database] = (counts[database] ?? 0) + 1;
      }
    }
    return ok({ counts, waiting });
  } catch (error) {
    if (error instanceof Damaged) return fail({ kind: 'damaged', why: error.message });
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return fail({ kind: 'no-file' });
    throw error;
  }
}

/** Writes what is meant of a file. */
async function write(
  engine: Engine,
  file: string,
  isMeant: (database: string, id: string) => boolean
): Promise<void> {
  let name = '';
  let batch: object[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const [refused] = (await openDatabase(engine, name).graft(batch)).filter(
      ({ error }) => error !== undefined
    );
    if (refused) throw new Error(`${name} refused ${refused.id}: ${refused.error} (${refused.reason}).`);
    batch = [];
    characters = 0;
  };
  for await (const line of readBackup(file)) {
    if ('database' in line) {
      await flush();
      name = line.database;
    } else if ('note' in line) {
      if (!isMeant(name, line.note._id)) continue;
      if (!(await openDatabase(engine, name).put(line.note)))
        throw new Error(`${name} has ${line.note._id} already.`);
    } else if ('document' in line && isMeant(name, line.document._id)) {
      batch.push(asItIsHere(name, line.document));
      characters += JSON.stringify(line.document).length;
      if (batch.length >= BATCH.documents || characters >= BATCH.characters) await flush();
    }
  }
  await flush();
}

const asItIsHere = (database: string, document: Extract<Line, { document: unknown }>['document']): object =>
  database === AUDIT_DATABASE && document._id.startsWith('seal:') ? withoutPlace(document) : document;
