import Dexie from 'dexie';
import type { Table } from 'dexie';
import type { AnyDocument } from '../core/document.ts';

/** Which map this device holds. `sequence` is the server's, opaque. */
export interface MapState {
  readonly sequence: string;
  /** Milliseconds since 1970 of the last answer from the server. */
  readonly checked: number;
}

export type MapChange = { id: string; document: AnyDocument } | { id: string; deleted: true };

/** A map being written beside the one in use. Nothing of it is seen before `activate`. */
export interface MapWriter {
  write(documents: readonly AnyDocument[]): Promise<void>;
  activate(state: MapState): Promise<void>;
}

/** The public map on this device: rebuildable, plain, one row per document. */
export interface MapStore {
  /** Null when there is no complete map yet. */
  state(): Promise<MapState | null>;
  /** A document and those that `around` names, as they stood at one moment; the ones that are gone are left out. */
  together(
    id: string,
    around: (document: AnyDocument) => readonly string[]
  ): Promise<{ readonly document: AnyDocument; readonly around: readonly AnyDocument[] } | null>;
  all(): Promise<readonly AnyDocument[]>;
  /** Starts a whole new map; the present one keeps serving until the new one is activated. */
  replace(): Promise<MapWriter>;
  apply(changes: readonly MapChange[], state: MapState): Promise<void>;
  close(): void;
}

const NAME = 'binnenzak-kaart';
type Side = 'a' | 'b';
interface StoredState extends MapState {
  readonly key: 'state';
  readonly side: Side;
}

/**
 * Opens the map in IndexedDB. There are two tables of documents: one serves, the other takes the next snapshot; the
 * state names the one that serves, so a snapshot becomes visible whole, in one small transaction.
 */
export function openMapStore(
  options: { indexedDB?: IDBFactory; IDBKeyRange?: typeof IDBKeyRange } = {}
): MapStore {
  const database = new Dexie(NAME, options);
  database.version(1).stores({ a: '_id', b: '_id', state: 'key' });
  const sides: Record<Side, Table<AnyDocument, string>> = { a: database.table('a'), b: database.table('b') };
  const states: Table<StoredState, string> = database.table('state');

  const other = (side: Side): Side => (side === 'a' ? 'b' : 'a');
  const current = () => states.get('state');
  const serving = async () => sides[(await current())?.side ?? 'a'];

  return {
    async state() {
      const stored = await current();
      return stored ? { sequence: stored.sequence, checked: stored.checked } : null;
    },
    async together(id, around) {
      const table = await serving();
      // One transaction: each costs a turn of the database, and a slow phone feels every turn.
      return database.transaction('r', table, async () => {
        const document = await table.get(id);
        if (!document) return null;
        const found = await table.bulkGet([...around(document)]);
        return { document, around: found.filter((one) => one !== undefined) };
      });
    },
    all: async () => ((await current()) ? (await serving()).toArray() : []),
    async replace() {
      const side = other((await current())?.side ?? 'b');
      const table = sides[side];
      await table.clear();
      return {
        write: async (documents) => {
          await table.bulkPut(documents);
        },
        activate: async (state) => {
          await states.put({ key: 'state', side, ...state });
        }
      };
    },
    async apply(changes, state) {
      const stored = await current();
      if (!stored) throw new Error('Changes need a map to change.');
      const table = sides[stored.side];
      await database.transaction('rw', table, states, async () => {
        // Another tab may have put a new map in its place meanwhile; its changes are not ours to touch.
        if ((await current())?.side !== stored.side) return;
        await table.bulkPut(changes.flatMap((change) => ('document' in change ? [change.document] : [])));
        await table.bulkDelete(changes.flatMap((change) => ('deleted' in change ? [change.id] : [])));
        await states.put({ key: 'state', side: stored.side, ...state });
      });
      // A map that was replaced is kept for one round, for whoever was still reading it.
      await sides[other(stored.side)].clear();
    },
    close: () => database.close()
  };
}
