import { ZONES } from '../zone.ts';
import type { Vocabulary, VocabularyName } from './knowledge.ts';
import { timeVocabulary, type TimeVocabulary } from './time-vocabulary.ts';
import { stem, wordsOf } from './words.ts';

/** The lists of words, brought to the form in which questions are read. Keys are stems, joined by a space. */
export interface WordLists {
  readonly abbreviations: ReadonlyMap<string, readonly string[][]>;
  readonly synonyms: ReadonlyMap<string, readonly string[][]>;
  readonly compounds: ReadonlyMap<string, readonly string[]>;
  /** Words for a zone → its slug. */
  readonly places: ReadonlyMap<string, string>;
  /** Words for people → the target group as the map names it. */
  readonly groups: ReadonlyMap<string, string>;
  readonly stopWords: ReadonlyMap<string, ReadonlySet<string>>;
  readonly times: TimeVocabulary;
}

export const stemsOf = (text: string): string[] => wordsOf(text).map(stem);
const key = (text: string): string => stemsOf(text).join(' ');

export function readWordLists(vocabularies: readonly Vocabulary[]): WordLists {
  const list = (name: VocabularyName) =>
    Object.entries(vocabularies.find((one) => one.list === name)?.words ?? {});
  const phrases = (name: VocabularyName) =>
    new Map(
      list(name).map(([word, others]) => [key(word), others.map(stemsOf).filter((one) => one.length > 0)])
    );
  const inverted = (name: VocabularyName) =>
    list(name).flatMap(([value, words]) => words.map((word) => [key(word), value] as const));
  return {
    abbreviations: new Map(
      list('abbreviations').map(([word, others]) => [wordsOf(word).join(''), others.map(stemsOf)])
    ),
    synonyms: phrases('synonyms'),
    compounds: new Map(
      list('compounds').map(([word, parts]) => [wordsOf(word).join(''), parts.flatMap(wordsOf)])
    ),
    places: new Map([...inverted('places'), ...ZONES.map(({ slug, name }) => [key(name), slug] as const)]),
    // Word for word: by their stems 'ouders' and 'ouderen' would be the same people.
    groups: new Map(
      list('target-groups').flatMap(([group, words]) =>
        [...words, group].map((word) => [wordsOf(word).join(' '), group] as const)
      )
    ),
    stopWords: new Map(
      list('stop-words').map(([language, words]) => [language, new Set(words.flatMap(wordsOf))])
    ),
    times: timeVocabulary(Object.fromEntries(list('times')))
  };
}

/** The lists as plain data: a map as its entries, a set as its words. */
export const plainLists = (lists: WordLists) => ({
  abbreviations: [...lists.abbreviations],
  synonyms: [...lists.synonyms],
  compounds: [...lists.compounds],
  places: [...lists.places],
  groups: [...lists.groups],
  stopWords: [...lists.stopWords].map(([language, words]) => [language, [...words]] as const),
  times: { ...lists.times, phrases: [...lists.times.phrases], names: [...lists.times.names] }
});

export const listsOfPlain = (plain: ReturnType<typeof plainLists>): WordLists => ({
  abbreviations: new Map(plain.abbreviations),
  synonyms: new Map(plain.synonyms),
  compounds: new Map(plain.compounds),
  places: new Map(plain.places),
  groups: new Map(plain.groups),
  stopWords: new Map(plain.stopWords.map(([language, words]) => [language, new Set(words)])),
  times: { ...plain.times, phrases: new Map(plain.times.phrases), names: new Map(plain.times.names) }
});
