import { differingLetters, editDistance, lettersOf } from './edit-distance.ts';
import type { PackedIndex } from './packed-index.ts';
import type { TextList } from './text-list.ts';

/** Stands in every mark and in no word. */
const MARK = ':'.charCodeAt(0);
const NONE = -1;

/** Terms by how they sound. Made in one pass without a map, because it is made again whenever the index changes. */
export class Sounds {
  readonly #index: PackedIndex;
  /** By term, how long its sound is and its letters as a set; 0 for marks, which have none. */
  readonly #lengths: Uint8Array;
  readonly #letters: Uint32Array;
  /** By hash, one more than the last term that has it; by term, one more than the term before it with the same hash. */
  readonly #last: Uint32Array;
  readonly #before: Uint32Array;

  constructor(index: PackedIndex) {
    const count = index.terms.length;
    this.#index = index;
    this.#lengths = new Uint8Array(count);
    this.#letters = new Uint32Array(count);
    this.#before = new Uint32Array(count);
    this.#last = new Uint32Array(2 ** Math.ceil(Math.log2(count + 2)));
    for (let term = 0; term < count; term++) {
      // Read where it lies: to take eighty thousand sounds out of their text would cost most of the time.
      const list = this.#listOf(term);
      const start = list.start(term);
      const end = list.end(term);
      const hash = this.#hash(list.text, start, end);
      if (hash === NONE) continue;
      this.#lengths[term] = end - start;
      this.#letters[term] = lettersOf(list.text, start, end);
      this.#before[term] = this.#last[hash] ?? 0;
      this.#last[hash] = term + 1;
    }
  }

  /** Terms that sound so. */
  alike(sound: string): number[] {
    const found: number[] = [];
    for (let next = this.#last[this.#hash(sound)] ?? 0; next > 0; next = this.#before[next - 1] ?? 0)
      if (this.#of(next - 1) === sound) found.push(next - 1);
    return found.reverse();
  }

  /** Terms of which the sound has some letters other, at least one and at most so many, each with how many. */
  near(sound: string, most: number): { term: number; distance: number }[] {
    const letters = lettersOf(sound);
    const found: { term: number; distance: number }[] = [];
    for (let term = 0; term < this.#lengths.length; term++) {
      if (Math.abs((this.#lengths[term] ?? 0) - sound.length) > most) continue;
      // Each wrong letter takes one away and brings one.
      if (differingLetters(letters, this.#letters[term] ?? 0) > 2 * most) continue;
      const distance = editDistance(sound, this.#of(term), most);
      if (distance > 0 && distance <= most) found.push({ term, distance });
    }
    return found;
  }

  /** Where the sound of a term stands: what sounds as it is written has none of its own. */
  #listOf(term: number): TextList {
    const { sounds, terms } = this.#index;
    return sounds.start(term) < sounds.end(term) ? sounds : terms;
  }

  #of(term: number): string {
    return this.#listOf(term).at(term) ?? '';
  }

  /** A place for a sound from one place in a text to another; none for a mark. */
  #hash(text: string, start = 0, end = text.length): number {
    let hash = 0;
    for (let place = start; place < end; place++) {
      const code = text.charCodeAt(place);
      if (code === MARK) return NONE;
      hash = Math.imul(hash ^ code, 0x01000193);
    }
    return (hash ^ (hash >>> 15)) & (this.#last.length - 1);
  }
}
