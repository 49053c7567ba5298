import { answer, Tally } from './clues.ts';
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

/** Tells how well entries fit a question: by its words as they stand, and by the needs behind them. */
export class Scorer {
  readonly #index: PackedIndex;
  readonly #seeker: Seeker;
  readonly #total: Tally;
  readonly #words: Tally;
  readonly #needs: Tally;
  readonly #one: Tally;
  readonly #spare: Tally;
  readonly #both: Tally;

  constructor(index: PackedIndex, dictionary: Dictionary, lists: WordLists) {
    this.#index = index;
    this.#seeker = new Seeker(dictionary, lists);
    const tally = () => new Tally(index.ids.length);
    this.#total = tally();
    this.#words = tally();
    this.#needs = tally();
    this.#one = tally();
    this.#spare = tally();
    this.#both = tally();
  }

  /** The answer holds until the next question. */
  fit(understanding: Understanding): Fit {
    this.#total.clear();
    const sought = this.#byWords(understanding);
    const needs = soughtNeeds(understanding.needs);
    const top = needs[0]?.sure ?? 0;
    const reasons = new Map<number, SoughtNeed>();
    for (const need of needs) this.#byNeed(need, need.sure / top, reasons);
    const covered = this.#words.rows.reduce((most, row) => Math.max(most, this.#words.values[row] ?? 0), 0);
    const trust = needs.length === 0 ? 0 : top * (1 - WEIGHTS.lexTrust * covered);
    for (const row of this.#words.rows) this.#total.add(row, (1 - trust) * (this.#words.values[row] ?? 0));
    for (const row of this.#needs.rows) this.#total.add(row, trust * (this.#needs.values[row] ?? 0));
    this.#words.clear();
    this.#needs.clear();
    return {
      rows: this.#total.rows,
      values: this.#total.values,
      needOf: (row) => reasons.get(row) ?? null,
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

  #byNeed(need: RecognisedNeed, share: number, reasons: Map<number, SoughtNeed>): void {
    const { words, themes } = this.#seeker.need(need.need);
    const sum = this.#both;
    // A map that knows none of the need's themes is judged by its words alone.
    const themed = themes.length === 0 ? 0 : WEIGHTS.needTheme;
    answer(this.#index, words, this.#one, this.#spare);
    for (const row of this.#one.rows) sum.add(row, (1 - themed) * (this.#one.values[row] ?? 0));
    this.#one.clear();
    answer(this.#index, themes, this.#one, this.#spare);
    for (const row of this.#one.rows) sum.add(row, themed * (this.#one.values[row] ?? 0));
    this.#one.clear();
    for (const row of sum.rows) {
      const value = share * (sum.values[row] ?? 0);
      const before = this.#needs.values[row] ?? 0;
      if (value > before) reasons.set(row, need.need);
      // An entry for two needs stands a little above one for either.
      this.#needs.best(row, Math.max(before, value) + WEIGHTS.needSum * Math.min(before, value));
    }
    sum.clear();
  }
}
