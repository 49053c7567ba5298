import Dexie from 'dexie';
import type { Table } from 'dexie';
import type { LastContact } from '../core/clock.ts';
import type { AnyDocument } from '../core/document.ts';

/** Which map this device holds, and when the server last answered. `sequence` is the server's, opaque. */
export interface MapState extends LastContact {
  readonly sequence: string;
}

export type MapChange = { id: string; document: AnyDocument } | { id: string; deleted: true };

/** A map being written beside the one in use. Nothing of it is seen before `activate`. */
export interface MapWriter {
  write(documents: readonly AnyDocument[]): Promise<void>;
  activate(state: MapState): Promise<void>;
}

/** What search made of a map, as it is kept; what `data` holds is search's own. */
export interface KeptSearch {
  /** Another version makes something else of the same map. */
  readonly version: number;
  readonly data: unknown;
}

/** What search needs to know of the map before it answers. */
export interface SearchState {
  /** The map as it is now, to give back when keeping what was made of it. */
  readonly moment: MapMoment;
  /** Up to which change search was kept; -1 when it was not. */
  readonly keptAt: number;
  /** Documents that came, changed or went since search was kept, each with the number of its change. */
  readonly changes: readonly { readonly number: number; readonly id: string }[];
}
/** Which map, and up to which change of it. */
export interface MapMoment {
  readonly side: string;
  readonly generation: number;
  readonly change: number;
}

/** The public map on this device: rebuildable, plain, one row per document. */
export interface MapStore {
  /** Null when there is no complete map yet. */
  state(): Promise<MapState | null>;
  /** Documents and those that `around` names, as they stood at one moment; the ones that are gone are left out. */
  together(
    ids: readonly string[],
    around: (found: readonly AnyDocument[]) => readonly string[]
  ): Promise<{ readonly found: readonly AnyDocument[]; readonly around: readonly AnyDocument[] }>;
  all(): Promise<readonly AnyDocument[]>;
  /** All documents of a kind. */
  kind(kind: string): Promise<readonly AnyDocument[]>;
  /** Null when there is no complete map yet. */
  search(): Promise<SearchState | null>;
  /** What search kept of the map that serves; null when it kept nothing. */
  keptSearch(): Promise<KeptSearch | null>;
  /** Keeps what search made of the map as it was at a moment; of a map that was replaced since, nothing is kept. */
  keepSearch(kept: KeptSearch, moment: MapMoment): Promise<void>;
  /** Starts a whole new map; the present one keeps serving until the new one is activated. */
  replace(): Promise<MapWriter>;
  apply(changes: readonly MapChange[], state: MapState): Promise<void>;
  close(): void;
}

const NAME = 'binnenzak-kaart';
type Side = 'a' | 'b';
interface StoredState extends Omit<MapState, 'ahead'> {
  readonly key: 'state';
  /** Absent where an older version stored it. */
  readonly ahead?: number;
  readonly side: Side;
  /** How many maps there have been; absent for the first ones of an older version. */
  readonly generation?: number;
}
interface StoredSearch extends KeptSearch {
  readonly key: 'search';
}
/** Beside the search itself, which is large: up to which change it was kept. */
interface StoredSearchMark {
  readonly key: 'mark';
  readonly change: number;
}
/** A document that changed since search last read the map. */
interface Unread {
  readonly number?: number;
  readonly id: string;
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
  database.version(2).stores({ search: 'key', unread: '++number' });
  const sides: Record<Side, Table<AnyDocument, string>> = { a: database.table('a'), b: database.table('b') };
  const states: Table<StoredState, string> = database.table('state');
  const searches: Table<StoredSearch | StoredSearchMark, string> = database.table('search');
  const unread: Table<Unread, number> = database.table('unread');

  const other = (side: Side): Side => (side === 'a' ? 'b' : 'a');
  const current = () => states.get('state');
  const serving = async () => sides[(await current())?.side ?? 'a'];

  return {
    async state() {
      const stored = await current();
      if (!stored) return null;
      return { sequence: stored.sequence, checked: stored.checked, ahead: stored.ahead ?? 0 };
    },
    async together(ids, around) {
      const table = await serving();
      const some = async (wanted: readonly string[]) =>
        wanted.length === 0 ? [] : (await table.bulkGet([...wanted])).filter((one) => one !== undefined);
      // One transaction: each costs a turn of the database, and a slow phone feels every turn.
      return database.transaction('r', table, async () => {
        const found = await some(ids);
        return { found, around: await some(around(found)) };
      });
    },
    all: async () => ((await current()) ? (await serving()).toArray() : []),
    kind: async (kind) => (await serving()).where('_id').between(`${kind}:`, `${kind};`).toArray(),
    search: () =>
      database.transaction('r', states, searches, unread, async () => {
        const state = await current();
        if (!state) return null;
        const [mark, rows] = await Promise.all([searches.get('mark'), unread.toArray()]);
        const keptAt = mark?.key === 'mark' ? mark.change : -1;
        const changes = rows.map(({ number = 0, id }) => ({ number, id }));
        const change = changes.at(-1)?.number ?? Math.max(0, keptAt);
        return { moment: { side: state.side, generation: state.generation ?? 0, change }, keptAt, changes };
      }),
    async keptSearch() {
      const kept = await searches.get('search');
      return kept?.key === 'search' ? { version: kept.version, data: kept.data } : null;
    },
    keepSearch: (kept, { side, generation, change }) =>
      database.transaction('rw', states, searches, unread, async () => {
        const state = await current();
        if (state?.side !== side || (state.generation ?? 0) !== generation) return;
        await searches.bulkPut([
          { key: 'search', ...kept },
          { key: 'mark', change }
        ]);
        await unread.where('number').belowOrEqual(change).delete();
      }),
    async replace() {
      const side = other((await current())?.side ?? 'b');
      const table = sides[side];
      await table.clear();
      return {
        write: async (documents) => {
          await table.bulkPut(documents);
        },
        activate: (state) =>
          database.transaction('rw', states, searches, unread, async () => {
            const generation = ((await current())?.generation ?? 0) + 1;
            await states.put({ key: 'state', side, generation, ...state });
            // What search made of the map before says nothing of this one.
            await searches.clear();
            await unread.clear();
          })
      };
    },
    async apply(changes, state) {
      const stored = await current();
      if (!stored) throw new Error('Changes need a map to change.');
      const table = sides[stored.side];
      await database.transaction('rw', table, states, unread, async () => {
        // Another tab may have put a new map in its place meanwhile; its changes are not ours to touch.
        const before = await current();
        if (before?.side !== stored.side) return;
        await table.bulkPut(changes.flatMap((change) => ('document' in change ? [change.document] : [])));
        await table.bulkDelete(changes.flatMap((change) => ('deleted' in change ? [change.id] : [])));
        await unread.bulkAdd(
          changes.map((change) => ({ id: 'document' in change ? change.document._id : change.id }))
        );
        await states.put({ ...before, ...state });
      });
      // A map that was replaced is kept for one round, for whoever was still reading it.
      await sides[other(stored.side)].clear();
    },
    close: () => database.close()
  };
}
