import type { AnyDocument } from '../core/document.ts';
import type { Idle } from '../core/idle.ts';
import type { Delivery, StoredRecord } from './records.ts';
import { closeConflict, type Merger } from './conflicts.ts';
import { RecordCopy, type CopySizes } from './record-copy.ts';
import type { Refusals } from './refusals.ts';
import type { Marks, Row, SealedDatabase } from './sealed-database.ts';
import type { SealedLots } from './sealed-lots.ts';
import { isFull } from './validity.ts';

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
  /** Revisions compete, and nothing has joined them yet. */
  readonly contested: boolean;
  record: StoredRecord | null;
}

export interface ShelfOptions {
  readonly merger: Merger;
  readonly refusals: Refusals;
  /** Where the copy lies that is read faster than the record. */
  readonly lots: SealedLots;
  readonly idle: Idle;
  readonly copySizes?: CopySizes;
  /** Told when what was written cannot be read back, a conflict cannot be closed, or the copy cannot be kept. */
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
  readonly #copy: RecordCopy;
  readonly #entries = new Map<string, Entry>();
  #marks: Marks = { sent: 0, processed: 0 };
  #read = 0;
  #reading: Promise<void> | null = null;
  #again = false;
  #removed = false;
  #compacting = Promise.resolve();
  /** Set while a reading of this tab's own last writes is to come. */
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(database: SealedDatabase, options: ShelfOptions) {
    const { lots: store, idle, copySizes: sizes, onBroken } = options;
    this.database = database;
    this.#options = options;
    this.#copy = new RecordCopy({ database, store, idle, sizes, onBroken });
  }

  /** Reads the database whole: its copy, and from the record what the copy does not tell. Comes before anything else. */
  async open(): Promise<void> {
    const [, copied] = await Promise.all([this.refreshMarks(), this.#copy.read()]);
    for (const [seq, here, document] of copied?.rows ?? []) {
      const known = this.#entries.get(document._id);
      if ((known?.seq ?? 0) > seq) continue;
      this.#entries.set(document._id, { document, seq, here, contested: false, record: null });
    }
    for (const seq of copied?.contested ?? []) {
      const { rows } = await this.database.changes(seq - 1, 1);
      // One that was written anew comes with what the copy does not tell yet.
      for (const row of rows) if (row.seq === seq) await this.#take(row);
    }
    this.#read = copied?.last ?? 0;
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
    try {
      await this.#writeAll(documents);
    } catch (cause) {
      // What can be made again makes room for what cannot.
      if (isFull(cause)) await this.#copy.giveWay();
      throw cause;
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
    await this.#copy.close();
    await this.#compacting;
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

  async #writeAll(documents: readonly AnyDocument[]): Promise<void> {
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
  }

  #remember(document: AnyDocument): void {
    this.#entries.set(document._id, { document, seq: null, here: true, contested: false, record: null });
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
    if (!news) return;
    this.#options.onNews();
    this.#copy.soon(this.#entries, () => this.#read);
    if (this.#removed) this.#compact();
  }

  /** Behind the work: nothing that is read or written waits for it. */
  #compact(): void {
    this.#removed = false;
    this.#compacting = this.#compacting.then(() => this.database.compact()).catch(this.#options.onBroken);
  }

  async #take(row: Row): Promise<void> {
    const { id, seq, here } = row;
    const contested = row.conflicts.length > 0;
    // What is damaged is not shown as it was before: it would be gone when the database is next read whole.
    let document = row.deleted ? null : row.document;
    if (document && contested) {
      document = await closeConflict(this.database, row, this.#options.merger, this.#options.onBroken);
      // The merge was written, and is read in its turn.
      if (!document) return;
    }
    const known = this.#entries.get(id);
    // This tab's own later write may be in memory before an earlier row is read.
    if (known?.seq === null && generation(known.document._rev) > generation(row.rev)) return;
    if (document) this.#entries.set(id, { document, seq, here, contested, record: null });
    else this.#entries.delete(id);
    // What was destroyed must not lie here as an earlier revision, sealed as it is.
    this.#removed ||= row.deleted;
  }
}

const generation = (rev: string | undefined): number => Number.parseInt(rev ?? '0', 10);
