import type { MapMoment, MapStore, SearchState } from '../db/map-store.ts';
import type { ThemeLine } from '../social-map/map-reader.ts';
import type { SoughtNeed } from '../social-map/search/needs.ts';
import { fromStored, toStored, type StoredIndex } from '../social-map/search/stored-index.ts';
import { TextList, type StoredTexts } from '../social-map/search/text-list.ts';
import type { WordPairs } from '../social-map/search/word-pairs.ts';
import type { WordLists } from '../social-map/search/word-lists.ts';
import { changeSearchData, SEARCH_VERSION, searchData, type SearchData } from './map-search.ts';

interface StoredSearchData {
  readonly entries: StoredIndex;
  readonly lines: StoredTexts;
  readonly themes: readonly ThemeLine[];
  readonly said: { readonly words: StoredIndex; readonly pairs: WordPairs };
  readonly needs: readonly SoughtNeed[];
  readonly lists: WordLists;
}

type SearchStore = Pick<MapStore, 'search' | 'keptSearch' | 'keepSearch' | 'together' | 'kind' | 'all'>;

/** What search is made of, and the moment of the map that it was made of. */
interface Held {
  readonly data: SearchData;
  readonly moment: MapMoment;
}

/**
 * What search is made of on a device: held in memory, kept in the store, and brought up to date with the map entry by
 * entry. Made anew only where nothing was kept, or by another version.
 */
export class DeviceSearch {
  readonly #store: SearchStore;
  readonly #later: (work: () => Promise<void>) => void;
  #held: Held | null = null;

  /** @param later does the work of keeping when nobody waits for an answer */
  constructor(store: SearchStore, later: (work: () => Promise<void>) => void) {
    this.#store = store;
    this.#later = later;
  }

  /** For the map as it is now; null when there is none. */
  async data(): Promise<SearchData | null> {
    const state = await this.#store.search();
    if (!state) return (this.#held = null);
    const before = follows(this.#held, state) ? this.#held : await this.#kept(state);
    const changed = new Set(
      state.changes.filter(({ number }) => number > (before?.moment.change ?? 0)).map(({ id }) => id)
    );
    if (before && changed.size === 0) {
      this.#held = before;
      return before.data;
    }
    const data = before
      ? await changeSearchData(before.data, [...changed], this.#store)
      : searchData(await this.#store.all());
    this.#held = { data, moment: state.moment };
    this.#later(() => this.#store.keepSearch({ version: SEARCH_VERSION, data: toKept(data) }, state.moment));
    return data;
  }

  async #kept({ moment, keptAt }: SearchState): Promise<Held | null> {
    // Read after the state: what another tab kept meanwhile is only newer, and taking in a change twice harms nothing.
    const kept = keptAt < 0 ? null : await this.#store.keptSearch();
    if (kept?.version !== SEARCH_VERSION) return null;
    return { data: fromKept(kept.data as StoredSearchData), moment: { ...moment, change: keptAt } };
  }
}

/** Whether what is held can be brought to the map of now by the changes that are still known. */
const follows = (held: Held | null, { moment, keptAt }: SearchState): held is Held =>
  held?.moment.side === moment.side &&
  held.moment.generation === moment.generation &&
  held.moment.change >= keptAt;

/** What search is made of, in the form in which it is kept. */
export const toKept = (data: SearchData): StoredSearchData => ({
  ...data,
  entries: toStored(data.entries),
  lines: data.lines.stored,
  said: { ...data.said, words: toStored(data.said.words) }
});

const fromKept = (stored: StoredSearchData): SearchData => ({
  ...stored,
  entries: fromStored(stored.entries),
  lines: new TextList(stored.lines),
  said: { ...stored.said, words: fromStored(stored.said.words) }
});
