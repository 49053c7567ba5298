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

/** What was found, and how well it fits (larger is better; only comparable within one answer). */
export interface Found {
  readonly id: string;
  readonly fit: number;
}

export interface Search {
  find(text: string, zone: string | null, limit: number): readonly Found[];
  /** Those of `ids` that can be used in the zone, in the order of the ladder. */
  order(ids: ReadonlySet<string>, zone: string | null): readonly string[];
}

/** Longer questions are cut: more words do not make an answer better. */
const MOST_CHARACTERS = 400;
/** What fits less than this share of the best answer is left out, so that a weak hit never heads the ladder. */
const LEAST_FIT = 0.35;

/** Builds a search over everything given. Pure: the same entries and question give the same answer everywhere. */
export function buildSearch(entries: readonly Findable[]): Search {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const index = new MiniSearch<Findable>({
    fields: ['name', 'themes', 'description', 'around'],
    tokenize: wordsOf,
    processTerm: searchTerm,
    searchOptions: {
      boost: { name: 4, themes: 2, around: 1.2 },
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
      const candidates: { entry: Findable; fit: number }[] = [];
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
        .sort((one, two) => two.fit - one.fit || one.entry.name.localeCompare(two.entry.name, 'nl'))
        .slice(0, limit)
        .sort((one, two) => byLadder(one, two, zone))
        .map(({ entry, fit }) => ({ id: entry.id, fit }));
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

function byLadder(
  one: { entry: Findable; fit: number },
  two: { entry: Findable; fit: number },
  zone: string | null
): number {
  const near = (entry: Findable) => (zone !== null && entry.zones.includes(zone) ? 0 : 1);
  return (
    rungNumber(one.entry.rung) - rungNumber(two.entry.rung) ||
    two.fit - one.fit ||
    near(one.entry) - near(two.entry) ||
    one.entry.name.localeCompare(two.entry.name, 'nl')
  );
}
