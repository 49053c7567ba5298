import type { AnyDocument } from '../core/document.ts';
import { analyse } from '../social-map/search/findable.ts';
import type { Need, Vocabulary } from '../social-map/search/knowledge.ts';
import { indexSayings, type Sayings, type SoughtNeed } from '../social-map/search/needs.ts';
import { change, pack, type PackedIndex } from '../social-map/search/packed-index.ts';
import { EntryMarks } from '../social-map/search/entry-marks.ts';
import { readWordLists, type WordLists } from '../social-map/search/word-lists.ts';
import { findable } from './findables.ts';
import { sortDocuments } from './map-documents.ts';

/** Raised when the same documents make another index: one that is stored with another number is made anew. */
export const SEARCH_VERSION = 1;

/** Everything that search is made of, as plain data that a device keeps. */
export interface SearchData {
  readonly entries: PackedIndex;
  readonly sayings: Sayings;
  readonly needs: readonly SoughtNeed[];
  readonly lists: WordLists;
}

const known = (document: AnyDocument): boolean => document.schema === 1;

/** Reads a whole map. */
export function searchData(documents: readonly AnyDocument[]): SearchData {
  const map = sortDocuments(documents);
  const entries = [...map.services.values(), ...map.activities.values()];
  return {
    entries: pack(entries.map((entry) => analyse(findable(entry, map)))),
    ...knowledgeData(documents)
  };
}

/** What is made of needs and vocabularies alone. */
export function knowledgeData(documents: readonly AnyDocument[]): Omit<SearchData, 'entries'> {
  const needs = documents.filter((one) => one.kind === 'need' && known(one)) as readonly unknown[] as Need[];
  const vocabularies = documents.filter(
    (one) => one.kind === 'vocabulary' && known(one)
  ) as readonly unknown[] as Vocabulary[];
  return {
    sayings: indexSayings(needs),
    needs: needs.map(({ _id, name, themes, terms }) => ({ _id, name, themes, terms })),
    lists: readWordLists(vocabularies)
  };
}

/** Where documents of the map can be had. */
export interface DocumentLookup {
  /** Those of the ids that there are. */
  some(ids: readonly string[]): Promise<readonly AnyDocument[]>;
  /** All documents of a kind. */
  kind(kind: string): Promise<readonly AnyDocument[]>;
}

/** Brings what search is made of up to date with the documents that changed since, entry by entry. */
export async function changeSearchData(
  data: SearchData,
  changed: readonly string[],
  lookup: DocumentLookup
): Promise<SearchData> {
  const marks = new EntryMarks(data.entries);
  const touched = new Set(changed.filter(isEntry));
  for (const id of changed)
    for (const row of marks.rows(`around:${id}`)) touched.add(data.entries.ids[row] ?? '');
  const entries = await lookup.some([...touched]);
  const around = await lookup.some([...new Set(sortedAround(entries))]);
  const map = sortDocuments([...around, ...entries]);
  const added = [...map.services.values(), ...map.activities.values()]
    .filter(({ _id }) => touched.has(_id))
    .map((entry) => analyse(findable(entry, map)));
  const knowing = changed.some((id) => id.startsWith('need:') || id.startsWith('vocabulary:'));
  const knowledge = knowing
    ? knowledgeData([...(await lookup.kind('need')), ...(await lookup.kind('vocabulary'))])
    : data;
  return { ...knowledge, entries: change(data.entries, touched, added) };
}

const isEntry = (id: string): boolean => id.startsWith('service:') || id.startsWith('activity:');

function sortedAround(documents: readonly AnyDocument[]): string[] {
  const map = sortDocuments(documents);
  return [...map.services.values(), ...map.activities.values()].flatMap(
    (entry) => findable(entry, map).around
  );
}
