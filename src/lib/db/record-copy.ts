import type { AnyDocument } from '../core/document.ts';
import type { Idle } from '../core/idle.ts';
import { BrokenSeal } from '../crypto/data-key.ts';
import { hasGone, planLots, type PlannedLot } from './lot-plan.ts';
import type { Entry } from './record-shelf.ts';
import type { SealedDatabase } from './sealed-database.ts';
import type { OpenLots, SealedLots } from './sealed-lots.ts';
import { isFull } from './validity.ts';

/** Raised when a lot would be read otherwise. */
const VERSION = 1;

/** Rest after news before it is copied, in milliseconds: where there is news, more of it tends to follow. */
const COPY_AFTER = 5_000;

export interface CopySizes {
  /** Rows in one lot at most: few enough that sealing one delays no keystroke, many enough that all open quickly. */
  readonly lot: number;
  /** So many writes behind, the copy is brought up to date; fewer are read from the record about as quickly. */
  readonly behind: number;
}
const SIZES: CopySizes = { lot: 250, behind: 100 };

/** A row as it lies in a lot: its place in the order of writing, whether it was written here, and the document. */
type CopiedRow = readonly [seq: number, here: boolean, document: AnyDocument];

/** What is said of all lots. */
interface About {
  readonly version: number;
  /** Place in the order of writing up to which the lots tell everything. */
  readonly last: number;
  /** Places of the documents that are in no lot, because revisions competed that nothing had joined. */
  readonly contested: readonly number[];
}

/** What was read from a copy; see `About`. */
interface Copied {
  readonly rows: readonly CopiedRow[];
  readonly last: number;
  readonly contested: readonly number[];
}

export interface CopyOptions {
  readonly database: SealedDatabase;
  readonly store: SealedLots;
  readonly idle: Idle;
  readonly sizes?: CopySizes | undefined;
  /** Told when the copy cannot be read or written, for another reason than a full disk. */
  readonly onBroken: (cause: unknown) => void;
}

/**
 * A copy of one sealed database, many documents under one seal, from which the record is read quickly. The record stays
 * the only one there is: whatever the copy lacks is read from it, and a copy that does not fit is thrown away. Each
 * writing of the copy leaves its stamp in the record, after all that it tells of; a record without that stamp is an
 * earlier or another one.
 */
export class RecordCopy {
  readonly #database: SealedDatabase;
  readonly #store: SealedLots;
  readonly #idle: Idle;
  readonly #sizes: CopySizes;
  readonly #onBroken: (cause: unknown) => void;
  readonly #end = new AbortController();
  /** Ends the waiting for rest when there is news again. */
  #waiting = new AbortController();
  #copying: Promise<void> = Promise.resolve();
  /** The copy as this tab last read or wrote it. */
  #lots: readonly PlannedLot[] = [];
  #last = 0;

  constructor({ database, store, idle, sizes = SIZES, onBroken }: CopyOptions) {
    this.#database = database;
    this.#store = store;
    this.#idle = idle;
    this.#sizes = sizes;
    this.#onBroken = onBroken;
  }

  /** Everything in the copy; null when there is none that fits. Never rejects: what cannot be read is no copy. */
  async read(): Promise<Copied | null> {
    try {
      const [found, stamp] = await Promise.all([this.#store.read(this.#of), this.#database.copyStamp()]);
      if (!found) return null;
      const about = found.about as About;
      if (found.stamp === stamp && about.version === VERSION) return this.#take(found, about);
    } catch (cause) {
      if (!(cause instanceof BrokenSeal)) {
        this.#giveUp(cause);
        return null;
      }
    }
    await this.#forget();
    return null;
  }

  /**
   * Brings the copy up to date when the page has come to rest, if that is worth it. `read` is up to where the entries
   * tell everything, as a place in the order of writing.
   */
  soon(entries: ReadonlyMap<string, Entry>, read: () => number): void {
    this.#waiting.abort();
    const waiting = (this.#waiting = new AbortController());
    this.#copying = this.#copying
      .then(() => this.#copy(entries, read, waiting.signal))
      .catch((cause: unknown) => this.#giveUp(cause));
  }

  /** Gives the room that the copy takes back, and takes none again. */
  async giveWay(): Promise<void> {
    this.#end.abort();
    await this.#forget();
  }

  /** Resolves when nothing of the copy is being written any more. */
  async close(): Promise<void> {
    this.#end.abort();
    await this.#copying;
  }

  get #of(): string {
    return this.#database.localName;
  }

  async #forget(): Promise<void> {
    await this.#store.forget(this.#of).catch(this.#onBroken);
  }

  #take({ lots }: OpenLots, { last, contested }: About): Copied {
    const read = lots.map(({ id, values }) => ({ id, rows: values as readonly CopiedRow[] }));
    this.#lots = read.map(({ id, rows }) => ({ id, seqs: placesOf(rows) }));
    this.#last = last;
    return { rows: read.flatMap(({ rows }) => rows), last, contested };
  }

  async #copy(entries: ReadonlyMap<string, Entry>, read: () => number, waiting: AbortSignal): Promise<void> {
    const end = this.#end.signal;
    await this.#idle(COPY_AFTER, AbortSignal.any([waiting, end]));
    if (waiting.aborted || end.aborted) return;
    const { lot: size, behind } = this.#sizes;
    const last = read();
    if (last - this.#last < behind && !this.#lots.some(({ seqs }) => hasGone(entries, seqs))) return;
    const { stay, write } = planLots(entries, this.#lots, size);
    // Taken now: what changes while lots are written comes after `last`, and is read from the record.
    const contested = [...entries.values()].flatMap((one) => (one.contested ? [one.seq ?? 0] : []));
    const lots = [...stay];
    for (const lot of write) {
      await this.#idle(0, end);
      if (end.aborted) return;
      const rows = lot.map(({ seq, here, document }): CopiedRow => [seq, here, document]);
      lots.push({ id: await this.#store.put(this.#of, rows), seqs: placesOf(rows) });
    }
    const about: About = { version: VERSION, last, contested };
    const stamp = await this.#store.settle(
      this.#of,
      lots.map(({ id }) => id),
      about
    );
    // Another tab copies the same record; one is enough.
    if (stamp === null) return this.#end.abort();
    [this.#lots, this.#last] = [lots, last];
    await this.#database.stampCopy(stamp);
  }

  /** A copy that cannot be written is no loss: the record is read without it. */
  #giveUp(cause: unknown): Promise<void> | undefined {
    if (this.#end.signal.aborted) return;
    if (isFull(cause)) return this.giveWay();
    this.#end.abort();
    this.#onBroken(cause);
  }
}

const placesOf = (rows: readonly CopiedRow[]): ReadonlyMap<string, number> =>
  new Map(rows.map(([seq, , { _id }]) => [_id, seq]));
