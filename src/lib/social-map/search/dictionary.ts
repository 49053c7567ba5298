import { isMark, type PackedIndex } from './packed-index.ts';
import { Sounds } from './sounds.ts';
import { soundOf, stem } from './words.ts';

/** A term by its number in the index, and how far it may be taken for the word that was sought (0 to 1). */
export interface Likeness {
  readonly term: number;
  readonly like: number;
}

/** A word that is made of two: the terms that they are, and where in the word the second begins. */
export interface Compound {
  readonly parts: readonly [number, number];
  readonly second: number;
}

/** How far a term may be taken for a word that it is not. `share`: what a compound loses as the word fills less of it. */
const SIMILAR = {
  sound: 0.6,
  oneLetter: 0.6,
  twoLetters: 0.5,
  begins: 1,
  ends: 0.5,
  within: 0.31,
  share: 0.28
};
/** Shorter words stand inside too many others to tell anything there. */
const LEAST_PART = 4;
const LEAST_BEGINNING = 3;
/** Parts of a compound are at least this long, and may have a letter or two between them. */
const LEAST_OF_COMPOUND = 3;
export const LINKS = ['', 's', 'en', 'e', 'n'];
/** Words whose compounds are remembered, until there are so many. */
const MOST_KEPT = 4000;
/** So many letters are how a word begins. */
export const BEGINNING = 5;
/** From this length on, two letters may be wrong. */
const LONG = 8;

/** How far a word may be taken for one that it is a part of; a part that fills more of the word tells more of it. */
function likeOf(part: string, word: string): number {
  const place = word.startsWith(part) ? 'begins' : word.endsWith(part) ? 'ends' : 'within';
  return SIMILAR[place] * (1 - SIMILAR.share + SIMILAR.share * (part.length / word.length));
}

/** The words of an index: which are there, which sound alike, which hold one another. Marks are not among them. */
export class Dictionary {
  readonly #index: PackedIndex;
  #sounds: Sounds | null = null;
  readonly #compounds = new Map<string, readonly Likeness[]>();

  constructor(index: PackedIndex) {
    this.#index = index;
  }

  number(term: string): number | undefined {
    return this.#index.terms.numberOf(term);
  }

  /** How many entries have a term. */
  count(number: number): number {
    return (this.#index.starts[number + 1] ?? 0) - (this.#index.starts[number] ?? 0);
  }

  /** Terms that are the word, or sound as it does. */
  same(stemmed: string): Likeness[] {
    const found: Likeness[] = [];
    const exact = this.number(stemmed);
    if (exact !== undefined) found.push({ term: exact, like: 1 });
    for (const term of this.#heard().alike(soundOf(stemmed)))
      if (term !== exact) found.push({ term, like: SIMILAR.sound });
    return found;
  }

  /**
   * Terms that begin as a word does, the more alike the more of both they share: many languages inflect at the end, and
   * Dutch composes. The word itself is not among them.
   * @param least how many letters they must share
   */
  beginning(stemmed: string, least = BEGINNING): Likeness[] {
    if (stemmed.length < least) return [];
    const start = stemmed.slice(0, least);
    const found: Likeness[] = [];
    for (let term = this.#index.terms.firstFrom(start); ; term++) {
      const other = this.#index.terms.at(term);
      if (other === undefined || !other.startsWith(start)) return found;
      if (other === stemmed) continue;
      let shared = least;
      while (shared < stemmed.length && stemmed[shared] === other[shared]) shared++;
      found.push({ term, like: shared / Math.max(stemmed.length, other.length) });
    }
  }

  /** The two parts of a word that was written as one, the most even ones, when both are known words. */
  parts(word: string): Compound | null {
    let best: Compound | null = null;
    let most = 0;
    for (let end = LEAST_OF_COMPOUND; end <= word.length - LEAST_OF_COMPOUND; end++) {
      const right = this.number(stem(word.slice(end)));
      if (right === undefined) continue;
      for (const link of LINKS) {
        const left = word.slice(0, end - link.length);
        const balance = Math.min(left.length, word.length - end);
        if (!word.slice(0, end).endsWith(link) || left.length < LEAST_OF_COMPOUND || balance <= most)
          continue;
        const first = this.number(stem(left));
        if (first === undefined) continue;
        most = balance;
        best = { parts: [first, right], second: end };
      }
    }
    return best;
  }

  /** Compounds and inflections that begin with the word; quick, because they stand together. */
  longer(stemmed: string): Likeness[] {
    if (stemmed.length < LEAST_BEGINNING) return [];
    const found: Likeness[] = [];
    for (let term = this.#index.terms.firstFrom(stemmed); ; term++) {
      const word = this.#index.terms.at(term);
      if (word === undefined || !word.startsWith(stemmed)) return found;
      if (word !== stemmed && !isMark(word)) found.push({ term, like: likeOf(stemmed, word) });
    }
  }

  /** Terms that begin with, end on or hold the word: compounds, and words of which only the beginning was typed. */
  compounds(stemmed: string): readonly Likeness[] {
    const known = this.#compounds.get(stemmed);
    if (known) return known;
    const found = this.#seekCompounds(stemmed);
    // The words of needs are sought again and again; what is typed on the way to a word is not.
    if (this.#compounds.size >= MOST_KEPT) this.#compounds.clear();
    this.#compounds.set(stemmed, found);
    return found;
  }

  #seekCompounds(stemmed: string): Likeness[] {
    if (stemmed.length < LEAST_BEGINNING) return [];
    const found: Likeness[] = [];
    for (const number of this.#index.terms.holding(stemmed, { atBeginning: stemmed.length < LEAST_PART })) {
      const word = this.#index.terms.at(number) ?? '';
      if (word === stemmed || isMark(word)) continue;
      found.push({ term: number, like: likeOf(stemmed, word) });
    }
    return found;
  }

  /** Terms that differ by a letter or two in how they sound: for a word that is nowhere as it stands. */
  near(stemmed: string): Likeness[] {
    const sound = soundOf(stemmed);
    if (sound.length < LEAST_PART) return [];
    return this.#heard()
      .near(sound, sound.length >= LONG ? 2 : 1)
      .map(({ term, distance }) => ({ term, like: distance === 1 ? SIMILAR.oneLetter : SIMILAR.twoLetters }));
  }

  /** Made when a word is first sought by its sound, so that opening a large index does not wait for it. */
  #heard(): Sounds {
    return (this.#sounds ??= new Sounds(this.#index));
  }
}
