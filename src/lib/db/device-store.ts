import { Dexie, type EntityTable } from 'dexie';
import type { WrappedKey } from '../crypto/passphrase.ts';
import type { KeyUnderSecret } from '../crypto/secret-key.ts';

/** IndexedDB as the browser gives it, handed over so that tests bring their own. */
export interface BrowserStorage {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/** One user's vault on this device. Nothing in it tells who that is, unless the user wanted a name there. */
export interface Vault {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly label: string | null;
  /** Replaced by a later vault of the same person, and kept for the work in it. */
  readonly old: boolean;
  readonly wrapped: WrappedKey;
  /** The same key, closed under the secret of a passkey that gives it for `input` (base64); absent without one. */
  readonly passkey?: KeyUnderSecret & { readonly credential: string; readonly input: string };
  /** Names on this device of the sealed databases, so that unsent work can be counted without the key. */
  readonly locals: readonly string[];
  /** Name on this device of the sealed store with drafts and the like. */
  readonly store: string;
  /** Wrong passphrases since the last right one, and until when the next must wait (milliseconds since 1970). */
  readonly failures: number;
  readonly waitUntil: number;
  /** By which the server knows this vault, to have it destroyed; absent in one of before there were any. */
  readonly ticket?: string;
  /** After how long it locks itself (milliseconds); absent as long as its user left that as it was. */
  readonly patience?: { readonly untouched: number; readonly hidden: number };
}

type DeviceTables = Dexie & {
  vaults: EntityTable<Vault, 'id'>;
  settings: EntityTable<{ name: string; value: string }, 'name'>;
};

const DEVICE = 'device';

/** What this device knows while it is locked. Nothing here is confidential. */
export class DeviceStore {
  readonly #database: DeviceTables;

  constructor(storage: BrowserStorage) {
    this.#database = new Dexie('binnenzak-toestel', storage) as DeviceTables;
    this.#database.version(1).stores({ vaults: 'id', settings: 'name' });
  }

  /** Rejects when the browser gives no storage. */
  async open(): Promise<void> {
    await this.#database.open();
  }

  close(): void {
    this.#database.close();
  }

  /** The vaults on this device, in no order. */
  vaults(): Promise<Vault[]> {
    return this.#database.vaults.toArray();
  }

  vault(id: string): Promise<Vault | undefined> {
    return this.#database.vaults.get(id);
  }

  async put(vault: Vault): Promise<void> {
    await this.#database.vaults.put(vault);
  }

  async change(id: string, changes: Partial<Omit<Vault, 'id'>>): Promise<void> {
    await this.#database.vaults.update(id, changes);
  }

  /** Replaces a wrapped key, unless another one came in its place meanwhile. */
  async rewrap(id: string, was: WrappedKey, wrapped: WrappedKey): Promise<void> {
    await this.#database.transaction('rw', this.#database.vaults, async () => {
      const vault = await this.vault(id);
      if (vault?.wrapped.box === was.box) await this.change(id, { wrapped });
    });
  }

  /** The passphrase alone opens from now on. */
  async removePasskey(id: string): Promise<void> {
    await this.#database.transaction('rw', this.#database.vaults, async () => {
      const vault = await this.vault(id);
      if (!vault) return;
      const { passkey: _, ...rest } = vault;
      await this.put(rest);
    });
  }

  async remove(id: string): Promise<void> {
    await this.#database.vaults.delete(id);
  }

  /** This device's id; `fresh` becomes it when there is none yet. */
  async deviceId(fresh: string): Promise<string> {
    return this.#database.transaction('rw', this.#database.settings, async () => {
      const known = await this.#database.settings.get(DEVICE);
      if (known) return known.value;
      await this.#database.settings.put({ name: DEVICE, value: fresh });
      return fresh;
    });
  }
}
