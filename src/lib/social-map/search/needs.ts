import { Dictionary } from './dictionary.ts';
import type { AskedIn, Need } from './knowledge.ts';
import { ASKED_IN } from './knowledge.ts';
import { pack, type Analysed, type PackedIndex } from './packed-index.ts';
import { WEIGHTS } from './weights.ts';
import { stem, wordsOf } from './words.ts';

/** What is kept of a need beside what people say. */
export type SoughtNeed = Pick<Need, '_id' | 'name' | 'themes' | 'terms'>;

/** A need that a question seems to be about, and how sure that is (0 to 1). */
export interface RecognisedNeed {
  readonly need: SoughtNeed;
  readonly sure: number;
}

/** Everything that people with a need say, as an index: each saying is a thing, `need|language|number`. */
export type Sayings = PackedIndex;

/** Words are also known by how they begin: many languages inflect at the end, and Dutch composes. */
const BEGINNING = 5;

const beginning = (word: string): string => `^:${word.slice(0, BEGINNING)}`;

/** Arabic in Latin letters has no fixed spelling of vowels; its consonants are steadier. */
const CHAT_DIGITS: Record<string, string> = {
  '2': '',
  '3': '',
  '5': 'kh',
  '6': 't',
  '7': 'h',
  '8': 'gh',
  '9': 's'
};
const skeleton = (word: string): string =>
  `%:${word
    .replace(/[2356789]/g, (digit) => CHAT_DIGITS[digit] ?? '')
    .replace(/[aeiouyw]/g, '')
    .replace(/(.)\1+/g, '$1')}`;

/** The terms of a saying in a language, each with how much it tells beside the word itself. */
function termsOf(words: readonly string[], language: string): Map<string, number> {
  const terms = new Map<string, number>();
  const stems = words.map(stem);
  stems.forEach((term, place) => {
    terms.set(term, 1);
    const word = words[place] ?? '';
    if (word.length > BEGINNING) terms.set(beginning(word), WEIGHTS.beginning);
    if (language === 'ar' && word.length > 3) terms.set(skeleton(word), 0.6);
    const next = stems[place + 1];
    if (next !== undefined) terms.set(pair(term, next), WEIGHTS.pair);
  });
  return terms;
}
const pair = (one: string, two: string): string => `&:${one} ${two}`;

export function indexSayings(needs: readonly Need[]): Sayings {
  const sayings = needs.flatMap((need) =>
    ASKED_IN.flatMap((language) => {
      const name = language === 'nl' ? need.name : need.names[language];
      // Who uses the words of the trade has the need too.
      const trade = language === 'nl' ? need.terms : [];
      return [...(name ? [name] : []), ...trade, ...(need.said[language] ?? [])].map((text, number) => ({
        id: `${need._id}|${language}|${number}`,
        need: need._id,
        terms: termsOf(wordsOf(text), language)
      }));
    })
  );
  const total = new Set(sayings.map(({ need }) => need)).size;
  const holders = new Map<string, Set<string>>();
  for (const { need, terms } of sayings)
    for (const term of terms.keys()) {
      const having = holders.get(term);
      if (having) having.add(need);
      else holders.set(term, new Set([need]));
    }
  const telling = (term: string) =>
    Math.log(1 + total / (holders.get(term)?.size ?? 1)) / Math.log(1 + total);
  const things = sayings.map(({ id, terms }): Analysed => {
    const values = [...terms].map(
      ([term, share]) => [term, share * telling(term) ** WEIGHTS.telling] as const
    );
    const length = Math.sqrt(values.reduce((sum, [, value]) => sum + value ** 2, 0)) || 1;
    return {
      id,
      terms: new Map(values.map(([term, value]) => [term, Math.max(1, Math.round((255 * value) / length))]))
    };
  });
  return pack(things);
}

/** Recognises needs in what was typed, by what it shares with what people say who have them. */
export class NeedFinder {
  readonly #index: PackedIndex;
  readonly #dictionary: Dictionary;
  readonly #needs: readonly SoughtNeed[];
  readonly #needOf: Uint16Array;
  readonly #languageOf: Uint8Array;
  readonly #telling: Float32Array;

  constructor(sayings: Sayings, needs: readonly SoughtNeed[]) {
    this.#index = sayings;
    this.#dictionary = new Dictionary(sayings);
    this.#needs = needs;
    const numbers = new Map(needs.map((need, number) => [need._id, number]));
    this.#needOf = new Uint16Array(sayings.ids.length);
    this.#languageOf = new Uint8Array(sayings.ids.length);
    sayings.ids.forEach((id, row) => {
      const [need = '', language = ''] = id.split('|');
      this.#needOf[row] = numbers.get(need) ?? 0;
      this.#languageOf[row] = ASKED_IN.indexOf(language as AskedIn);
    });
    const { starts, rows, terms } = sayings;
    this.#telling = Float32Array.from(terms, (_, term) => {
      const having = new Set(
        rows.subarray(starts[term] ?? 0, starts[term + 1] ?? 0).map((row) => this.#needOf[row] ?? 0)
      );
      return Math.log(1 + needs.length / having.size) / Math.log(1 + needs.length);
    });
  }

  /** How much each language's sayings have a word, in the order of `ASKED_IN`. */
  languages(word: string): number[] {
    const counts = ASKED_IN.map(() => 0);
    const term = this.#dictionary.number(stem(word));
    if (term === undefined) return counts;
    for (let at = this.#index.starts[term] ?? 0; at < (this.#index.starts[term + 1] ?? 0); at++) {
      const language = this.#languageOf[this.#index.rows[at] ?? 0] ?? 0;
      counts[language] = (counts[language] ?? 0) + 1;
    }
    return counts;
  }

  /** Needs, the surest first. `words` is the question in folded words. */
  recognise(words: readonly string[], language: string): RecognisedNeed[] {
    const features = new Map<number, number>();
    let length = 0;
    const take = (term: string, share: number) => {
      const exact = this.#dictionary.number(term);
      if (exact !== undefined) {
        const value = share * (this.#telling[exact] ?? 0) ** WEIGHTS.telling;
        features.set(exact, Math.max(features.get(exact) ?? 0, value));
        length += value ** 2;
        return true;
      }
      return false;
    };
    const stems = words.map(stem);
    stems.forEach((term, place) => {
      const word = words[place] ?? '';
      if (!take(term, 1) && !this.#takeNear(term, features)) {
        length += word.length > 3 ? 1 : 0.2;
      } else if (!this.#dictionary.number(term)) length += 0.6;
      if (word.length > BEGINNING) take(beginning(word), WEIGHTS.beginning);
      if (language === 'ar' && word.length > 3) take(skeleton(word), 0.6);
      const next = stems[place + 1];
      if (next !== undefined) take(pair(term, next), WEIGHTS.pair);
    });
    if (features.size === 0) return [];
    const size = Math.sqrt(length) || 1;
    const cosines = new Map<number, number>();
    for (const [term, value] of features) {
      const factor = value / size / 255;
      for (let at = this.#index.starts[term] ?? 0; at < (this.#index.starts[term + 1] ?? 0); at++) {
        const row = this.#index.rows[at] ?? 0;
        cosines.set(row, (cosines.get(row) ?? 0) + factor * (this.#index.weights[at] ?? 0));
      }
    }
    const best = new Map<number, number[]>();
    for (const [row, cosine] of cosines) {
      const need = this.#needOf[row] ?? 0;
      const list = best.get(need);
      if (list) list.push(cosine);
      else best.set(need, [cosine]);
    }
    return [...best]
      .map(([number, list]) => {
        list.sort((one, two) => two - one);
        const sure =
          1 -
          list
            .slice(0, 4)
            .reduce((rest, cosine, place) => rest * (1 - cosine * WEIGHTS.sureFall ** place), 1);
        return { need: this.#needs[number] as SoughtNeed, sure };
      })
      .sort((one, two) => two.sure - one.sure);
  }

  #takeNear(term: string, features: Map<number, number>): boolean {
    let taken = false;
    for (const { term: other, like } of [...this.#dictionary.same(term), ...this.#dictionary.near(term)]) {
      const value = like * (this.#telling[other] ?? 0) ** WEIGHTS.telling;
      features.set(other, Math.max(features.get(other) ?? 0, value));
      taken = true;
    }
    return taken;
  }
}
