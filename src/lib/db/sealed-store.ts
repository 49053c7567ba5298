import { Dexie, type EntityTable } from 'dexie';
import { fromUtf8, utf8, type Bytes } from '../crypto/bytes.ts';
import type { DataKey } from '../crypto/data-key.ts';
import type { BrowserStorage } from './device-store.ts';

/** What is kept beside the documents: half-finished forms, reasons of refusals, who this is and where contact stood. */
const SHELVES = ['drafts', 'refusals', 'session'] as const;
export type Shelf = (typeof SHELVES)[number];

interface Item {
  key: string;
  box: Bytes;
}

/**
 * Small values under a key, sealed; on disk the keys tell nothing either. Writes to one key happen in the order of
 * the calls.
 */
export class SealedStore {
  readonly #database: Dexie & Record<Shelf, EntityTable<Item, 'key'>>;
  readonly #key: DataKey;
  /** Names worked out so far: a draft is written under the same one at every letter. */
  readonly #names = new Map<string, Promise<string>>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(name: string, storage: BrowserStorage, key: DataKey) {
    this.#database = openShelves(name, storage);
    this.#key = key;
  }

  async get(shelf: Shelf, key: string): Promise<unknown> {
    await this.settled();
    const item = await this.#database[shelf].get(await this.#name(shelf, key));
    return item && (await this.#open(shelf, item)).value;
  }

  async all(shelf: Shelf): Promise<{ key: string; value: unknown }[]> {
    await this.settled();
    const items = await this.#database[shelf].toArray();
    return Promise.all(items.map((item) => this.#open(shelf, item)));
  }

  put(shelf: Shelf, key: string, value: unknown): Promise<void> {
    const text = JSON.stringify({ key, value });
    return this.#inOrder(async () => {
      const name = await this.#name(shelf, key);
      const box = await this.#key.seal(utf8(text), `${shelf}\n${name}`);
      await this.#database[shelf].put({ key: name, box });
    });
  }

  remove(shelf: Shelf, key: string): Promise<void> {
    return this.#inOrder(async () => {
      await this.#database[shelf].delete(await this.#name(shelf, key));
    });
  }

  /** Resolves when all writes asked for so far have ended, well or not. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  async close(): Promise<void> {
    await this.settled();
    this.#database.close();
  }

  #name(shelf: Shelf, key: string): Promise<string> {
    const text = `${shelf}\n${key}`;
    const name = this.#names.get(text) ?? this.#key.name(text);
    this.#names.set(text, name);
    return name;
  }

  #inOrder(write: () => Promise<void>): Promise<void> {
    const written = this.#queue.then(write);
    // A failure is its caller's to handle; the next write must still be tried.
    this.#queue = written.catch(() => undefined);
    return written;
  }

  async #open(shelf: Shelf, { key, box }: Item): Promise<{ key: string; value: unknown }> {
    return JSON.parse(fromUtf8(await this.#key.open(box, `${shelf}\n${key}`))) as {
      key: string;
      value: unknown;
    };
  }
}

/** How many values lie on a shelf of a store that stays sealed. */
export async function countSealed(name: string, storage: BrowserStorage, shelf: Shelf): Promise<number> {
  const database = openShelves(name, storage);
  try {
    return await database[shelf].count();
  } finally {
    database.close();
  }
}

export const destroyStore = (name: string, storage: BrowserStorage): Promise<void> =>
  new Dexie(name, storage).delete();

function openShelves(name: string, storage: BrowserStorage): Dexie & Record<Shelf, EntityTable<Item, 'key'>> {
  const database = new Dexie(name, storage);
  database.version(1).stores(Object.fromEntries(SHELVES.map((shelf) => [shelf, 'key'])));
  return database as Dexie & Record<Shelf, EntityTable<Item, 'key'>>;
}
