import { Activity } from '#lib/agenda/activity.ts';
import { MAP_DATABASE } from '#lib/roles/databases.ts';
import { openDatabase, type Database } from '../database.ts';
import { SERVER, type Engine } from '../engines/engine.ts';
import { readLedger, withTheFieldsWord } from '../field-ledger.ts';
import { mapDocument, type MapDocument, type MapEntry } from './map-document.ts';

/** What became of the entries of an import. `newer` were written by a newer version and left alone. */
export interface ApplyCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly newer: number;
}

const BATCH = 500;
const ROUNDS = 3;
const ADDRESS = 'http://engine/kaart';

interface Stored {
  readonly [field: string]: unknown;
  readonly _rev: string;
}

type Send = (request: Request) => Promise<Response>;

/**
 * Writes to the map what differs from it, and deletes nothing. What the field said of an activity of late stands. All entries are checked before the first is written.
 * Whoever changes an entry at the same time is met again: the difference is taken anew, three times at most.
 * @param moment the time of writing in milliseconds, which new documents carry as `created`
 * @throws when an entry breaks its schema, or the engine refuses
 */
export async function applyToMap(
  engine: Engine,
  entries: readonly MapEntry[],
  moment: number
): Promise<ApplyCounts> {
  const counts = { added: 0, changed: 0, unchanged: 0, newer: 0 };
  let open = entries.map((entry) => mapDocument(entry, moment));
  for (let round = 1; open.length > 0; round++) {
    if (round > ROUNDS)
      throw new Error(`The map keeps changing: ${open.length} entries could not be written.`);
    const conflicting: MapDocument[] = [];
    for (let start = 0; start < open.length; start += BATCH) {
      conflicting.push(...(await applyBatch(engine, open.slice(start, start + BATCH), counts, moment)));
    }
    open = conflicting;
  }
  return counts;
}

/** Writes one batch; gives back the documents that somebody else changed in between. */
async function applyBatch(
  engine: Engine,
  documents: readonly MapDocument[],
  counts: Record<keyof ApplyCounts, number>,
  moment: number
): Promise<MapDocument[]> {
  const send = engine.as(SERVER);
  const stored = await currentDocuments(send, documents);
  const map = openDatabase(engine, MAP_DATABASE);
  const writes: (MapDocument & { _rev?: string | undefined })[] = [];
  for (const imported of documents) {
    const current = stored.get(imported._id);
    const document = current === undefined ? imported : await besideTheField(map, imported, current, moment);
    if (current === undefined) writes.push(document);
    else if (typeof current.schema === 'number' && current.schema > document.schema) counts.newer += 1;
    else if (sameContent(current, document)) counts.unchanged += 1;
    else {
      const created = typeof current.created === 'string' ? current.created : document.created;
      writes.push({ ...document, created, _rev: current._rev });
    }
  }
  if (writes.length === 0) return [];
  const answers = (await post(send, '/_bulk_docs', { docs: writes })) as { id: string; error?: string }[];
  const failed = new Map(answers.filter(({ error }) => error).map(({ id, error }) => [id, error]));
  const refused = [...failed].find(([, error]) => error !== 'conflict');
  if (refused) throw new Error(`The engine refused ${refused[0]}: ${refused[1]}.`);
  for (const { _id } of writes) {
    if (!failed.has(_id)) counts[stored.has(_id) ? 'changed' : 'added'] += 1;
  }
  return documents.filter(({ _id }) => failed.has(_id));
}

/** What the field said of an activity of late stands; only where an import differs is it asked for. */
async function besideTheField(
  map: Database,
  imported: MapDocument,
  current: Stored,
  moment: number
): Promise<MapDocument> {
  if (imported.kind !== 'activity' || sameContent(current, imported)) return imported;
  const stored = Activity.safeParse(current);
  if (!stored.success) return imported;
  const { entries } = await readLedger(map, imported._id);
  return withTheFieldsWord(imported, stored.data, entries, moment);
}

async function currentDocuments(send: Send, documents: readonly MapDocument[]): Promise<Map<string, Stored>> {
  const keys = documents.map(({ _id }) => _id);
  const { rows } = (await post(send, '/_all_docs?include_docs=true', { keys })) as {
    rows: { id?: string; doc?: Stored | null }[];
  };
  // A row without a document is an id that the map does not have, or no longer.
  return new Map(rows.flatMap(({ id, doc }) => (id !== undefined && doc ? [[id, doc]] : [])));
}

async function post(send: Send, path: string, body: unknown): Promise<unknown> {
  const response = await send(
    new Request(`${ADDRESS}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
  );
  if (!response.ok) {
    throw new Error(
      `The engine answered ${response.status} to ${path}: ${(await response.text()).slice(0, 300)}`
    );
  }
  return response.json();
}

/** Fields that say who wrote and when, not what. */
const CIRCUMSTANCES = new Set(['_rev', 'author', 'device', 'created']);

const sameContent = (stored: Stored, document: MapDocument): boolean =>
  canonical(stored) === canonical(document);

/** A text that is the same for the same content, whatever the order of the fields. */
const canonical = (document: object): string =>
  JSON.stringify(document, (key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const fields = Object.entries(value).filter(([field]) => key !== '' || !CIRCUMSTANCES.has(field));
    return Object.fromEntries(fields.sort(([left], [right]) => (left < right ? -1 : 1)));
  });
