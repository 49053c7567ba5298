import MiniSearch from 'minisearch';
import type { Rung } from './ladder.ts';
import { rungNumber } from './ladder.ts';
import { searchTerm, wordsOf } from './words.ts';
import { EVERYWHERE } from './zone.ts';

/** One thing that can be found, whatever its kind: what is read for searching and for ordering. */
export interface Findable {
  readonly id: string;
  readonly name: string;
  readonly themes: string;
  readonly description: string;
  /** Provider, place and whom it is for. */
  readonly around: string;
  readonly zones: readonly string[];
  readonly rung: Rung;
}

interface Candidate {
  readonly entry: Findable;
  /** How well it fits; larger is better, only comparable within one answer. */
  readonly fit: number;
}

/** Answers are ids, in the order in which they are shown. */
export interface Search {
  find(text: string, zone: string | null, limit: number): readonly string[];
  /** Those of `ids` that can be used in the zone, in the order of the ladder. */
  order(ids: ReadonlySet<string>, zone: string | null): readonly string[];
}

/** Longer questions are cut: more words do not make an answer better. */
const MOST_CHARACTERS = 400;
/** What fits less than this share of the best answer is left out, so that a weak hit never heads the ladder. */
const LEAST_FIT = 0.25;

/** Builds a search over everything given. Pure: the same entries and question give the same answer everywhere. */
export function buildSearch(entries: readonly Findable[]): Search {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const index = new MiniSearch<Findable>({
    fields: ['name', 'themes', 'description', 'around'],
    tokenize: wordsOf,
    processTerm: searchTerm,
    searchOptions: {
      boost: { name: 3, themes: 2, around: 1.2 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
      weights: { prefix: 0.5, fuzzy: 0.35 }
    }
  });
  index.addAll(entries);

  return {
    find(text, zone, limit) {
      const question = text.slice(0, MOST_CHARACTERS);
      const hasWords = wordsOf(question).some((word) => searchTerm(word) !== null);
      const candidates: Candidate[] = [];
      if (hasWords) {
        for (const { id, score } of index.search(question)) {
          const entry = byId.get(id as string);
          if (entry && reaches(entry, zone)) candidates.push({ entry, fit: score });
        }
      } else {
        for (const entry of entries) if (reaches(entry, zone)) candidates.push({ entry, fit: 1 });
      }
      const best = candidates.reduce((most, { fit }) => Math.max(most, fit), 0);
      return candidates
        .filter(({ fit }) => fit >= best * LEAST_FIT)
        .sort((one, two) => two.fit - one.fit || byName(one, two))
        .slice(0, limit)
        .sort((one, two) => byLadder(one, two, zone))
        .map(({ entry }) => entry.id);
    },
    order: (ids, zone) =>
      entries
        .filter((entry) => ids.has(entry.id) && reaches(entry, zone))
        .map((entry) => ({ entry, fit: 1 }))
        .sort((one, two) => byLadder(one, two, zone))
        .map(({ entry }) => entry.id)
  };
}

const reaches = (entry: Findable, zone: string | null) =>
  zone === null || entry.zones.includes(EVERYWHERE) || entry.zones.includes(zone);

function byLadder(one: Candidate, two: Candidate, zone: string | null): number {
  const near = ({ entry }: Candidate) => (zone !== null && entry.zones.includes(zone) ? 0 : 1);
  return (
    rungNumber(one.entry.rung) - rungNumber(two.entry.rung) ||
    two.fit - one.fit ||
    near(one) - near(two) ||
    byName(one, two)
  );
}

const alphabet = new Intl.Collator('nl');
const byName = (one: Candidate, two: Candidate) => alphabet.compare(one.entry.name, two.entry.name);
