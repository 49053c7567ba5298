import type { MapStore } from '../db/map-store.ts';
import type { SoughtNeed } from '../social-map/search/needs.ts';
import { fromStored, toStored, type StoredIndex } from '../social-map/search/stored-index.ts';
import type { WordLists } from '../social-map/search/word-lists.ts';
import { changeSearchData, SEARCH_VERSION, searchData, type SearchData } from './map-search.ts';

interface StoredSearchData {
  readonly entries: StoredIndex;
  readonly sayings: StoredIndex;
  readonly needs: readonly SoughtNeed[];
  readonly lists: WordLists;
}

type SearchStore = Pick<MapStore, 'search' | 'keepSearch' | 'some' | 'kind' | 'all'>;

/**
 * What search is made of, brought up to date with the map on this device: as it was kept, with what changed since; made
 * anew only where nothing was kept or by another version. Null when there is no map.
 */
export async function currentSearchData(store: SearchStore): Promise<SearchData | null> {
  const state = await store.search();
  if (!state) return null;
  const kept = state.kept?.version === SEARCH_VERSION ? (state.kept.data as StoredSearchData) : null;
  const before = kept && { ...kept, entries: fromStored(kept.entries), sayings: fromStored(kept.sayings) };
  if (before && state.changed.length === 0) return before;
  const data = before ? await changeSearchData(before, state.changed, store) : searchData(await store.all());
  await store.keepSearch({ version: SEARCH_VERSION, data: toKept(data) }, state.moment);
  return data;
}

/** What search is made of, in the form in which it is kept. */
export const toKept = (data: SearchData): StoredSearchData => ({
  ...data,
  entries: toStored(data.entries),
  sayings: toStored(data.sayings)
});
