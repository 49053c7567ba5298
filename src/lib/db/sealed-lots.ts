import { Dexie, type Table } from 'dexie';
import type { RandomBytes } from '../core/random.ts';
import { fromUtf8, toHex, utf8, type Bytes } from '../crypto/bytes.ts';
import type { DataKey } from '../crypto/data-key.ts';
import type { BrowserStorage } from './device-store.ts';

/** Some values sealed together, under a name of chance. `of` says of which database, in a name that tells nothing. */
interface Lot {
  readonly of: string;
  readonly id: string;
  readonly box: Bytes;
}

/** Which lots count. Written last, so that lots are seen all together or not at all. */
interface Head {
  readonly of: string;
  /** Another one with every writing. */
  readonly stamp: string;
  readonly box: Bytes;
}

type LotTables = Dexie & { lots: Table<Lot, [of: string, id: string]>; heads: Table<Head, string> };

/** What the head says under its seal. */
interface Contents {
  readonly lots: readonly string[];
  readonly about: unknown;
}

/** Lots as they were read: `about` is what was said of them all, and each lot holds the values that were put in it. */
export interface OpenLots {
  readonly stamp: string;
  readonly about: unknown;
  readonly lots: readonly { readonly id: string; readonly values: readonly unknown[] }[];
}

/**
 * Values sealed many at a time, which opens a hundred times as fast as one by one. For what can be made again: lots are
 * thrown away at the least doubt.
 */
export class SealedLots {
  readonly #database: LotTables;
  readonly #key: DataKey;
  readonly #random: RandomBytes;

  constructor(name: string, storage: BrowserStorage, key: DataKey, random: RandomBytes) {
    this.#database = new Dexie(name, storage) as LotTables;
    this.#database.version(1).stores({ lots: '[of+id]', heads: 'of' });
    this.#key = key;
    this.#random = random;
  }

  /**
   * The lots of a database; null when there are none. Rejects with `BrokenSeal` when one is missing or does not open.
   * Takes away what nothing names: a browser that ended while lots were written leaves some.
   */
  async read(of: string): Promise<OpenLots | null> {
    const { heads, lots } = this.#database;
    const [head, boxes] = await this.#database.transaction('r', heads, lots, () =>
      Promise.all([heads.get(of), this.#lotsOf(of).toArray()])
    );
    const found = new Map(boxes.map(({ id, box }) => [id, box]));
    const { lots: ids, about } = head
      ? ((await this.#open(head.box, headContext(head))) as Contents)
      : { lots: [], about: null };
    const unnamed = boxes.filter(({ id }) => !ids.includes(id));
    await lots.bulkDelete(unnamed.map(({ id }): [of: string, id: string] => [of, id]));
    if (!head) return null;
    const open = async (id: string) => {
      // Bytes that are missing are of no seal.
      const values = await this.#open(found.get(id) ?? new Uint8Array(), lotContext(of, id));
      return { id, values: values as readonly unknown[] };
    };
    return { stamp: head.stamp, about, lots: await Promise.all(ids.map(open)) };
  }

  /** Puts values in a lot of their own, which counts once a head names it; answers its id. */
  async put(of: string, values: readonly unknown[]): Promise<string> {
    const id = this.#chance();
    await this.#database.lots.put({ of, id, box: await this.#seal(values, lotContext(of, id)) });
    return id;
  }

  /**
   * Makes these lots the ones that count, and takes all others of that database away. Answers their stamp, or null when
   * one of them is gone: another tab settled on others.
   */
  async settle(of: string, ids: readonly string[], about: unknown): Promise<string | null> {
    const stamp = this.#chance();
    const box = await this.#seal({ lots: ids, about } satisfies Contents, headContext({ of, stamp }));
    const { heads, lots } = this.#database;
    return this.#database.transaction('rw', heads, lots, async () => {
      const keys = await this.#lotsOf(of).primaryKeys();
      const there = new Set(keys.map(([, id]) => id));
      if (ids.some((id) => !there.has(id))) return null;
      await heads.put({ of, stamp, box });
      await lots.bulkDelete(keys.filter(([, id]) => !ids.includes(id)));
      return stamp;
    });
  }

  /** Throws all lots of a database away. */
  async forget(of: string): Promise<void> {
    const { heads, lots } = this.#database;
    await this.#database.transaction('rw', heads, lots, () =>
      Promise.all([heads.delete(of), this.#lotsOf(of).delete()])
    );
  }

  close(): void {
    this.#database.close();
  }

  #lotsOf(of: string) {
    return this.#database.lots.where('[of+id]').between([of, Dexie.minKey], [of, Dexie.maxKey]);
  }

  #chance(): string {
    return toHex(this.#random(8));
  }

  #seal(value: unknown, context: string): Promise<Bytes> {
    return this.#key.seal(utf8(JSON.stringify(value)), context);
  }

  async #open(box: Bytes, context: string): Promise<unknown> {
    return JSON.parse(fromUtf8(await this.#key.open(box, context)));
  }
}

const lotContext = (of: string, id: string): string => `${of}\nlot\n${id}`;
const headContext = ({ of, stamp }: Pick<Head, 'of' | 'stamp'>): string => `${of}\nhead\n${stamp}`;

/** Name on this device of the lots that belong to a sealed store. */
export const lotsName = (store: string): string => `${store}-kopie`;

export const destroyLots = (name: string, storage: BrowserStorage): Promise<void> =>
  new Dexie(name, storage).delete();
