import type { Records } from '../db/records.ts';

/** What was made of the open user's records, kept current until `stop`: reading `book` in a component follows every change. */
export class LiveBook<Book> {
  readonly stop: () => void;
  #changes = $state(0);
  readonly #read: () => Book;
  readonly #book = $derived.by(() => {
    void this.#changes;
    return this.#read();
  });

  constructor(records: Records, read: (records: Records) => Book) {
    this.#read = () => read(records);
    this.stop = records.subscribe(() => this.#changes++);
  }

  get book(): Book {
    return this.#book;
  }
}
