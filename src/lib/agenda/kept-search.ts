import type { MapMoment, MapStore, SearchState } from '../db/map-store.ts';
import type { ThemeLine } from '../social-map/map-reader.ts';
import { ByteReader, ByteWriter } from '../social-map/search/bytes.ts';
import type { SoughtNeed } from '../social-map/search/needs.ts';
import {
  readIndex,
  readLines,
  readPairs,
  writeIndex,
  writeLines,
  writePairs
} from '../social-map/search/stored-index.ts';
import { listsOfPlain, plainLists } from '../social-map/search/word-lists.ts';
import { changeSearchData, SEARCH_VERSION, searchData, type SearchData } from './map-search.ts';

/** As blobs: they are read without a copy, which halves the time that a database takes to give arrays back. */
interface KeptData {
  readonly map: Blob;
  readonly knowledge: Blob;
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
    return { data: await fromKept(kept.data as KeptData), moment: { ...moment, change: keptAt } };
  }
}

/** Whether what is held can be brought to the map of now by the changes that are still known. */
const follows = (held: Held | null, { moment, keptAt }: SearchState): held is Held =>
  held?.moment.side === moment.side &&
  held.moment.generation === moment.generation &&
  held.moment.change >= keptAt;

/** What search is made of, in the form in which it is kept. */
export function toKept({ entries, lines, themes, said, needs, lists }: SearchData): KeptData {
  const map = new ByteWriter();
  writeIndex(map, entries);
  writeLines(map, lines);
  map.plain(themes);
  const knowledge = new ByteWriter();
  writeIndex(knowledge, said.words);
  writePairs(knowledge, said.pairs);
  knowledge.plain([needs, plainLists(lists)]);
  return { map: map.blob(), knowledge: knowledge.blob() };
}

async function fromKept(kept: KeptData): Promise<SearchData> {
  const [map, knowledge] = await Promise.all([ByteReader.of(kept.map), ByteReader.of(kept.knowledge)]);
  const entries = readIndex(map);
  const lines = readLines(map);
  const themes = map.plain() as ThemeLine[];
  const said = { words: readIndex(knowledge), pairs: readPairs(knowledge) };
  const [needs, lists] = knowledge.plain() as [SoughtNeed[], ReturnType<typeof plainLists>];
  return { entries, lines, themes, said, needs, lists: listsOfPlain(lists) };
}
