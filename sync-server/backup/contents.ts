// What belongs in a backup, and what does not.
import { databaseKind, isKioskDatabase, MAP_DATABASE } from '#lib/roles/databases.ts';
import { DEMO_MARK } from '../demo/fill.ts';
import { ledgerId } from '../field-ledger.ts';
import { LIST_NOTE } from '../group-lists.ts';
import { ACCOUNTS_DATABASE } from '../log-in/accounts.ts';
import { SERVER_DATABASES } from '../provision.ts';

/** Whether a database is the product's; a CouchDB may hold others as well. */
export const isOurs = (name: string): boolean =>
  databaseKind(name) !== null || isKioskDatabase(name) || SERVER_DATABASES.includes(name);

/**
 * Left out, tombstones too: who is logged in and by which browsers, and codes that enrol a screen. Each gives access, is
 * made again in a minute, and would come back to life here after its owner ended it.
 *
 * Not reached at all: the key for CouchDB's tokens, which is a file of the server's own and made anew; the rules of
 * CouchDB, which the server lays down at its start; and in `_local` the checkpoints of devices, which begin again by
 * themselves, and the name of the map's history, which must be another now, so that devices take the map anew.
 */
export const isLeftOut = (database: string, id: string): boolean =>
  id.startsWith('_design/') ||
  (database === ACCOUNTS_DATABASE &&
    ['session:', 'known-browser:', 'kiosk-code:'].some((beginning) => id.startsWith(beginning)));

/** The server's own notes in `_local` that nothing else tells, and that follow from no document. */
export function notesOf(database: string): readonly string[] {
  if (database === ACCOUNTS_DATABASE) return [DEMO_MARK];
  return databaseKind(database) === 'group' ? [LIST_NOTE] : [];
}

/** The notes that stand beside a document. */
export const notesBeside = (database: string, id: string): readonly string[] =>
  database === MAP_DATABASE && id.startsWith('activity:') ? [ledgerId(id)] : [];
