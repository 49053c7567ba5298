import type { SessionRef } from '../agenda/activity.ts';
import type { Author } from '../core/author.ts';
import type { Records, SaveFailure } from '../db/records.ts';
import type { SessionFacts } from './attendance-book.ts';
import type { Group, Headcount } from './attendance.ts';
import { beginHeadcount, takenBackFrom, tapped, withOwn } from './headcount.ts';

/** Where the counter writes, and as whom. */
export interface CounterPlace {
  readonly records: Pick<Records, 'get' | 'save'>;
  /** The zone's database. */
  readonly database: string;
  readonly session: SessionRef;
  readonly author: Author;
  /** Resolves when a tap is on the screen: it is written right after. */
  readonly painted: () => Promise<void>;
}

/**
 * One opening of the counter. A tap is on the screen at once and written right after; one write runs at a time, and of
 * each document the newest state is written, so that taps never wait for the device. Every opening has documents of its
 * own, one for each entrance: nobody else ever writes those.
 */
export class Counter {
  /** Where is counted; '' when that was not said. */
  entrance = $state('');
  /** What is true of everything tapped so far. */
  state = $state<'kept' | 'keeping' | 'failed'>('kept');
  /** Why the last write failed. */
  failure = $state.raw<SaveFailure | null>(null);
  /** What this opening counted, in its newest state. */
  counted = $state.raw<readonly Headcount[]>([]);

  readonly #place: CounterPlace;
  /** The taps of this opening, with the document they are in. */
  readonly #taps: { id: string; group: Group }[] = [];
  /** Each document that is still to be written, in its newest state. */
  #waiting: readonly Headcount[] = [];
  #running: Promise<void> | null = null;

  constructor(place: CounterPlace, entrance = '') {
    this.#place = place;
    this.entrance = entrance;
  }

  /** Somebody came. */
  tap(group: Group): void {
    const { session, author } = this.#place;
    const open = this.counted.find(({ entrance }) => entrance === this.entrance);
    const headcount = open ?? beginHeadcount(session, this.entrance, author);
    this.#taps.push({ id: headcount._id, group });
    this.#put(tapped(headcount, group, 'up', author));
  }

  /**
   * Takes the last tap back; without one, a head that this person counted before, as `facts` tell. False when there is
   * nothing of theirs to take back.
   */
  undo(facts: SessionFacts): boolean {
    const { session, author } = this.#place;
    const last = this.#taps.pop();
    const of = last && this.counted.find(({ _id }) => _id === last.id);
    if (last && of) {
      this.#put(tapped(of, last.group, 'down', author));
      return true;
    }
    const group = takenBackFrom(withOwn(facts, this.counted), author.user);
    if (group === null) return false;
    const open = this.counted.find(({ entrance }) => entrance === this.entrance);
    this.#put(tapped(open ?? beginHeadcount(session, this.entrance, author), group, 'down', author));
    return true;
  }

  /** Writes again what could not be written. */
  retry(): void {
    this.#running ??= this.#run();
  }

  /** Resolves when everything tapped so far is durable, or could not be made so. */
  async settled(): Promise<void> {
    await this.#running;
  }

  #put(headcount: Headcount): void {
    this.counted = replaced(this.counted, headcount);
    this.#waiting = replaced(this.#waiting, headcount);
    this.state = 'keeping';
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    const { records, database, painted } = this.#place;
    await painted();
    try {
      for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
        const written = next;
        const stored = records.get(written._id)?.document._rev;
        const saved = await records.save(database, [
          stored === undefined ? written : { ...written, _rev: stored }
        ]);
        if (!saved.ok) {
          this.failure = saved.failure;
          this.state = 'failed';
          return;
        }
        // What was tapped meanwhile waits in its place.
        this.#waiting = this.#waiting.filter((one) => one !== written);
      }
      this.failure = null;
      this.state = 'kept';
    } finally {
      this.#running = null;
    }
  }
}

/** The documents with the newest state of one of them, at the end. */
const replaced = (documents: readonly Headcount[], newest: Headcount): readonly Headcount[] => [
  ...documents.filter(({ _id }) => _id !== newest._id),
  newest
];
