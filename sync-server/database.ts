import { SERVER, type Engine } from './engines/engine.ts';

/** A document as the engine answers it. */
export type Stored = Record<string, unknown> & { readonly _id: string; readonly _rev: string };

/** One line of a `_changes` answer. */
export interface Change {
  readonly id: string;
  readonly seq: string | number;
  readonly changes: readonly { readonly rev: string }[];
  readonly deleted?: boolean;
  readonly doc?: Stored;
}

export interface ChangesPage {
  readonly results: readonly Change[];
  readonly last_seq: string | number;
  readonly pending?: number;
}

/** Names of revisions by the id of their document. */
export type RevsById = Readonly<Record<string, readonly string[]>>;

/** What became of one document of a bulk write, in CouchDB's words. */
export interface WriteOutcome {
  readonly id: string;
  readonly rev?: string;
  readonly error?: string;
  readonly reason?: string;
}

/** The engine answered something that the server did not count on: a bug, or an engine in trouble. */
export class EngineError extends Error {
  readonly status: number;

  constructor(what: string, status: number) {
    super(`The engine answered ${status} to ${what}.`);
    this.name = 'EngineError';
    this.status = status;
  }
}

/** One database as the server itself reads and writes it. */
export interface Database {
  readonly name: string;
  /** The winning revision of a document; null when there is none. */
  get(id: string): Promise<Stored | null>;
  /** The winning revisions of those documents that exist and are not deleted. */
  getAll(ids: readonly string[]): Promise<ReadonlyMap<string, Stored>>;
  /** Writes one document; false when another revision was first. */
  put(document: Readonly<Record<string, unknown>> & { readonly _id: string }): Promise<boolean>;
  /** Deletes a revision; false when another revision was first. */
  remove(document: Stored): Promise<boolean>;
  /** Writes many documents; each has its own outcome. */
  write(documents: readonly object[]): Promise<readonly WriteOutcome[]>;
  /** Of revisions by id, those that the database does not have. */
  missing(revs: RevsById): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Writes revisions under the names that they have already; those that are there stay. Answers what was refused. */
  graft(revisions: readonly object[]): Promise<readonly WriteOutcome[]>;
  /** Revisions by id and rev, deleted ones included; those that are gone are left out. */
  revisions(wanted: readonly { readonly id: string; readonly rev: string }[]): Promise<readonly Stored[]>;
  /**
   * Every side of these documents as it stands now, deleted ones included, each with its history and attachments: what
   * `graft` takes.
   */
  leaves(wanted: readonly { readonly id: string; readonly rev: string }[]): Promise<readonly Stored[]>;
  /** Lets go of the content of revisions that stand no longer. */
  compact(): Promise<void>;
  /** A page of what changed. With `feed: 'longpoll'` the answer waits for a change, until `signal` ends it. */
  changes(parameters: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ChangesPage>;
  /** Documents whose id begins with `prefix`. */
  startingWith(prefix: string): Promise<readonly Stored[]>;
}

/** Opens `name` for the server itself. The database is there already (see `provision`). */
export function openDatabase(engine: Engine, name: string): Database {
  const call = engine.as(SERVER);
  const root = `http://engine/${encodeURIComponent(name)}`;

  const send = (path: string, init: RequestInit = {}): Promise<Response> =>
    call(new Request(root + path, init));
  const post = (path: string, body: unknown): Promise<Response> =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    });

  async function put(id: string, document: object): Promise<boolean> {
    const response = await send(`/${pathOf(id)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(document)
    });
    await response.body?.cancel();
    if (response.status === 409) return false;
    if (!response.ok) throw new EngineError(`PUT in ${name}`, response.status);
    return true;
  }

  async function bulkGet(query: string, wanted: readonly object[]): Promise<Stored[]> {
    const response = await post(`/_bulk_get${query}`, { docs: wanted });
    const { results } = await json<{ results: { docs: { ok?: Stored }[] }[] }>(
      response,
      `_bulk_get of ${name}`
    );
    return results.flatMap(({ docs }) => docs.flatMap(({ ok }) => (ok ? [ok] : [])));
  }

  return {
    name,
    async get(id) {
      const response = await send(`/${pathOf(id)}`);
      if (response.status !== 404) return json<Stored>(response, `GET in ${name}`);
      await response.body?.cancel();
      return null;
    },
    async getAll(ids) {
      if (ids.length === 0) return new Map();
      const response = await post('/_all_docs?include_docs=true', { keys: ids });
      const { rows } = await json<{ rows: { doc?: Stored | null }[] }>(response, `_all_docs of ${name}`);
      return new Map(rows.flatMap(({ doc }) => (doc ? [[doc._id, doc] as const] : [])));
    },
    put: (document) => put(document._id, document),
    remove: ({ _id, _rev }) => put(_id, { _id, _rev, _deleted: true }),
    async write(documents) {
      if (documents.length === 0) return [];
      const response = await post('/_bulk_docs', { docs: documents });
      return json<WriteOutcome[]>(response, `_bulk_docs of ${name}`);
    },
    async missing(revs) {
      const response = await post('/_revs_diff', revs);
      const answer = await json<Record<string, { missing: string[] }>>(response, `_revs_diff of ${name}`);
      return new Map(Object.entries(answer).map(([id, { missing }]) => [id, missing]));
    },
    async graft(revisions) {
      if (revisions.length === 0) return [];
      const response = await post('/_bulk_docs', { docs: revisions, new_edits: false });
      return json<WriteOutcome[]>(response, `_bulk_docs of ${name}`);
    },
    async revisions(wanted) {
      if (wanted.length === 0) return [];
      return bulkGet('', wanted);
    },
    async leaves(wanted) {
      if (wanted.length === 0) return [];
      // A revision that was followed meanwhile stands no longer: the one that follows it is meant.
      const found = await bulkGet('?revs=true&latest=true&attachments=true', wanted);
      return [...new Map(found.map((leaf) => [`${leaf._id} ${leaf._rev}`, leaf])).values()];
    },
    async compact() {
      const response = await post('/_compact', {});
      await response.body?.cancel();
      if (!response.ok) throw new EngineError(`_compact of ${name}`, response.status);
    },
    async changes(parameters, signal) {
      for (let { since } = parameters; ;) {
        const query = new URLSearchParams({ ...parameters, ...(since === undefined ? {} : { since }) });
        const page = await heldUntilAnswered(
          new Request(`${root}/_changes?${query}`, signal ? { signal } : {}),
          async (request) => json<ChangesPage>(await call(request), `_changes of ${name}`)
        );
        // Where nothing but the rules of the database changed, there is nothing to tell.
        if (page.results.length === 0 || page.results.some(({ id }) => !id.startsWith('_design/')))
          return page;
        since = String(page.last_seq);
      }
    },
    async startingWith(prefix) {
      const query = new URLSearchParams({
        include_docs: 'true',
        startkey: JSON.stringify(prefix),
        endkey: JSON.stringify(`${prefix}\uffff`)
      });
      const { rows } = await json<{ rows: { doc: Stored }[] }>(
        await send(`/_all_docs?${query}`),
        `_all_docs of ${name}`
      );
      return rows.map(({ doc }) => doc).filter(({ _id }) => !_id.startsWith('_design/'));
    }
  };
}

/** Writes documents whose ids follow from what they are made of; one that is there already is left as it is. */
export async function bring(database: Database, ...documents: readonly object[]): Promise<void> {
  const outcomes = await database.write(documents);
  const failed = outcomes.find(({ error }) => error && error !== 'conflict');
  if (failed) throw new Error(`${database.name} refused what was carried to it: ${failed.error}.`);
}

const held = new Set<Request>();

/**
 * Keeps a request that may wait long from being collected as garbage: once it is, Node no longer passes its signal on,
 * and nobody could end the waiting.
 */
export async function heldUntilAnswered<Answer>(
  request: Request,
  work: (request: Request) => Promise<Answer>
): Promise<Answer> {
  held.add(request);
  try {
    return await work(request);
  } finally {
    held.delete(request);
  }
}

/** Names of all databases of the engine. */
export async function listDatabases(engine: Engine): Promise<readonly string[]> {
  const response = await engine.as(SERVER)(new Request('http://engine/_all_dbs'));
  return json<string[]>(response, '_all_dbs');
}

/** Removes a database with all that is in it; one that is not there any more is as well. */
export async function deleteDatabase(engine: Engine, name: string): Promise<void> {
  const address = `http://engine/${encodeURIComponent(name)}`;
  const response = await engine.as(SERVER)(new Request(address, { method: 'DELETE' }));
  await response.body?.cancel();
  if (!response.ok && response.status !== 404) throw new EngineError(`DELETE of ${name}`, response.status);
}

/** `_local/courier` keeps its slash; everything else in an id is encoded. */
const pathOf = (id: string): string =>
  id.startsWith('_local/') ? `_local/${encodeURIComponent(id.slice(7))}` : encodeURIComponent(id);

async function json<Answer>(response: Response, what: string): Promise<Answer> {
  if (!response.ok) {
    await response.body?.cancel();
    throw new EngineError(what, response.status);
  }
  return (await response.json()) as Answer;
}
