import type { AnyDocument } from '../../core/document.ts';
import { analyse, mark } from '../../social-map/search/findable.ts';
import { readNeed, type Vocabulary } from '../../social-map/search/knowledge.ts';
import { indexNeeds, type NeedIndex, type SoughtNeed } from '../../social-map/search/needs.ts';
import { change, pack, rowsWith, type PackedIndex } from '../../social-map/search/packed-index.ts';
import { Lines } from '../../social-map/search/lines.ts';
import { readWordLists, type WordLists } from '../../social-map/search/word-lists.ts';
import { findable, idsAround } from './findables.ts';
import type { Service } from '../../social-map/entry.ts';
import type { ThemeLine } from '../../social-map/map-reader.ts';
import { serviceLine, themeLine } from '../../social-map/views.ts';
import type { Activity } from '../activity.ts';
import { sortDocuments, type MapDocuments } from './map-documents.ts';
import { activityLine } from '../views.ts';

/** Raised when the same documents make another index: one that is stored with another number is made anew. */
export const SEARCH_VERSION = 7;

/** Everything that search is made of, as plain data that a device keeps. */
export interface SearchData {
  readonly entries: PackedIndex;
  /** By row of the index, what an answer tells of an entry: a `ServiceLine` or `ActivityLine` as JSON, read when it is shown. */
  readonly lines: Lines;
  readonly themes: readonly ThemeLine[];
  /** What people say by need. */
  readonly said: NeedIndex;
  readonly needs: readonly SoughtNeed[];
  readonly lists: WordLists;
}

const known = (document: AnyDocument): boolean => document.schema === 1;

/** Reads a whole map. */
export function searchData(documents: readonly AnyDocument[]): SearchData {
  const map = sortDocuments(documents);
  const entries = entriesOf(map);
  return {
    entries: pack(entries.map((entry) => analyse(findable(entry, map)))),
    lines: Lines.of(entries.map((entry) => lineOf(entry, map))),
    themes: [...map.themes.values()].map(themeLine),
    ...knowledgeData(documents)
  };
}

/** What is made of needs and vocabularies alone. */
export function knowledgeData(
  documents: readonly AnyDocument[]
): Pick<SearchData, 'said' | 'needs' | 'lists'> {
  const needs = documents.flatMap((one) => (one.kind === 'need' && known(one) ? readNeed(one) : []));
  const vocabularies = documents.filter(
    (one) => one.kind === 'vocabulary' && known(one)
  ) as readonly unknown[] as Vocabulary[];
  return {
    said: indexNeeds(needs),
    needs: needs.map(({ _id, name, names, themes, terms }) => ({ _id, name, names, themes, terms })),
    lists: readWordLists(vocabularies)
  };
}

/** Where documents of the map can be had. */
export interface DocumentLookup {
  /** Those of the ids that there are, and of those that `around` then names. */
  together(
    ids: readonly string[],
    around: (found: readonly AnyDocument[]) => readonly string[]
  ): Promise<{ readonly found: readonly AnyDocument[]; readonly around: readonly AnyDocument[] }>;
  /** All documents of a kind. */
  kind(kind: string): Promise<readonly AnyDocument[]>;
}

/** Brings what search is made of up to date with the documents that changed since, entry by entry. */
export async function changeSearchData(
  data: SearchData,
  changed: readonly string[],
  lookup: DocumentLookup
): Promise<SearchData> {
  const touched = new Set(changed.filter(isEntry));
  for (const id of changed)
    for (const row of rowsWith(data.entries, mark('around', id))) touched.add(data.entries.ids[row] ?? '');
  const { found, around } = await lookup.together([...touched], (entries) => [
    ...new Set(entriesOf(sortDocuments(entries)).flatMap(idsAround))
  ]);
  const map = sortDocuments([...around, ...found]);
  const added = entriesOf(map).filter(({ _id }) => touched.has(_id));
  const kept = [...data.entries.ids.keys()].filter((row) => !touched.has(data.entries.ids[row] ?? ''));
  const knowing = changed.some((id) => id.startsWith('need:') || id.startsWith('vocabulary:'));
  const knowledge = knowing
    ? knowledgeData([...(await lookup.kind('need')), ...(await lookup.kind('vocabulary'))])
    : data;
  return {
    ...data,
    ...knowledge,
    entries: change(
      data.entries,
      touched,
      added.map((entry) => analyse(findable(entry, map)))
    ),
    lines: data.lines.changed(
      kept,
      added.map((entry) => lineOf(entry, map))
    ),
    themes: changed.some((id) => id.startsWith('theme:'))
      ? [...sortDocuments(await lookup.kind('theme')).themes.values()].map(themeLine)
      : data.themes
  };
}

const entriesOf = (map: MapDocuments): (Service | Activity)[] => [
  ...map.services.values(),
  ...map.activities.values()
];

const lineOf = (entry: Service | Activity, map: MapDocuments): string =>
  JSON.stringify(
    entry.kind === 'service' ? serviceLine(entry) : activityLine(entry, map.services.get(entry.service ?? ''))
  );

const isEntry = (id: string): boolean => id.startsWith('service:') || id.startsWith('activity:');
