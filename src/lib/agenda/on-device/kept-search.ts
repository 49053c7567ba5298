import type { MapMoment, MapStore, SearchState } from '../../db/map-store.ts';
import type { ThemeLine } from '../../social-map/map-reader.ts';
import { ByteReader, ByteWriter } from '../../social-map/search/bytes.ts';
import type { SoughtNeed } from '../../social-map/search/needs.ts';
import {
  readIndex,
  readLines,
  readLists,
  readPairs,
  writeIndex,
  writeLines,
  writeLists,
  writePairs
} from '../../social-map/search/stored-index.ts';
import { changeSearchData, SEARCH_VERSION, searchData, type SearchData } from './map-search.ts';

/**
 * As blobs: a database gives them back without a copy, in half the time that it takes for arrays. In more than one, so
 * that what has come is read while the rest is on its way.
 */
interface KeptData {
  readonly entries: Blob;
  readonly lines: Blob;
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
    const data = await fromKept(kept.data as KeptData).catch(madeAnew);
    return data && { data, moment: { ...moment, change: keptAt } };
  }
}

/** A browser that cannot give back the bytes of a blob it kept has lost nothing: they are made of the map again. */
function madeAnew(error: unknown): null {
  if (error instanceof DOMException) return null;
  throw error;
}

/** Whether what is held can be brought to the map of now by the changes that are still known. */
const follows = (held: Held | null, { moment, keptAt }: SearchState): held is Held =>
  held?.moment.side === moment.side &&
  held.moment.generation === moment.generation &&
  held.moment.change >= keptAt;

/** What search is made of, in the form in which it is kept. */
export const toKept = ({ entries, lines, themes, said, needs, lists }: SearchData): KeptData => ({
  knowledge: written((writer) => {
    writeIndex(writer, said.words);
    writePairs(writer, said.pairs);
    writeLists(writer, lists);
    writer.plain(needs);
  }),
  entries: written((writer) => {
    writeIndex(writer, entries);
    writer.plain(themes);
  }),
  lines: written((writer) => writeLines(writer, lines))
});

async function fromKept(kept: KeptData): Promise<SearchData> {
  const [knowledge, entries, lines] = await Promise.all([
    read(kept.knowledge, (reader) => {
      const said = { words: readIndex(reader), pairs: readPairs(reader) };
      return { said, lists: readLists(reader), needs: reader.plain() as SoughtNeed[] };
    }),
    read(kept.entries, (reader) => ({ entries: readIndex(reader), themes: reader.plain() as ThemeLine[] })),
    read(kept.lines, readLines)
  ]);
  return { ...knowledge, ...entries, lines };
}

function written(write: (writer: ByteWriter) => void): Blob {
  const writer = new ByteWriter();
  write(writer);
  return writer.blob();
}

const read = async <Value>(blob: Blob, from: (reader: ByteReader) => Value): Promise<Value> =>
  from(new ByteReader(await blob.arrayBuffer()));
