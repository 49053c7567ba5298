import type { Records } from '../db/records.ts';
import { readVisits, type VisitBook } from './visit-book.ts';

/** The visits of the open user, kept current until `stop`: reading `book` in a component follows every change. */
export class Visits {
  readonly stop: () => void;
  #changes = $state(0);
  readonly #records: Records;
  readonly #book = $derived.by(() => {
    void this.#changes;
    return readVisits(this.#records.all());
  });

  constructor(records: Records) {
    this.#records = records;
    this.stop = records.subscribe(() => this.#changes++);
  }

  get book(): VisitBook {
    return this.#book;
  }
}
