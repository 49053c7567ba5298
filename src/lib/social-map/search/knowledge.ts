import * as z from 'zod/mini';
import { documentFields, type AnyDocument } from '../../core/document.ts';

/*
 * What search knows of the words of people, as documents of the published map: curators edit it, and it travels with the
 * map's snapshot. `knowledge/README.md` tells how to write it.
 */

/** The languages in which people may ask, by ISO 639-1. Arabic also as it is written in Latin letters. */
export const ASKED_IN = ['nl', 'en', 'de', 'tr', 'pl', 'ar', 'uk'] as const;
export type AskedIn = (typeof ASKED_IN)[number];

const words = z.array(z.string());

/** Something people need: how they say it, and the words in which offer for it speaks of itself. */
export const Need = z.object({
  ...documentFields,
  kind: z.literal('need'),
  schema: z.literal(1),
  /** As shown to a reader: `geldzorgen`. */
  name: z.string(),
  /** The same in other languages, by language. */
  names: z.record(z.string(), z.string()),
  /** Slugs of the themes that it belongs to, the closest first. */
  themes: words,
  /** Dutch words by which offer for this need can be known, the closest first. */
  terms: words,
  /** What people say who have this need, whole sentences or a few words, by language. */
  said: z.record(z.string(), words),
  /** Loose words that make one think of this need when they fall, by language. */
  words: z._default(z.record(z.string(), words), {})
});
export type Need = z.infer<typeof Need>;

/** A need as it is stored; those written before there were loose words have none. */
export const readNeed = (document: AnyDocument): Need => ({ words: {}, ...document }) as unknown as Need;

/**
 * Lists of words that search uses, each with its own kind of key:
 * - `abbreviations`: an abbreviation → what it stands for;
 * - `synonyms`: a word → other words for the same thing;
 * - `places`: a zone's slug → names of it, its villages and neighbourhoods;
 * - `target-groups`: a target group as the map names it → words for those people;
 * - `stop-words`: a language → words that tell nothing of what is sought;
 * - `compounds`: a word written as one → its parts, or itself alone when it must stay whole;
 * - `times`: a moment by its key → words for it (keys: `time-words.ts`).
 */
export const VOCABULARIES = [
  'abbreviations',
  'synonyms',
  'places',
  'target-groups',
  'stop-words',
  'compounds',
  'times'
] as const;

export const Vocabulary = z.object({
  ...documentFields,
  kind: z.literal('vocabulary'),
  schema: z.literal(1),
  list: z.enum(VOCABULARIES),
  words: z.record(z.string(), words)
});
export type Vocabulary = z.infer<typeof Vocabulary>;
export type VocabularyName = Vocabulary['list'];
