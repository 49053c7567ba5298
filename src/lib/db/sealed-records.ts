import type { AnyDocument } from '../core/document.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Delivery, Records, SaveFailure, StoredRecord } from './records.ts';
import { closeConflict, type Merger } from './conflicts.ts';
import type { Refusals } from './refusals.ts';
import type { Marks, Row, SealedDatabase } from './sealed-database.ts';
import { isFull, problemsOf, type Schemas } from './validity.ts';

/** Documents read and opened in one go. */
const READ_AT_ONCE = 1000;

/**
 * Rest after this tab's own writes before they are read back, in milliseconds. They are in memory already; reading
 * them at once would slow down the next.
 */
const READ_BACK_AFTER = 1000;

interface Entry {
  readonly document: AnyDocument;
  /** Place in the order of writing; null while this tab's own write has not come back in the changes. */
  readonly seq: number | null;
  readonly here: boolean;
  record: StoredRecord | null;
}

/** One open database and what was read from it. */
interface Shelf {
  readonly database: SealedDatabase;
  readonly entries: Map<string, Entry>;
  marks: Marks;
  /** Why the server does not open this database any more; null when it does. */
  barred: string | null;
  read: number;
  reading: Promise<void> | null;
  again: boolean;
  /** Set while a reading of this tab's own last writes is to come. */
  soon: ReturnType<typeof setTimeout> | undefined;
}

export interface RecordsOptions {
  readonly schemas: Schemas;
  readonly merger: Merger;
  readonly refusals: Refusals;
  /** Told of every write of this tab, for other tabs to read. */
  readonly onWritten: (database: string) => void;
  /** Told when what was written cannot be read back, or a conflict cannot be closed. */
  readonly onBroken: (cause: unknown) => void;
}

/** The records of one unlocked session, in memory over sealed databases. */
export class SealedRecords implements Records {
  readonly #options: RecordsOptions;
  readonly #shelves = new Map<string, Shelf>();
  readonly #listeners = new Set<() => void>();
  readonly #savers = new Set<() => void>();

  constructor(options: RecordsOptions) {
    this.#options = options;
    options.refusals.subscribe(() => this.#changed());
  }

  /** Reads a database whole. */
  async add(database: SealedDatabase): Promise<void> {
    const shelf: Shelf = {
      database,
      entries: new Map(),
      marks: await database.marks(),
      barred: null,
      read: 0,
      reading: null,
      again: false,
      soon: undefined
    };
    await this.#catchUp(shelf);
    this.#shelves.set(database.name, shelf);
    this.#changed();
  }

  *all(): Iterable<StoredRecord> {
    for (const shelf of this.#shelves.values()) {
      for (const entry of shelf.entries.values()) yield this.#record(shelf, entry);
    }
  }

  get(id: string): StoredRecord | undefined {
    for (const shelf of this.#shelves.values()) {
      const entry = shelf.entries.get(id);
      if (entry) return this.#record(shelf, entry);
    }
    return undefined;
  }

  async save(name: string, documents: readonly AnyDocument[]): Promise<Result<void, SaveFailure>> {
    const shelf = this.#shelves.get(name);
    if (!shelf) return fail({ kind: 'unavailable', cause: new Error(`No open database ${name}.`) });
    const newer = (document: AnyDocument) =>
      (shelf.entries.get(document._id)?.document.schema ?? 0) > document.schema;
    const problems = documents.flatMap((document) =>
      problemsOf(document, this.#options.schemas, newer(document))
    );
    if (problems.length > 0) return fail({ kind: 'invalid', problems });
    try {
      await this.#write(shelf, documents);
    } catch (cause) {
      return fail(isFull(cause) ? { kind: 'full' } : { kind: 'unavailable', cause });
    }
    this.#readBackSoon(shelf);
    this.#options.onWritten(name);
    this.#changed();
    for (const listener of [...this.#savers]) listener();
    return ok(undefined);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back after every `save` of this tab. Returns the way to stop. */
  onSaved(listener: () => void): () => void {
    this.#savers.add(listener);
    return () => this.#savers.delete(listener);
  }

  /** Takes note of whether the server opens a database: unsent work in one that is barred counts as refused. */
  bar(name: string, reason: string | null): void {
    const shelf = this.#shelf(name);
    if (shelf.barred === reason) return;
    shelf.barred = reason;
    this.#changed();
  }

  /** The documents that the server does not take, or that are damaged and cannot be sent, with the reason. */
  refused(): { id: string; reason: string }[] {
    const found = this.#options.refusals
      .all()
      .filter(({ id, rev }) => (this.get(id)?.document._rev ?? rev) === rev)
      .map(({ id, reason }) => ({ id, reason }));
    const known = new Set(found.map(({ id }) => id));
    for (const { marks, barred, entries } of this.#shelves.values()) {
      if (barred === null) continue;
      for (const [id, { here, seq }] of entries) {
        if (here && (seq ?? Infinity) > marks.sent && !known.has(id)) found.push({ id, reason: barred });
      }
    }
    return found;
  }

  /** Moves a database's marks forward. */
  async raiseMarks(name: string, marks: Partial<Marks>): Promise<void> {
    const shelf = this.#shelf(name);
    shelf.marks = await shelf.database.raiseMarks(marks);
    this.#changed();
  }

  /** Reads the marks again, after another tab moved them. */
  async refreshMarks(): Promise<void> {
    for (const shelf of this.#shelves.values()) shelf.marks = await shelf.database.marks();
    this.#changed();
  }

  /** How many documents of one database, or of all, are at each stage of their way. */
  count(name?: string): Record<Delivery, number> {
    const counts: Record<Delivery, number> = { device: 0, sent: 0, processed: 0, refused: 0 };
    for (const shelf of this.#shelves.values()) {
      if (name !== undefined && shelf.database.name !== name) continue;
      for (const entry of shelf.entries.values()) counts[this.#record(shelf, entry).delivery]++;
    }
    return counts;
  }

  names(): string[] {
    return [...this.#shelves.keys()];
  }

  database(name: string): SealedDatabase {
    return this.#shelf(name).database;
  }

  /** Resolves when everything written so far, by any tab and by replication, is in memory and no conflict is open. */
  async settled(): Promise<void> {
    await Promise.all([...this.#shelves.values()].map((shelf) => this.#catchUp(shelf)));
  }

  /** Reads what another tab or replication wrote to a database. */
  catchUp(name: string): void {
    const shelf = this.#shelves.get(name);
    if (shelf) void this.#catchUp(shelf).catch(this.#options.onBroken);
  }

  /** Forgets everything that was opened. */
  async close(): Promise<void> {
    const shelves = [...this.#shelves.values()];
    for (const known of [this.#shelves, this.#listeners, this.#savers]) known.clear();
    for (const shelf of shelves) {
      clearTimeout(shelf.soon);
      // Its failure was told to whoever asked for it; the rest must be closed all the same.
      await shelf.reading?.catch(() => undefined);
      shelf.entries.clear();
      await shelf.database.close();
    }
  }

  #shelf(name: string): Shelf {
    const shelf = this.#shelves.get(name);
    if (!shelf) throw new RangeError(`No open database ${name}.`);
    return shelf;
  }

  #record(shelf: Shelf, entry: Entry): StoredRecord {
    const delivery = this.#delivery(shelf, entry);
    if (entry.record?.delivery !== delivery) {
      entry.record = { database: shelf.database.name, document: entry.document, delivery };
    }
    return entry.record;
  }

  #delivery({ database, marks, barred }: Shelf, { document, seq, here }: Entry): Delivery {
    if (this.#options.refusals.find(database.name, document._id, document._rev ?? '')) return 'refused';
    if (!here) return 'processed';
    if (seq === null || seq > marks.sent) return barred === null ? 'device' : 'refused';
    return seq > marks.processed ? 'sent' : 'processed';
  }

  /**
   * Writes all; where another revision was there first, what it says is merged in and the merge is written over it, so
   * that neither is lost.
   */
  async #write(shelf: Shelf, documents: readonly AnyDocument[]): Promise<void> {
    let rest = documents;
    while (rest.length > 0) {
      const written = await shelf.database.write(rest);
      const left: AnyDocument[] = [];
      for (const [place, { id, rev }] of written.entries()) {
        const document = rest[place];
        if (!document) continue;
        if (rev !== null) this.#remember(shelf, { ...document, _rev: rev });
        else left.push(await this.#mergedWithStored(shelf, id, document));
      }
      rest = left;
    }
  }

  #remember(shelf: Shelf, document: AnyDocument): void {
    shelf.entries.set(document._id, { document, seq: null, here: true, record: null });
  }

  async #mergedWithStored(shelf: Shelf, id: string, document: AnyDocument): Promise<AnyDocument> {
    const stored = await shelf.database.winner(id);
    if (!stored.document) throw new Error(`The stored revision of ${id} does not open.`);
    return { ...this.#options.merger.merge([stored.document, document]), _rev: stored.rev };
  }

  #readBackSoon(shelf: Shelf): void {
    clearTimeout(shelf.soon);
    shelf.soon = setTimeout(() => this.catchUp(shelf.database.name), READ_BACK_AFTER);
  }

  /** Reads what was written since the last reading. Calls during a reading lead to one more. */
  #catchUp(shelf: Shelf): Promise<void> {
    shelf.again = true;
    shelf.reading ??= this.#readOn(shelf).finally(() => (shelf.reading = null));
    return shelf.reading;
  }

  async #readOn(shelf: Shelf): Promise<void> {
    let news = false;
    while (shelf.again) {
      shelf.again = false;
      const { rows, last } = await shelf.database.changes(shelf.read, READ_AT_ONCE);
      for (const row of rows) await this.#take(shelf, row);
      shelf.read = Math.max(shelf.read, last);
      if (rows.length > 0) [news, shelf.again] = [true, true];
    }
    if (news) this.#changed();
  }

  async #take(shelf: Shelf, row: Row): Promise<void> {
    if (row.deleted) {
      shelf.entries.delete(row.id);
      return;
    }
    let document = row.document;
    if (document && row.conflicts.length > 0) {
      document = await closeConflict(shelf.database, row, this.#options.merger, this.#options.onBroken);
    }
    if (!document) return;
    const known = shelf.entries.get(row.id);
    // This tab's own later write may be in memory before an earlier row is read.
    if (known?.seq === null && generation(known.document._rev) > generation(row.rev)) return;
    shelf.entries.set(row.id, { document, seq: row.seq, here: row.here, record: null });
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const generation = (rev: string | undefined): number => Number.parseInt(rev ?? '0', 10);
