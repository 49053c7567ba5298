import { ZONES } from '../zone.ts';
import type { Vocabulary, VocabularyName } from './knowledge.ts';
import { timeVocabulary, type TimeVocabulary } from './time-vocabulary.ts';
import { WordMap } from './word-map.ts';
import { stem, wordsOf } from './words.ts';

/**
 * The lists of words, brought to the form in which questions are read. Keys are stems, joined by a space; phrases are told
 * with a comma between them.
 */
export interface WordLists {
  /** Abbreviation → phrases. */
  readonly abbreviations: WordMap;
  /** Words → phrases. */
  readonly synonyms: WordMap;
  /** Word → its parts. */
  readonly compounds: WordMap;
  /** Words for a zone → its slug. */
  readonly places: WordMap;
  /** Words for people → the target group as the map names it. */
  readonly groups: WordMap;
  /** Word → the languages in which it tells nothing. */
  readonly small: WordMap;
  readonly times: TimeVocabulary;
}

const BETWEEN_WORDS = ' ';
const BETWEEN_PHRASES = ',';

export const stemsOf = (text: string): string[] => wordsOf(text).map(stem);
const key = (text: string): string => stemsOf(text).join(BETWEEN_WORDS);

/** The phrases for a word, each as its stems. */
export const phrasesFor = (word: string, list: WordMap): string[][] =>
  (list.get(word)?.split(BETWEEN_PHRASES) ?? []).map((phrase) => phrase.split(BETWEEN_WORDS));

/** The parts of a compound that is listed: more than one, or itself alone when it must stay whole. */
export const partsListed = (word: string, { compounds }: WordLists): string[] | undefined =>
  compounds.get(word)?.split(BETWEEN_WORDS);

/** The languages in which a word tells nothing of what is sought. */
export const smallIn = (word: string, { small }: WordLists): readonly string[] =>
  small.get(word)?.split(BETWEEN_WORDS) ?? [];

export function readWordLists(vocabularies: readonly Vocabulary[]): WordLists {
  const list = (name: VocabularyName) =>
    Object.entries(vocabularies.find((one) => one.list === name)?.words ?? {});
  const joined = (phrases: readonly string[]) =>
    phrases
      .map(key)
      .filter((phrase) => phrase !== '')
      .join(BETWEEN_PHRASES);
  const inverted = (name: VocabularyName) =>
    list(name).flatMap(([value, words]) => words.map((word) => [key(word), value] as const));
  const small = new Map<string, string>();
  for (const [language, words] of list('stop-words'))
    for (const word of new Set(words.flatMap(wordsOf)))
      small.set(word, [...(small.get(word)?.split(BETWEEN_WORDS) ?? []), language].join(BETWEEN_WORDS));
  return {
    abbreviations: WordMap.of(
      list('abbreviations').map(([word, others]) => [wordsOf(word).join(''), joined(others)])
    ),
    synonyms: WordMap.of(list('synonyms').map(([word, others]) => [key(word), joined(others)])),
    compounds: WordMap.of(
      list('compounds').map(([word, parts]) => [
        wordsOf(word).join(''),
        parts.flatMap(wordsOf).join(BETWEEN_WORDS)
      ])
    ),
    places: WordMap.of([...inverted('places'), ...ZONES.map(({ slug, name }) => [key(name), slug] as const)]),
    // Word for word: by their stems 'ouders' and 'ouderen' would be the same people.
    groups: WordMap.of(
      list('target-groups').flatMap(([group, words]) =>
        [...words, group].map((word) => [wordsOf(word).join(BETWEEN_WORDS), group] as const)
      )
    ),
    small: WordMap.of(small),
    times: timeVocabulary(Object.fromEntries(list('times')))
  };
}
