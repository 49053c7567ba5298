import { answer, Tally, type Spare } from './clues.ts';
import type { Dictionary } from './dictionary.ts';
import type { RecognisedNeed, SoughtNeed } from './needs.ts';
import type { PackedIndex } from './packed-index.ts';
import { Seeker } from './seek.ts';
import { WEIGHTS } from './weights.ts';
import { soughtNeeds, type Understanding } from './understand.ts';
import type { WordLists } from './word-lists.ts';

/** How well each row fits what was understood, and by which needs. */
export interface Fit {
  readonly rows: readonly number[];
  /** By row, 0 to 1. */
  readonly values: Float32Array;
  /** The need by which a row fits best; null where its words do. */
  readonly needOf: (row: number) => SoughtNeed | null;
  /** How much of what was asked the best row has in its own words, 0 to 1. */
  readonly covered: number;
  /** Whether there was anything to seek by. */
  readonly sought: boolean;
}

/** How well rows fit a need, 0 to 1. */
interface Offer {
  readonly rows: Uint32Array;
  readonly values: Float32Array;
}

/** Needs of which the offer is remembered, until there are so many: each may hold thousands of rows. */
const MOST_OFFERS = 100;

/** Tells how well entries fit a question: by its words as they stand, and by the needs behind them. */
export class Scorer {
  readonly #index: PackedIndex;
  readonly #seeker: Seeker;
  readonly #total: Tally;
  readonly #words: Tally;
  readonly #needs: Tally;
  readonly #one: Tally;
  readonly #spare: Spare;
  readonly #both: Tally;
  readonly #offers = new Map<string, Offer>();
  /** By row, which of the needs that are sought it fits best by, counted from 1; 0 where its words found it. */
  readonly #reasons: Uint8Array;

  constructor(index: PackedIndex, dictionary: Dictionary, lists: WordLists) {
    this.#index = index;
    this.#seeker = new Seeker(dictionary, lists);
    const tally = () => new Tally(index.ids.length);
    this.#total = tally();
    this.#words = tally();
    this.#needs = tally();
    this.#one = tally();
    this.#spare = { sums: tally(), part: tally() };
    this.#both = tally();
    this.#reasons = new Uint8Array(index.ids.length);
  }

  /** The answer holds until the next question. */
  fit(understanding: Understanding): Fit {
    this.#total.clear();
    this.#reasons.fill(0);
    const sought = this.#byWords(understanding);
    const needs = soughtNeeds(understanding.needs);
    const top = needs[0]?.sure ?? 0;
    for (const [place, need] of needs.entries()) this.#byNeed(need, place + 1, need.sure / top);
    const covered = this.#words.rows.reduce((most, row) => Math.max(most, this.#words.values[row] ?? 0), 0);
    const trust = needs.length === 0 ? 0 : top * (1 - WEIGHTS.lexTrust * covered);
    for (const row of this.#words.rows) this.#total.add(row, (1 - trust) * (this.#words.values[row] ?? 0));
    for (const row of this.#needs.rows) this.#total.add(row, trust * (this.#needs.values[row] ?? 0));
    this.#words.clear();
    this.#needs.clear();
    return {
      rows: this.#total.rows,
      values: this.#total.values,
      needOf: (row) => needs[(this.#reasons[row] ?? 0) - 1]?.need ?? null,
      covered,
      sought: sought || needs.length > 0
    };
  }

  /** Adds up, over the words, how well each is found; rare words tell more than common ones. */
  #byWords(understanding: Understanding): boolean {
    const clues = this.#seeker.words(understanding);
    const size = this.#index.ids.length;
    let total = 0;
    for (const { ways } of clues) {
      answer(this.#index, ways, this.#one, this.#spare);
      let having = 0;
      for (const row of this.#one.rows)
        having += Math.min(1, (this.#one.values[row] ?? 0) / WEIGHTS.wordCount);
      const weight = Math.min(1, Math.log(1 + size / (having + 0.5)) / Math.log(1 + size));
      total += weight;
      for (const row of this.#one.rows) this.#words.add(row, weight * (this.#one.values[row] ?? 0));
      this.#one.clear();
    }
    for (const row of this.#words.rows) this.#words.values[row] = (this.#words.values[row] ?? 0) / total;
    return clues.length > 0;
  }

  #byNeed({ need }: RecognisedNeed, number: number, share: number): void {
    const { rows, values } = this.#offer(need);
    rows.forEach((row, place) => {
      const value = share * (values[place] ?? 0);
      const before = this.#needs.values[row] ?? 0;
      if (value > before) this.#reasons[row] = number;
      // An entry for two needs stands a little above one for either.
      this.#needs.best(row, Math.max(before, value) + WEIGHTS.needSum * Math.min(before, value));
    });
  }

  /** What there is for a need, whatever was asked: with each letter of a question the same needs come back. */
  #offer(need: SoughtNeed): Offer {
    const known = this.#offers.get(need._id);
    if (known) return known;
    const { words, themes } = this.#seeker.need(need);
    // A map that knows none of the need's themes is judged by its words alone.
    const themed = themes.length === 0 ? 0 : WEIGHTS.needTheme;
    const sum = this.#both;
    for (const [ways, worth] of [
      [words, 1 - themed],
      [themes, themed]
    ] as const) {
      answer(this.#index, ways, this.#one, this.#spare);
      for (const row of this.#one.rows) sum.add(row, worth * (this.#one.values[row] ?? 0));
      this.#one.clear();
    }
    const offer = {
      rows: Uint32Array.from(sum.rows),
      values: Float32Array.from(sum.rows, (row) => sum.values[row] ?? 0)
    };
    sum.clear();
    if (this.#offers.size >= MOST_OFFERS) this.#offers.clear();
    this.#offers.set(need._id, offer);
    return offer;
  }
}
