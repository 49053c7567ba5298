import { notFound } from '../answers.ts';
import type { Security } from '../security.ts';
import { createQueue, createSharedLock } from './lock.ts';
import { openStore, type Store } from './store.ts';

/** One open database: its documents, its `_security`, and who waits for news. */
export class Database {
  readonly name: string;
  /** Marks the sequences of this very database, so that those of an earlier one of the same name are recognised. */
  readonly mark: string;
  security: Security;
  readonly #store: Store;
  readonly #lock = createSharedLock();
  readonly #writes = createQueue();
  readonly #waiting = new Set<() => void>();
  #gone = false;

  private constructor(name: string, store: Store, mark: string, security: Security) {
    this.name = name;
    this.#store = store;
    this.mark = mark;
    this.security = security;
  }

  /** Opens or makes the leveldb folder; rejects when another process has it open. */
  static async open(name: string, folder: string, security: Security): Promise<Database> {
    const store = openStore(folder);
    const mark = (await store.id()).replaceAll('-', '').slice(0, 12);
    return new Database(name, store, mark, security);
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** Works on the documents; the database stays open as long. Refuses with 404 once it was deleted or closed. */
  use<Value>(work: (store: Store) => Promise<Value>): Promise<Value> {
    return this.#lock.shared(() => {
      if (this.#gone) throw notFound('Database does not exist.');
      return work(this.#store);
    });
  }

  /** As `use`, one at a time, so that what a write was checked against still holds when it is stored. */
  write<Value>(work: (store: Store) => Promise<Value>): Promise<Value> {
    return this.use((store) =>
      this.#writes(async () => {
        try {
          return await work(store);
        } finally {
          this.#wake();
        }
      })
    );
  }

  /** Drops the bodies of superseded revisions. Alone, because leveldb reads meet half-removed revisions otherwise. */
  async compact(): Promise<void> {
    await this.#lock.alone(async () => {
      if (!this.#gone) await this.#store.compact();
    });
  }

  /** Resolves at the next write, at the end of the database or when the signal aborts. */
  news(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted || this.#gone) return resolve();
      const done = (): void => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  /** Ends all waiting, lets running work finish, and lets go of the files. */
  async close(): Promise<void> {
    await this.#lock.alone(async () => {
      if (this.#gone) return;
      this.#gone = true;
      this.#wake();
      await this.#store.close();
    });
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }
}
