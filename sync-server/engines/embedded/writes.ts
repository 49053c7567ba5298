import { conflict, forbidden, type Refusal } from '../answers.ts';
import type { JsonObject } from '../body.ts';
import type { DocumentGuard, Identity } from '../engine.ts';
import { isServerAdmin } from '../security.ts';
import type { Database } from './database.ts';
import {
  documentTooLarge,
  flawOf,
  isTooLarge,
  revisionOf,
  withoutAnswered,
  type History
} from './revisions.ts';
import { isDeletion, isStatus, type Store, type Stored } from './store.ts';

/** What became of one document of a request. */
export type Outcome = { id: string; rev: string } | { id: string; rev?: string; refusal: Refusal };

/** Who writes, and what every document of theirs must pass. */
export interface Writer {
  readonly identity: Identity;
  readonly guard: DocumentGuard | null;
}

/** A document with the place its outcome takes in the answer. */
interface Entry {
  readonly place: number;
  readonly id: string;
  readonly document: JsonObject;
}

/**
 * Writes documents whose `_id` is known, each on its own: one that is refused stops no other. Outcomes stand in the
 * order of the documents. With `newEdits` false the documents bring their revisions and history, as replication does.
 * `mayBeLarge` says that one of them could exceed what a document may hold.
 */
export function writeDocuments(
  database: Database,
  documents: readonly JsonObject[],
  newEdits: boolean,
  writer: Writer,
  mayBeLarge = false
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const entries: Entry[] = [];
  documents.forEach((sent, place) => {
    const document = withoutAnswered(sent);
    const id = String(document['_id']);
    const refusal =
      flawOf(document, newEdits) ?? (mayBeLarge && isTooLarge(document) ? documentTooLarge() : null);
    if (refusal) outcomes[place] = { id, ...revisionIn(document), refusal };
    else entries.push({ place, id, document });
  });
  if (!newEdits) entries.sort(byHistory);

  return database.write(async (store) => {
    for (const round of roundsOf(entries)) {
      const allowed: Entry[] = [];
      await Promise.all(
        round.map(async (entry) => {
          const { place, id, document } = entry;
          const refusal = await judge(store, entry, newEdits, writer);
          if (refusal) outcomes[place] = { id, ...revisionIn(document), refusal };
          else allowed.push(entry);
        })
      );
      await storeAll(store, allowed, newEdits, outcomes);
    }
    return outcomes;
  });
}

// Documents of one round have different ids, so that a guard sees each revision's predecessor already stored.
function roundsOf(entries: readonly Entry[]): Entry[][] {
  const rounds: Entry[][] = [];
  const seen = new Map<string, number>();
  for (const entry of entries) {
    const number = seen.get(entry.id) ?? 0;
    seen.set(entry.id, number + 1);
    (rounds[number] ??= []).push(entry);
  }
  return rounds;
}

/** Why a document may not be written by this writer now, or `null`. */
async function judge(
  store: Store,
  { id, document }: Entry,
  newEdits: boolean,
  { identity, guard }: Writer
): Promise<Refusal | null> {
  if (isServerAdmin(identity)) return null;
  if (id.startsWith('_design/')) return forbidden('Only the server writes design documents.');
  if (!guard) return null;
  const current = await currentOf(store, id);
  // What is here already is acknowledged without asking again: an answer that got lost on the way must not turn
  // stored work into refused work.
  if (!newEdits && current !== 'missing' && (await isStored(store, id, revisionSent(document)))) return null;
  let previous: JsonObject | null = null;
  if (typeof current !== 'string') {
    const { _conflicts: losing = [], ...winner } = current;
    const rev = String(document['_rev']);
    // A stale edit is told that it is stale, not what the guard thinks of it.
    if (newEdits && winner._rev !== rev && !losing.includes(rev)) return conflict();
    previous = winner;
  }
  const reason = guard(document, previous, identity);
  return reason === null ? null : forbidden(reason);
}

/** The winning revision of a document, when there is one that is not deleted. */
async function currentOf(store: Store, id: string): Promise<Stored | 'missing' | 'deleted'> {
  try {
    return await store.get(id, { conflicts: true });
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
    return isDeletion(error) ? 'deleted' : 'missing';
  }
}

async function isStored(store: Store, id: string, rev: string): Promise<boolean> {
  return Object.keys(await store.revsDiff({ [id]: [rev] })).length === 0;
}

async function storeAll(
  store: Store,
  entries: readonly Entry[],
  newEdits: boolean,
  outcomes: Outcome[]
): Promise<void> {
  if (entries.length === 0) return;
  const answers = await store.bulkDocs(
    entries.map(({ id, document }) => ({ ...document, _id: id })),
    { new_edits: newEdits }
  );
  const answerOf = new Map(answers.map((answer) => [answer.id, answer]));
  for (const { place, id, document } of entries) {
    const answer = answerOf.get(id);
    if (answer && 'error' in answer) {
      if (answer.status !== 409)
        throw new Error(`The store refused ${id}: ${answer.message}`, { cause: answer });
      outcomes[place] = { id, refusal: conflict() };
    } else outcomes[place] = { id, rev: answer?.rev ?? revisionSent(document) };
  }
}

/** The revision that a replicated document brings. */
const revisionSent = (document: JsonObject): string =>
  document['_revisions'] === undefined
    ? String(document['_rev'])
    : revisionOf(document['_revisions'] as History);

const revisionIn = (document: JsonObject): { rev?: string } =>
  typeof document['_rev'] === 'string' ? { rev: document['_rev'] } : {};

function byHistory(a: Entry, b: Entry): number {
  return Number.parseInt(revisionSent(a.document)) - Number.parseInt(revisionSent(b.document));
}
