import type { AnyDocument } from '../core/document.ts';
import type { Delivery, StoredRecord } from './records.ts';
import { closeConflict, type Merger } from './conflicts.ts';
import type { Refusals } from './refusals.ts';
import type { Marks, Row, SealedDatabase } from './sealed-database.ts';

/** Documents read and opened in one go. */
const READ_AT_ONCE = 1000;

/**
 * Rest after this tab's own writes before they are read back, in milliseconds. They are in memory already; reading
 * them at once would slow down the next.
 */
const READ_BACK_AFTER = 1000;

/** A document as it was last read or written. */
export interface Entry {
  readonly document: AnyDocument;
  /** Place in the order of writing; null while this tab's own write has not come back in the changes. */
  readonly seq: number | null;
  readonly here: boolean;
  record: StoredRecord | null;
}

export interface ShelfOptions {
  readonly merger: Merger;
  readonly refusals: Refusals;
  /** Told when what was written cannot be read back, or a conflict cannot be closed. */
  readonly onBroken: (cause: unknown) => void;
  /** Told after every reading that brought something. */
  readonly onNews: () => void;
}

/** One open database and what was read from it. */
export class RecordShelf {
  readonly database: SealedDatabase;
  /** Why the server does not open this database any more; null when it does. */
  barred: string | null = null;
  readonly #options: ShelfOptions;
  readonly #entries = new Map<string, Entry>();
  #marks: Marks = { sent: 0, processed: 0 };
  #read = 0;
  #reading: Promise<void> | null = null;
  #again = false;
  /** Set while a reading of this tab's own last writes is to come. */
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(database: SealedDatabase, options: ShelfOptions) {
    this.database = database;
    this.#options = options;
  }

  /** Reads the database whole; comes before anything else. */
  async open(): Promise<void> {
    await this.refreshMarks();
    await this.catchUp();
  }

  *all(): Iterable<StoredRecord> {
    for (const entry of this.#entries.values()) yield this.#record(entry);
  }

  get(id: string): StoredRecord | undefined {
    const entry = this.#entries.get(id);
    return entry && this.#record(entry);
  }

  /** Documents written here that the server has not acknowledged, in no order. */
  *unsent(): Iterable<string> {
    for (const [id, { here, seq }] of this.#entries) {
      if (here && (seq ?? Infinity) > this.#marks.sent) yield id;
    }
  }

  /** Moves the marks forward. */
  async raiseMarks(marks: Partial<Marks>): Promise<void> {
    this.#marks = await this.database.raiseMarks(marks);
  }

  /** Reads the marks, also again after another tab moved them. */
  async refreshMarks(): Promise<void> {
    this.#marks = await this.database.marks();
  }

  /**
   * Writes all; where another revision was there first, what it says is merged in and the merge is written over it, so
   * that neither is lost.
   */
  async write(documents: readonly AnyDocument[]): Promise<void> {
    let rest = documents;
    while (rest.length > 0) {
      const written = await this.database.write(rest);
      const left: AnyDocument[] = [];
      for (const [place, { id, rev }] of written.entries()) {
        const document = rest[place];
        if (!document) continue;
        if (rev !== null) this.#remember({ ...document, _rev: rev });
        else left.push(await this.#mergedWithStored(id, document));
      }
      rest = left;
    }
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.catchUp().catch(this.#options.onBroken), READ_BACK_AFTER);
  }

  /** Reads what was written since the last reading. Calls during a reading lead to one more. */
  catchUp(): Promise<void> {
    this.#again = true;
    this.#reading ??= this.#readOn().finally(() => (this.#reading = null));
    return this.#reading;
  }

  /** Forgets everything that was opened. */
  async close(): Promise<void> {
    clearTimeout(this.#soon);
    // Its failure was told to whoever asked for it; the rest must be closed all the same.
    await this.#reading?.catch(() => undefined);
    this.#entries.clear();
    await this.database.close();
  }

  #record(entry: Entry): StoredRecord {
    const delivery = this.#delivery(entry);
    if (entry.record?.delivery !== delivery) {
      entry.record = { database: this.database.name, document: entry.document, delivery };
    }
    return entry.record;
  }

  #delivery({ document, seq, here }: Entry): Delivery {
    const { sent, processed } = this.#marks;
    if (this.#options.refusals.find(this.database.name, document._id, document._rev ?? '')) return 'refused';
    if (!here) return 'processed';
    if (seq === null || seq > sent) return this.barred === null ? 'device' : 'refused';
    return seq > processed ? 'sent' : 'processed';
  }

  #remember(document: AnyDocument): void {
    this.#entries.set(document._id, { document, seq: null, here: true, record: null });
  }

  async #mergedWithStored(id: string, document: AnyDocument): Promise<AnyDocument> {
    const stored = await this.database.winner(id);
    if (!stored.document) throw new Error(`The stored revision of ${id} does not open.`);
    return { ...this.#options.merger.merge([stored.document, document]), _rev: stored.rev };
  }

  async #readOn(): Promise<void> {
    let news = false;
    while (this.#again) {
      this.#again = false;
      const { rows, last } = await this.database.changes(this.#read, READ_AT_ONCE);
      for (const row of rows) await this.#take(row);
      this.#read = Math.max(this.#read, last);
      if (rows.length > 0) [news, this.#again] = [true, true];
    }
    if (news) this.#options.onNews();
  }

  async #take(row: Row): Promise<void> {
    if (row.deleted) {
      this.#entries.delete(row.id);
      return;
    }
    let document = row.document;
    if (document && row.conflicts.length > 0) {
      document = await closeConflict(this.database, row, this.#options.merger, this.#options.onBroken);
    }
    if (!document) return;
    const known = this.#entries.get(row.id);
    // This tab's own later write may be in memory before an earlier row is read.
    if (known?.seq === null && generation(known.document._rev) > generation(row.rev)) return;
    this.#entries.set(row.id, { document, seq: row.seq, here: row.here, record: null });
  }
}

const generation = (rev: string | undefined): number => Number.parseInt(rev ?? '0', 10);
