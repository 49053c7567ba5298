import type { Clock } from '../../core/clock.ts';
import type { AnyDocument } from '../../core/document.ts';
import type { MapReader } from '../../social-map/map-reader.ts';
import { Calendar } from '../recurrence/calendar.ts';
import { Finder } from './find.ts';
import { sortDocuments, type MapDocuments } from './map-documents.ts';
import { mapReaderOver } from './map-reading.ts';
import { changeSearchData, searchData, type DocumentLookup, type SearchData } from './map-search.ts';

/** Where the published documents come from; `version` differs whenever they do. */
export interface DocumentSource {
  version(): string;
  documents(): Iterable<AnyDocument>;
}

interface Reading {
  readonly version: string;
  readonly documents: ReadonlyMap<string, AnyDocument>;
  readonly sorted: MapDocuments;
}
interface Searching {
  readonly reading: Reading;
  readonly data: SearchData;
  readonly finder: Finder;
}

/** The map as pages read it, out of documents in memory. What it made of them is changed with them, not made anew. */
export function createMemoryMapReader(source: DocumentSource, clock: Clock): MapReader {
  let reading: Reading | null = null;
  let searching: Promise<Searching> | null = null;
  const calendar = new Calendar();

  const read = (): Reading => {
    const version = source.version();
    if (reading?.version === version) return reading;
    const documents = new Map([...source.documents()].map((one) => [one._id, one]));
    return (reading = { version, documents, sorted: sortDocuments(documents.values()) });
  };

  async function follow(before: Searching | null): Promise<Searching> {
    const now = read();
    if (before?.reading === now) return before;
    const documents = lookup(now.documents);
    const data = before
      ? await changeSearchData(before.data, differing(before.reading.documents, now.documents), documents)
      : searchData([...now.documents.values()]);
    return { reading: now, data, finder: new Finder(data, clock, calendar, before?.finder) };
  }

  return mapReaderOver(
    {
      documents: () => Promise.resolve(read().sorted),
      finder: async () => (await (searching = searching ? searching.then(follow) : follow(null))).finder,
      checked: () => Promise.resolve(null)
    },
    clock,
    calendar
  );
}

function lookup(documents: ReadonlyMap<string, AnyDocument>): DocumentLookup {
  const some = (ids: readonly string[]) => ids.flatMap((id) => documents.get(id) ?? []);
  return {
    together: (ids, around) => {
      const found = some(ids);
      return Promise.resolve({ found, around: some(around(found)) });
    },
    kind: (kind) => Promise.resolve([...documents.values()].filter((one) => one.kind === kind))
  };
}

/** Ids of documents that are another one now, or no longer there. */
const differing = (
  before: ReadonlyMap<string, AnyDocument>,
  now: ReadonlyMap<string, AnyDocument>
): string[] => [
  ...[...now].filter(([id, document]) => before.get(id) !== document).map(([id]) => id),
  ...[...before.keys()].filter((id) => !now.has(id))
];
