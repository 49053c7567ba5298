import type { AnyDocument } from '../core/document.ts';
import { openJson, sealJson, BrokenSeal, type DataKey } from '../crypto/data-key.ts';
import { readNote } from './local-note.ts';
import type { Pouch } from './pouch.ts';

/** Documents as they lie on disk: ids and revisions in the open, everything else sealed. */
interface SealedFields {
  sealed: string;
  /** This revision was written on this device, and so has to be sent. */
  here?: true;
}

/** One leaf revision, opened. `document` is null when its seal does not open. */
export interface Leaf {
  readonly rev: string;
  readonly here: boolean;
  readonly deleted: boolean;
  readonly document: AnyDocument | null;
}

/** A document's winning revision, where it stands in the order of writing, and the leaves that lost to it. */
export interface Row extends Leaf {
  readonly id: string;
  readonly seq: number;
  readonly conflicts: readonly string[];
}

/** How far this database's own work is on its way, as places in the order of writing. */
export interface Marks {
  readonly sent: number;
  readonly processed: number;
}

/** What became of one document of a write; `rev` is null when another revision was there first. */
export interface Written {
  readonly id: string;
  readonly rev: string | null;
}

/** A revision with its history, newest first, as replication hands it over. */
export interface Revision {
  readonly document: AnyDocument;
  readonly deleted: boolean;
  readonly history: { readonly start: number; readonly ids: readonly string[] };
}

const MARKS = '_local/binnenzak-marks';
/** The stamp that the copy of this database left, after all that it tells of. */
const COPY = '_local/binnenzak-copy';

/** Fields that PouchDB reads itself and that therefore stay in the open. */
const OPEN_FIELDS = new Set(['_id', '_rev', '_revisions', '_deleted']);

type Loose = Record<string, unknown>;
type StoredDocument = PouchDB.Existing<SealedFields>;
type Handle = PouchDB.Database<SealedFields>;
type CopyStamp = { readonly stamp: string | null };

/**
 * The local copy of one server database, sealed. Its PouchDB handle seals what replication writes and opens what
 * replication reads, so that the replicator meets plain documents and the disk never does.
 */
export class SealedDatabase {
  readonly name: string;
  /** For replication only. */
  readonly pouch: PouchDB.Database<SealedFields>;
  readonly #key: DataKey;
  readonly #writeRaw: Handle['bulkDocs'];
  readonly #onUnreadable: (id: string, rev: string) => Promise<void>;
  #closed: Promise<void> | null = null;

  /**
   * Ask for `marks` before anything else: a call that has to wait until the store is open would be sealed twice.
   *
   * @param name the server's name of the database
   * @param localName its name on this device
   * @param onUnreadable called for each revision that should be sent and does not open
   */
  constructor(
    constructor: Pouch,
    name: string,
    localName: string,
    key: DataKey,
    onUnreadable: (id: string, rev: string) => Promise<void>
  ) {
    this.name = name;
    this.#key = key;
    this.#onUnreadable = onUnreadable;
    this.pouch = new constructor<SealedFields>(localName, { revs_limit: 200 });
    this.#writeRaw = this.pouch.bulkDocs.bind(this.pouch);
    const readRaw = this.pouch.bulkGet.bind(this.pouch);
    Object.assign(this.pouch, {
      bulkDocs: async (request: { docs: Loose[]; new_edits?: boolean }, options: object) =>
        this.#writeRaw(await Promise.all(request.docs.map((document) => this.#seal(document, false))), {
          new_edits: request.new_edits ?? true,
          ...options
        }),
      bulkGet: async (request: PouchDB.BulkGetRequest) => this.#openAnswer(await readRaw(request))
    });
  }

  /** Documents written after `since`, each once, oldest first, at most `limit`. */
  async changes(since: number, limit: number): Promise<{ rows: Row[]; last: number }> {
    const answer = await this.pouch.changes({
      since,
      limit,
      include_docs: true,
      conflicts: true,
      return_docs: true
    });
    const rows = await Promise.all(
      answer.results.map(async ({ id, seq, doc }): Promise<Row> => {
        if (!doc) throw new TypeError(`A change of ${id} came without its document.`);
        const { _conflicts: conflicts = [], ...stored } = doc;
        return { id, seq: Number(seq), conflicts, ...(await this.#leaf(stored)) };
      })
    );
    return { rows, last: Number(answer.last_seq) };
  }

  /** Lets go of the content of revisions that stand no longer. */
  async compact(): Promise<void> {
    await this.pouch.compact();
  }

  async leaf(id: string, rev: string): Promise<Leaf> {
    return this.#leaf(await this.pouch.get(id, { rev }));
  }

  async winner(id: string): Promise<Leaf> {
    return this.#leaf(await this.pouch.get(id));
  }

  /** The revisions that led to `rev`, newest first. */
  async history(id: string, rev: string): Promise<Revision['history']> {
    const { _revisions: revisions } = await this.pouch.get(id, { rev, revs: true });
    if (!revisions) throw new TypeError(`Revision ${rev} of ${id} has no history.`);
    return revisions;
  }

  /** Writes new revisions of this device in one transaction. Rejects when nothing could be written. */
  async write(documents: readonly AnyDocument[]): Promise<Written[]> {
    const sealed = await Promise.all(documents.map((document) => this.#seal(document, true)));
    const answers = await this.#writeRaw(sealed);
    return answers.map((answer, place): Written => {
      const id = documents[place]?._id ?? '';
      if (!('error' in answer && answer.error)) return { id, rev: answer.rev ?? null };
      if (answer.status === 409) return { id, rev: null };
      throw answer;
    });
  }

  /** Writes revisions of this device whose names are already known; those that exist stay as they are. */
  async graft(revisions: readonly Revision[]): Promise<void> {
    const sealed = await Promise.all(
      revisions.map(({ document, deleted, history }) =>
        this.#seal(
          {
            ...document,
            _rev: `${history.start}-${history.ids[0]}`,
            _revisions: history,
            ...(deleted ? { _deleted: true } : {})
          },
          true
        )
      )
    );
    const failed = (await this.#writeRaw(sealed, { new_edits: false })).find((answer) => 'error' in answer);
    if (failed) throw failed;
  }

  async marks(): Promise<Marks> {
    const { sent, processed } = await readMarks(this.pouch);
    return { sent, processed };
  }

  /** Moves the marks forward, never back. */
  async raiseMarks(raised: Partial<Marks>): Promise<Marks> {
    const stored = await readMarks(this.pouch);
    const sent = Math.max(stored.sent, raised.sent ?? 0);
    const processed = Math.max(stored.processed, raised.processed ?? 0);
    if (sent !== stored.sent || processed !== stored.processed) {
      await this.pouch.put<Marks>({ ...stored, sent, processed });
    }
    return { sent, processed };
  }

  /** The stamp of the latest copy of this database, null when none was made. */
  async copyStamp(): Promise<string | null> {
    return (await readStamp(this.pouch)).stamp;
  }

  async stampCopy(stamp: string): Promise<void> {
    await this.pouch.put<CopyStamp>({ ...(await readStamp(this.pouch)), stamp });
  }

  /** Closing again does nothing. */
  close(): Promise<void> {
    this.#closed ??= this.pouch.close();
    return this.#closed;
  }

  /** Its name on this device, which tells nothing. */
  get localName(): string {
    return this.pouch.name;
  }

  /** Context of a seal: a sealed document that is laid under another id does not open. */
  #context(id: string): string {
    return `${this.name}\n${id}`;
  }

  async #seal(document: Loose, here: boolean): Promise<PouchDB.Writable<SealedFields>> {
    const open: Loose = {};
    const secret: Loose = {};
    for (const [field, value] of Object.entries(document)) {
      (OPEN_FIELDS.has(field) ? open : secret)[field] = value;
    }
    const sealed = await sealJson(this.#key, secret, this.#context(String(document['_id'])));
    return { ...(open as { _id: string }), sealed, ...(here ? { here: true } : {}) };
  }

  async #leaf(stored: StoredDocument): Promise<Leaf> {
    return {
      rev: stored._rev,
      here: stored.here === true,
      deleted: stored._deleted === true,
      document: (await this.#open(stored)) as AnyDocument | null
    };
  }

  /** The plain document, or null when its seal does not open. */
  async #open(stored: StoredDocument): Promise<Loose | null> {
    const { sealed, ...open } = stored;
    delete open.here;
    try {
      return { ...((await openJson(this.#key, sealed, this.#context(stored._id))) as Loose), ...open };
    } catch (cause) {
      if (cause instanceof BrokenSeal) return null;
      throw cause;
    }
  }

  async #openAnswer(answer: PouchDB.BulkGetAnswer): Promise<object> {
    const results = await Promise.all(
      answer.results.map(async ({ id, docs }) => ({
        id,
        docs: (await Promise.all(docs.map((item) => this.#openItem(item)))).filter((item) => item !== null)
      }))
    );
    return { results };
  }

  async #openItem(item: object): Promise<object | null> {
    if (!('ok' in item)) return item;
    const stored = item.ok as StoredDocument;
    const document = await this.#open(stored);
    if (document) return { ok: document };
    await this.#onUnreadable(stored._id, stored._rev);
    return null;
  }
}

/** How many documents of a database that stays sealed were written here and not sent. */
export async function countUnsent(constructor: Pouch, localName: string): Promise<number> {
  const database = new constructor<SealedFields>(localName);
  try {
    const { sent } = await readMarks(database);
    const { results } = await database.changes({
      since: sent,
      include_docs: true,
      conflicts: true,
      return_docs: true
    });
    const unsent = await Promise.all(
      results.map(async ({ id, doc }) => {
        if (doc?.here === true) return true;
        // What was received may stand over this device's own revision, until the two are merged.
        const losers = await Promise.all((doc?._conflicts ?? []).map((rev) => database.get(id, { rev })));
        return losers.some(({ here }) => here === true);
      })
    );
    return unsent.filter(Boolean).length;
  } finally {
    await database.close();
  }
}

const readMarks = (database: Handle) => readNote<Marks>(database, MARKS, { sent: 0, processed: 0 });
const readStamp = (database: Handle) => readNote<CopyStamp>(database, COPY, { stamp: null });
