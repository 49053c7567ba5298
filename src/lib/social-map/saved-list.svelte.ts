import { MOST_SAVED } from './list-address.ts';

const KEPT = 'binnenzak-lijstje';

/** What became of a touch on save: `full` when the list has no room, `failed` when this device keeps nothing. */
export type Saving = 'saved' | 'removed' | 'full' | 'failed';

/**
 * The 'lijstje': ids of entries that somebody put aside, on this device only, in the order in which they were saved. It
 * says nothing about a person.
 */
export class SavedList {
  #ids = $state.raw<readonly string[]>([]);
  readonly #storage: Storage | null;

  /** `storage` is null where nothing is kept, as on the server; `tabs` tells what another tab changed. */
  constructor(storage: Storage | null, tabs: EventTarget | null) {
    this.#storage = storage;
    this.#ids = this.#read();
    tabs?.addEventListener('storage', (event) => {
      const { key } = event as StorageEvent;
      if (key === KEPT || key === null) this.#ids = this.#read();
    });
  }

  get ids(): readonly string[] {
    return this.#ids;
  }

  has(id: string): boolean {
    return this.#ids.includes(id);
  }

  toggle(id: string): Saving {
    // Another tab may have changed it in this very moment, before its event is here.
    const ids = this.#read();
    if (ids.includes(id)) return this.#write(ids.filter((one) => one !== id)) ? 'removed' : 'failed';
    if (ids.length >= MOST_SAVED) return 'full';
    return this.#write([...ids, id]) ? 'saved' : 'failed';
  }

  /** Adds what is not on it yet, as far as there is room. */
  add(ids: readonly string[]): Saving {
    return this.#keep([...this.#read(), ...ids]);
  }

  clear(): void {
    this.#write([]);
  }

  /** Puts back what was taken off, where it stood before. */
  restore(before: readonly string[]): Saving {
    return this.#keep([...before, ...this.#read()]);
  }

  #keep(ids: readonly string[]): Saving {
    const distinct = ids.filter((id, place) => ids.indexOf(id) === place);
    if (!this.#write(distinct.slice(0, MOST_SAVED))) return 'failed';
    return distinct.length > MOST_SAVED ? 'full' : 'saved';
  }

  #read(): readonly string[] {
    try {
      const ids: unknown = JSON.parse(this.#storage?.getItem(KEPT) ?? '[]');
      if (!Array.isArray(ids)) return [];
      return ids.filter((id) => typeof id === 'string').slice(0, MOST_SAVED);
    } catch {
      // Text that is no list, or a browser that lets nothing be kept: an empty list.
      return [];
    }
  }

  #write(ids: readonly string[]): boolean {
    try {
      if (!this.#storage) return false;
      if (ids.length > 0) this.#storage.setItem(KEPT, JSON.stringify(ids));
      else this.#storage.removeItem(KEPT);
      this.#ids = ids;
      return true;
    } catch {
      return false;
    }
  }
}

/** A browser can refuse even to be asked for its storage. */
function storageHere(): Storage | null {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage;
  } catch {
    return null;
  }
}

/** The list of this device. */
export const savedList = new SavedList(storageHere(), typeof window === 'undefined' ? null : window);
