import { BEGINNING, Dictionary, type Likeness } from './dictionary.ts';
import type { AskedIn, Need } from './knowledge.ts';
import { ASKED_IN } from './knowledge.ts';
import { pack, type PackedIndex } from './packed-index.ts';
import { WEIGHTS } from './weights.ts';
import { packPairs, pairsOf, placesOf, type WordPairs } from './word-pairs.ts';
import { stem, wordsOf } from './words.ts';

/** What is kept of a need beside what people say. */
export type SoughtNeed = Pick<Need, '_id' | 'name' | 'names' | 'themes' | 'terms'>;

/** A need that a question seems to be about, and how sure that is (0 to 1). */
export interface RecognisedNeed {
  readonly need: SoughtNeed;
  readonly sure: number;
}

/**
 * The words of people by need: each need in one language is a row, `need:schulden|nl`. Small words count too: 'ik durf niet
 * meer' says more than 'durf'.
 */
export interface NeedIndex {
  readonly words: PackedIndex;
  readonly pairs: WordPairs;
}

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
const SHORTEST_SKELETON = 3;
const skeleton = (word: string): string =>
  `%:${word
    .replace(/[2356789]/g, (digit) => CHAT_DIGITS[digit] ?? '')
    .replace(/[aeiouyw]/g, '')
    .replace(/(.)\1+/g, '$1')}`;
const hasSkeleton = (word: string, language: string): boolean =>
  language === 'ar' && word.length > SHORTEST_SKELETON;

/** Reads what people say who have a need: how often each word falls is how strongly it tells of the need. */
export function indexNeeds(needs: readonly Need[]): NeedIndex {
  const rows = needs
    .flatMap((need) => ASKED_IN.map((language) => wordsOfNeed(need, language)))
    .filter(({ words }) => words.size > 0);
  return {
    words: pack(rows.map(({ id, words }) => ({ id, terms: weighed(words) }))),
    pairs: packPairs(rows.map(({ pairs }) => weighed(pairs)))
  };
}

function wordsOfNeed(need: Need, language: AskedIn) {
  const words = new Map<string, number>();
  const pairs = new Map<number, number>();
  const count = (texts: readonly string[], worth: number) => {
    for (const text of texts) {
      const spoken = wordsOf(text);
      const stems = spoken.map(stem);
      const skeletons = spoken.filter((word) => hasSkeleton(word, language)).map(skeleton);
      for (const term of new Set([...stems, ...skeletons])) words.set(term, (words.get(term) ?? 0) + worth);
      // In the other languages people type few words, and pairs of them were found to tell nothing.
      if (language === 'nl')
        for (const pair of new Set(pairsOf(stems))) pairs.set(pair, (pairs.get(pair) ?? 0) + worth);
    }
  };
  const name = language === 'nl' ? need.name : need.names[language];
  count(name ? [name] : [], WEIGHTS.nameWord);
  // Who uses the words of the trade has the need too.
  if (language === 'nl') count(need.terms, WEIGHTS.termWord);
  count(need.said[language] ?? [], 1);
  // Of an expression each word by itself tells less than a word that was named for itself.
  for (const text of need.words[language] ?? []) count([text], / /.test(text) ? 1 : WEIGHTS.looseWord);
  return { id: `${need._id}|${language}`, words, pairs };
}

const weighed = <Term>(counts: ReadonlyMap<Term, number>): Map<Term, number> =>
  new Map(
    [...counts].map(([term, times]) => [
      term,
      Math.max(1, Math.round((255 * times) / (times + WEIGHTS.wordHalf)))
    ])
  );

/** Recognises needs in what was typed, by the words that fall when people have them. */
export class NeedFinder {
  readonly #words: PackedIndex;
  readonly #pairs: WordPairs;
  readonly #dictionary: Dictionary;
  readonly #needs: readonly SoughtNeed[];
  /** By row of the index: which need, and in which language. */
  readonly #needOf: Uint16Array;
  readonly #languageOf: Uint8Array;
  readonly #evidence: Float32Array;
  /** Of the clue that is being counted: by need, the most that it tells, and the needs of which it tells something. */
  readonly #strongest: Float32Array;
  readonly #having: number[] = [];
  /** By need, the words of offer for it. */
  #offer: string[] | null = null;

  constructor({ words, pairs }: NeedIndex, needs: readonly SoughtNeed[]) {
    this.#words = words;
    this.#pairs = pairs;
    this.#dictionary = new Dictionary(words);
    this.#needs = needs;
    this.#evidence = new Float32Array(needs.length);
    this.#strongest = new Float32Array(needs.length);
    const numbers = new Map(needs.map((need, number) => [need._id, number]));
    this.#needOf = new Uint16Array(words.ids.length);
    this.#languageOf = new Uint8Array(words.ids.length);
    words.ids.forEach((id, row) => {
      const [need = '', language = ''] = id.split('|');
      this.#needOf[row] = numbers.get(need) ?? 0;
      this.#languageOf[row] = ASKED_IN.indexOf(language as AskedIn);
    });
  }

  /** In how many needs each language has a word, in the order of `ASKED_IN`. */
  languages(word: string): number[] {
    const counts = ASKED_IN.map(() => 0);
    const term = this.#dictionary.number(stem(word));
    if (term === undefined) return counts;
    for (let at = this.#words.starts[term] ?? 0; at < (this.#words.starts[term + 1] ?? 0); at++) {
      const language = this.#languageOf[this.#words.rows[at] ?? 0] ?? 0;
      counts[language] = (counts[language] ?? 0) + 1;
    }
    return counts;
  }

  /** Needs, the surest first. `words` is the question in folded words. */
  recognise(words: readonly string[], language: AskedIn): RecognisedNeed[] {
    const spoken = ASKED_IN.indexOf(language);
    this.#evidence.fill(0);
    for (const word of new Set(words)) this.#hearWord(word, language, spoken);
    for (const pair of new Set(pairsOf(words.map(stem)))) {
      const { start, end } = placesOf(this.#pairs, pair);
      this.#hear(start, end, this.#pairs, WEIGHTS.pair, spoken);
      this.#count();
    }
    const most = this.#evidence.reduce((one, two) => Math.max(one, two), 0);
    if (most === 0) return [];
    const surest = 1 - Math.exp(-most / WEIGHTS.enough);
    return [...this.#evidence]
      .map((evidence, number) => ({
        need: this.#needs[number] as SoughtNeed,
        sure: surest * (evidence / most) ** WEIGHTS.sharpness
      }))
      .filter(({ sure }) => sure > 0)
      .sort((one, two) => two.sure - one.sure);
  }

  #hearWord(word: string, language: AskedIn, spoken: number): void {
    const stemmed = stem(word);
    const exact = this.#dictionary.number(stemmed);
    const same = exact === undefined ? this.#dictionary.same(stemmed) : [{ term: exact, like: 1 }];
    const compound = same.length === 0 && language === 'nl' ? this.#dictionary.parts(word) : null;
    const isOwn = compound !== null && !this.#isForm(word.slice(compound.second));
    if (compound) this.#hearCompound(compound.parts, isOwn, spoken);
    else
      this.#hearTerms(exact === undefined ? [...same, ...this.#dictionary.near(stemmed)] : same, 1, spoken);
    // Of what shares no more with such a compound than its first part, the second is not heard.
    const beginning = this.#dictionary.beginning(stemmed, isOwn ? compound.second + 1 : BEGINNING);
    this.#hearTerms(beginning, WEIGHTS.beginning, spoken);
    const bare = hasSkeleton(word, language) ? this.#dictionary.number(skeleton(word)) : undefined;
    if (bare !== undefined) this.#hearTerms([{ term: bare, like: 1 }], WEIGHTS.skeleton, spoken);
  }

  /**
   * A compound that nobody wrote down. Where its second part is a form of offer, the first says for what; else it is a
   * thing of its own, and tells only of the needs in which both fall: a part of a rocket is not about fleeing a war.
   */
  #hearCompound(parts: readonly [number, number], isOwn: boolean, spoken: number): void {
    const [first, second] = parts.map((term) => this.#needsWith(term)) as [Set<number>, Set<number>];
    const both = isOwn ? new Set([...first].filter((need) => second.has(need))) : null;
    for (const term of parts) this.#hearTerms([{ term, like: 1 }], WEIGHTS.compoundPart, spoken, both);
  }

  /** Whether a word is what offer is, as `groep` and `regeling` are: the words in which offer tells of itself end on it. */
  #isForm(word: string): boolean {
    this.#offer ??= this.#needs.map(({ terms }) => ` ${terms.join(' ')} `.toLowerCase());
    const stemmed = stem(word);
    const ending = this.#offer.filter((text) => text.includes(`${word} `) || text.includes(`${stemmed} `));
    return ending.length >= WEIGHTS.formOfOffer * this.#needs.length;
  }

  #needsWith(term: number): Set<number> {
    const { starts, rows } = this.#words;
    return new Set(
      Array.from(rows.subarray(starts[term], starts[term + 1]), (row) => this.#needOf[row] ?? 0)
    );
  }

  /** One clue in several likenesses: of each need the one that says most counts. @param within the needs it can tell of */
  #hearTerms(
    likenesses: readonly Likeness[],
    worth: number,
    spoken: number,
    within: ReadonlySet<number> | null = null
  ): void {
    const { starts } = this.#words;
    for (const { term, like } of likenesses)
      this.#hear(starts[term] ?? 0, starts[term + 1] ?? 0, this.#words, like * worth, spoken);
    this.#count(within);
  }

  #hear(
    start: number,
    end: number,
    { rows, weights }: Pick<PackedIndex, 'weights'> & { rows: Uint16Array | Uint32Array },
    worth: number,
    spoken: number
  ): void {
    for (let at = start; at < end; at++) {
      const row = rows[at] ?? 0;
      const need = this.#needOf[row] ?? 0;
      const share = this.#languageOf[row] === spoken ? 1 : WEIGHTS.otherLanguage;
      const value = (worth * share * (weights[at] ?? 0)) / 255;
      const before = this.#strongest[need] ?? 0;
      if (before === 0) this.#having.push(need);
      if (value > before) this.#strongest[need] = value;
    }
  }

  /** Adds what a clue tells to the evidence: the more, the fewer needs have it. */
  #count(within: ReadonlySet<number> | null = null): void {
    const total = this.#needs.length;
    const rare = (Math.log(1 + total / this.#having.length) / Math.log(1 + total)) ** WEIGHTS.telling;
    for (const need of this.#having) {
      if (within?.has(need) ?? true)
        this.#evidence[need] = (this.#evidence[need] ?? 0) + rare * (this.#strongest[need] ?? 0);
      this.#strongest[need] = 0;
    }
    this.#having.length = 0;
  }
}
