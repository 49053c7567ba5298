import type { AnyDocument } from '../core/document.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Delivery, Records, SaveFailure, StoredRecord } from './records.ts';
import { RecordShelf, type ShelfOptions } from './record-shelf.ts';
import type { Marks, SealedDatabase } from './sealed-database.ts';
import { isFull, problemsOf, type Schemas } from './validity.ts';

export interface RecordsOptions extends Omit<ShelfOptions, 'onNews'> {
  readonly schemas: Schemas;
  /** Told of every write of this tab, for other tabs to read. */
  readonly onWritten: (database: string) => void;
}

/** The records of one unlocked session, in memory over sealed databases. */
export class SealedRecords implements Records {
  readonly #options: RecordsOptions;
  readonly #shelves = new Map<string, RecordShelf>();
  readonly #listeners = new Set<() => void>();
  readonly #savers = new Set<() => void>();

  constructor(options: RecordsOptions) {
    this.#options = options;
    options.refusals.subscribe(() => this.#changed());
  }

  /** Reads a database whole. */
  async add(database: SealedDatabase): Promise<void> {
    const shelf = new RecordShelf(database, { ...this.#options, onNews: () => this.#changed() });
    await shelf.open();
    this.#shelves.set(database.name, shelf);
    this.#changed();
  }

  *all(): Iterable<StoredRecord> {
    for (const shelf of this.#shelves.values()) yield* shelf.all();
  }

  get(id: string): StoredRecord | undefined {
    for (const shelf of this.#shelves.values()) {
      const record = shelf.get(id);
      if (record) return record;
    }
    return undefined;
  }

  async save(name: string, documents: readonly AnyDocument[]): Promise<Result<void, SaveFailure>> {
    const shelf = this.#shelves.get(name);
    if (!shelf) return fail({ kind: 'unavailable', cause: new Error(`No open database ${name}.`) });
    const newer = (document: AnyDocument) =>
      (shelf.get(document._id)?.document.schema ?? 0) > document.schema;
    const problems = documents.flatMap((document) =>
      problemsOf(document, this.#options.schemas, newer(document))
    );
    if (problems.length > 0) return fail({ kind: 'invalid', problems });
    try {
      await shelf.write(documents);
    } catch (cause) {
      return fail(isFull(cause) ? { kind: 'full' } : { kind: 'unavailable', cause });
    }
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
    for (const shelf of this.#shelves.values()) {
      const reason = shelf.barred;
      if (reason === null) continue;
      for (const id of shelf.unsent()) if (!known.has(id)) found.push({ id, reason });
    }
    return found;
  }

  /** How many documents of a database the server has not answered for, whether it opens it or not. */
  unsent(name: string): number {
    return [...this.#shelf(name).unsent()].length;
  }

  /** Moves a database's marks forward. */
  async raiseMarks(name: string, marks: Partial<Marks>): Promise<void> {
    await this.#shelf(name).raiseMarks(marks);
    this.#changed();
  }

  /** Reads the marks again, after another tab moved them. */
  async refreshMarks(): Promise<void> {
    for (const shelf of this.#shelves.values()) await shelf.refreshMarks();
    this.#changed();
  }

  /** How many documents of one database, or of all, and of the kinds that are counted, are at each stage of their way. */
  count(name?: string, isCounted: (kind: unknown) => boolean = () => true): Record<Delivery, number> {
    const counts: Record<Delivery, number> = { device: 0, sent: 0, processed: 0, refused: 0 };
    for (const shelf of this.#shelves.values()) {
      if (name !== undefined && shelf.database.name !== name) continue;
      for (const { delivery, document } of shelf.all()) if (isCounted(document.kind)) counts[delivery]++;
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
    await Promise.all([...this.#shelves.values()].map((shelf) => shelf.catchUp()));
  }

  /** Reads what another tab or replication wrote to a database. */
  catchUp(name: string): void {
    const shelf = this.#shelves.get(name);
    if (shelf) void shelf.catchUp().catch(this.#options.onBroken);
  }

  /** Forgets everything that was opened. */
  async close(): Promise<void> {
    const shelves = [...this.#shelves.values()];
    for (const known of [this.#shelves, this.#listeners, this.#savers]) known.clear();
    for (const shelf of shelves) await shelf.close();
  }

  #shelf(name: string): RecordShelf {
    const shelf = this.#shelves.get(name);
    if (!shelf) throw new RangeError(`No open database ${name}.`);
    return shelf;
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
