import { badRequest, badQuery, json, notFound } from '../answers.ts';
import { isObject, type JsonObject } from '../body.ts';
import type { Database } from './database.ts';
import { given, type Query } from './query.ts';
import { isRevision } from './revisions.ts';
import { isDeletion, isStatus, type Store, type Stored } from './store.ts';

/** `GET /db/<id>`: the winning revision, one by `rev`, or several by `open_revs`. */
export async function getDocument(database: Database, id: string, query: Query): Promise<Response> {
  const openRevs = query.text('open_revs');
  const revs = query.flag('revs');
  const latest = query.flag('latest');
  if (openRevs !== undefined) {
    const asked = openRevs === 'all' ? 'all' : revisionsIn(query.json('open_revs'));
    const found = await database.use((store) => openRevisions(store, id, asked, { revs, latest }));
    if (asked === 'all' && found.length === 0) throw notFound();
    return json(found);
  }
  const rev = query.text('rev');
  if (rev !== undefined && !isRevision(rev)) throw badRequest('Invalid rev format');
  const options = {
    revs,
    conflicts: query.flag('conflicts'),
    revs_info: query.flag('revs_info')
  };
  const document = await database.use(async (store) => {
    const wanted = rev !== undefined && latest ? await latestOf(store, id, rev) : rev;
    return read(() => store.get(id, { ...options, ...given({ rev: wanted }) }));
  });
  return json(document, 200, { etag: `"${document._rev}"` });
}

/** `POST /db/_bulk_get`: revisions of many documents at once. */
export async function bulkGet(database: Database, body: JsonObject, query: Query): Promise<Response> {
  const options = { revs: query.flag('revs'), latest: query.flag('latest') };
  const asked = body['docs'];
  if (!Array.isArray(asked)) throw badRequest('Missing JSON list of `docs`');
  const requests = asked.map((item: unknown) => {
    if (!isObject(item) || typeof item['id'] !== 'string') throw badRequest('Every doc needs an id');
    const { id, rev } = item;
    if (rev !== undefined && !isRevision(rev)) throw badRequest('Invalid rev format');
    return { id, revs: rev === undefined ? ('all' as const) : [rev] };
  });
  const results = await database.use((store) =>
    Promise.all(
      requests.map(async ({ id, revs }) => {
        const found = await openRevisions(store, id, revs, options);
        const docs = found.map((one) =>
          'ok' in one ? one : { error: { id, rev: one.missing, error: 'not_found', reason: 'missing' } }
        );
        const nothing = { error: { id, rev: 'undefined', error: 'not_found', reason: 'missing' } };
        return { id, docs: docs.length > 0 ? docs : [nothing] };
      })
    )
  );
  return json({ results });
}

// Without an end PouchDB stops at U+00FF and leaves out every id that begins beyond it.
const LAST = '\u{10FFFF}\u{10FFFF}';

/** `GET` or `POST /db/_all_docs`; `keys` come from the body or the query. */
export async function allDocuments(database: Database, keys: unknown, query: Query): Promise<Response> {
  if (keys !== undefined && !areTexts(keys)) throw badRequest('`keys` must be a list of texts');
  const key = query.key('key');
  const descending = query.flag('descending');
  const range = keys
    ? { keys }
    : {
        startkey: key ?? query.key('startkey', 'start_key') ?? (descending ? LAST : undefined),
        endkey: key ?? query.key('endkey', 'end_key') ?? (descending ? undefined : LAST)
      };
  const options = {
    ...range,
    skip: query.count('skip'),
    limit: query.count('limit'),
    descending,
    inclusive_end: query.flag('inclusive_end', true),
    include_docs: query.flag('include_docs'),
    conflicts: query.flag('conflicts')
  };
  const found = await database.use((store) => store.allDocs(given(options)));
  return json({ total_rows: found.total_rows, offset: found.offset ?? 0, rows: found.rows });
}

/** `POST /db/_revs_diff`: which of the revisions are not here. */
export async function revisionsMissing(database: Database, body: JsonObject): Promise<Response> {
  return json(await database.use((store) => store.revsDiff(revisionLists(body))));
}

/** `POST /db/_missing_revs`: the same in an older form. */
export async function missingRevisions(database: Database, body: JsonObject): Promise<Response> {
  const diff = await database.use((store) => store.revsDiff(revisionLists(body)));
  const lists = Object.entries(diff).map(([id, { missing }]) => [id, missing]);
  return json({ missing_revs: Object.fromEntries(lists) });
}

type Opened = { ok: Stored } | { missing: string };

async function openRevisions(
  store: Store,
  id: string,
  asked: readonly string[] | 'all',
  { revs, latest }: { revs: boolean; latest: boolean }
): Promise<Opened[]> {
  if (asked !== 'all' && !latest)
    return Promise.all(
      asked.map((rev) => found(store.get(id, { rev, revs })).then((ok) => (ok ? { ok } : { missing: rev })))
    );
  const leaves = (await found(store.get(id, { open_revs: 'all', revs: true }))) ?? [];
  const shown = ({ ok: leaf }: { ok: Stored }): Opened => ({ ok: revs ? leaf : withoutHistory(leaf) });
  if (asked === 'all') return leaves.map(shown);
  const chosen = new Map<string, Opened>();
  for (const rev of asked) {
    const later = leaves.filter((leaf) => descendsFrom(leaf.ok, rev));
    if (later.length === 0) chosen.set(rev, { missing: rev });
    for (const leaf of later) chosen.set(leaf.ok._rev, shown(leaf));
  }
  return [...chosen.values()];
}

// PouchDB's own `latest` throws outside the request for a revision that it does not know.
async function latestOf(store: Store, id: string, rev: string): Promise<string> {
  const leaves = await read(() => store.get(id, { open_revs: 'all', revs: true }));
  const leaf = leaves.find(({ ok }) => descendsFrom(ok, rev));
  if (!leaf) throw notFound();
  return leaf.ok._rev;
}

function descendsFrom({ _revisions: history }: Stored, rev: string): boolean {
  if (!history) return false;
  const [position, hash] = rev.split('-');
  return history.ids[history.start - Number(position)] === hash;
}

function withoutHistory({ _revisions: _, ...document }: Stored): Stored {
  return document as Stored;
}

/** A document or list, with a refusal as CouchDB words it when it is missing or deleted. */
async function read<Value>(get: () => Promise<Value>): Promise<Value> {
  try {
    return await get();
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
    throw notFound(isDeletion(error) ? 'deleted' : 'missing');
  }
}

async function found<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
}

function revisionsIn(value: unknown): string[] {
  if (!Array.isArray(value) || !value.every(isRevision))
    throw badQuery('open_revs must be all or a list of revisions');
  return value;
}

function revisionLists(body: JsonObject): Record<string, string[]> {
  for (const revs of Object.values(body))
    if (!Array.isArray(revs) || !revs.every(isRevision))
      throw badRequest('Every id needs a list of revisions');
  return body as Record<string, string[]>;
}

const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
