import { isMark, type PackedIndex } from './packed-index.ts';
import { editDistance, lettersOf, differingLetters } from './edit-distance.ts';
import { soundOf } from './words.ts';

/** A term by its number in the index, and how far it may be taken for the word that was sought (0 to 1). */
export interface Likeness {
  readonly term: number;
  readonly like: number;
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
/** From this length on, two letters may be wrong. */
const LONG = 8;

/** The words of an index: which are there, which sound alike, which hold one another. Marks are not among them. */
export class Dictionary {
  readonly #index: PackedIndex;
  readonly #numbers = new Map<string, number>();
  /** All terms in one text, each between line ends, and where each begins: the quickest way to look inside them all. */
  readonly #text: string;
  readonly #places: Uint32Array;
  readonly #bySound = new Map<string, number[]>();
  readonly #letters: Uint32Array;

  constructor(index: PackedIndex) {
    this.#index = index;
    this.#text = `\n${index.terms.join('\n')}\n`;
    this.#places = new Uint32Array(index.terms.length);
    this.#letters = new Uint32Array(index.terms.length);
    let place = 1;
    index.terms.forEach((term, number) => {
      this.#numbers.set(term, number);
      this.#places[number] = place;
      place += term.length + 1;
      const sound = index.sounds[number] ?? '';
      if (sound === '') return;
      this.#letters[number] = lettersOf(sound);
      const alike = this.#bySound.get(sound);
      if (alike) alike.push(number);
      else this.#bySound.set(sound, [number]);
    });
  }

  number(term: string): number | undefined {
    return this.#numbers.get(term);
  }

  /** How many entries have a term. */
  count(number: number): number {
    return (this.#index.starts[number + 1] ?? 0) - (this.#index.starts[number] ?? 0);
  }

  /** Terms that are the word, or sound as it does. */
  same(stemmed: string): Likeness[] {
    const found: Likeness[] = [];
    const exact = this.#numbers.get(stemmed);
    if (exact !== undefined) found.push({ term: exact, like: 1 });
    for (const term of this.#bySound.get(soundOf(stemmed)) ?? [])
      if (term !== exact) found.push({ term, like: SIMILAR.sound });
    return found;
  }

  /** Terms that begin with, end on or hold the word: compounds, and words of which only the beginning was typed. */
  compounds(stemmed: string): Likeness[] {
    if (stemmed.length < LEAST_BEGINNING) return [];
    const sought = stemmed.length < LEAST_PART ? `\n${stemmed}` : stemmed;
    const found: Likeness[] = [];
    for (let at = this.#text.indexOf(sought); at >= 0; at = this.#text.indexOf(sought, this.#end(at + 1))) {
      const number = this.#termAt(at + (sought.length - stemmed.length));
      const word = this.#index.terms[number] ?? '';
      if (word === stemmed || isMark(word)) continue;
      // A part that fills more of the word tells more of it.
      const share = 1 - SIMILAR.share + SIMILAR.share * (stemmed.length / word.length);
      const place = word.startsWith(stemmed) ? 'begins' : word.endsWith(stemmed) ? 'ends' : 'within';
      found.push({ term: number, like: SIMILAR[place] * share });
    }
    return found;
  }

  /** Terms that differ by a letter or two in how they sound: for a word that is nowhere as it stands. */
  near(stemmed: string): Likeness[] {
    const sound = soundOf(stemmed);
    if (sound.length < LEAST_PART) return [];
    const most = sound.length >= LONG ? 2 : 1;
    const letters = lettersOf(sound);
    const found: Likeness[] = [];
    this.#index.sounds.forEach((other, term) => {
      if (Math.abs(other.length - sound.length) > most || other === sound) return;
      // Each wrong letter takes one away and brings one.
      if (differingLetters(letters, this.#letters[term] ?? 0) > 2 * most) return;
      const distance = editDistance(sound, other, most);
      if (distance <= most)
        found.push({ term, like: distance === 1 ? SIMILAR.oneLetter : SIMILAR.twoLetters });
    });
    return found;
  }

  readonly #end = (place: number): number => {
    const end = this.#text.indexOf('\n', place);
    return end < 0 ? this.#text.length : end;
  };

  /** The number of the term that stands at a place in the text of all. */
  #termAt(place: number): number {
    let low = 0;
    let high = this.#places.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#places[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
