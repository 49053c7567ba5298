import type { Way } from './clues.ts';
import { LINKS, type Dictionary, type Likeness } from './dictionary.ts';
import { mark } from './findable.ts';
import type { SoughtNeed } from './needs.ts';
import type { Understanding } from './understand.ts';
import { partsListed, phrasesFor, smallIn, stemsOf, type WordLists } from './word-lists.ts';
import { WEIGHTS } from './weights.ts';
import { stem } from './words.ts';

/** How much what is found in another way counts beside the word itself. */
const LIKE = { joined: 1, participle: 0.8 };

/** What speaks for an entry as offer for a need. */
interface NeedClues {
  readonly words: readonly Way[];
  readonly themes: readonly Way[];
}

/** Turns what was understood into clues over an index. */
export class Seeker {
  readonly #dictionary: Dictionary;
  readonly #lists: WordLists;

  constructor(dictionary: Dictionary, lists: WordLists) {
    this.#dictionary = dictionary;
    this.#lists = lists;
  }

  /** For each word that tells something, the ways in which entries may have it. */
  words({ words, language }: Understanding): { word: string; ways: Way[] }[] {
    const telling = words.map((word) => {
      const small = smallIn(word, this.#lists);
      return !small.includes('nl') && !small.includes(language);
    });
    const stems = words.map(stem);
    return words.flatMap((word, place) => {
      if (!telling[place]) return [];
      const ways: Way[] = language === 'nl' ? this.#dutch(word) : this.#foreign(word);
      for (const [one, two] of [
        [words[place - 1], word],
        [word, words[place + 1]]
      ] as const) {
        if (one === undefined || two === undefined || language !== 'nl') continue;
        const joined = LINKS.flatMap((link) => this.#known(stem(one + link + two)));
        if (joined.length > 0) ways.push({ like: LIKE.joined, parts: [joined] });
      }
      for (let length = 1; length <= 3; length++)
        for (const phrase of phrasesFor(stems.slice(place, place + length).join(' '), this.#lists.synonyms))
          ways.push(this.#phrase(phrase, WEIGHTS.synonym));
      return [{ word, ways }];
    });
  }

  /** What speaks for an entry as offer for a need: the words in which it tells of itself, and its themes. */
  need(need: SoughtNeed): NeedClues {
    const most = need.terms.length;
    return {
      words: need.terms.map((term, place) =>
        this.#phrase(stemsOf(term), 1 - (WEIGHTS.needTermFall * place) / most)
      ),
      themes: need.themes.flatMap((slug, place) => {
        const term = this.#dictionary.number(mark('theme', slug));
        return term === undefined
          ? []
          : [{ like: 1 - WEIGHTS.needThemeFall * place, parts: [[{ term, like: 1 }]] }];
      })
    };
  }

  #dutch(word: string): Way[] {
    const stemmed = stem(word);
    const ways: Way[] = [];
    const same = this.#dictionary.same(stemmed);
    const parts = this.#parts(word);
    const known = same.some(({ like }) => like === 1);
    ways.push({ like: 1, parts: [[...same, ...this.#dictionary.compounds(stemmed)]] });
    if (/^ge.{4,}/.test(stemmed)) {
      const verb = [
        ...this.#dictionary.same(stem(stemmed.slice(2))),
        ...this.#dictionary.same(stem(`${stemmed.slice(2)}en`))
      ];
      if (verb.length > 0) ways.push({ like: LIKE.participle, parts: [verb] });
    }
    if (parts) {
      ways.push({ like: known ? WEIGHTS.splitToo : WEIGHTS.split, parts });
      // Where no entry has all parts, the one that fewest have says most: `huurachterstand` in `huurachterstandhulp`.
      if (!known) ways.push({ like: WEIGHTS.splitPart, parts: [this.#rarest(parts)] });
    }
    for (const [place, phrase] of phrasesFor(word, this.#lists.abbreviations).entries())
      ways.push(this.#phrase(phrase, place === 0 ? 1 : 0.8));
    if (same.length === 0 && !parts) {
      const near = this.#dictionary.near(stemmed);
      if (near.length > 0) ways.push({ like: 1, parts: [near] });
    }
    return ways;
  }

  #foreign(word: string): Way[] {
    return [{ like: 1, parts: [this.#known(stem(word))] }];
  }

  #known(stemmed: string): Likeness[] {
    const term = this.#dictionary.number(stemmed);
    return term === undefined ? [] : [{ term, like: 1 }];
  }

  /** The words of a phrase, each also at the beginning of compounds. */
  #phrase(stems: readonly string[], like: number): Way {
    return {
      like,
      parts: stems.map((one) => [...this.#dictionary.same(one), ...this.#dictionary.longer(one)])
    };
  }

  #rarest(parts: readonly (readonly Likeness[])[]): readonly Likeness[] {
    const having = (part: readonly Likeness[]) =>
      part.reduce((sum, { term }) => sum + this.#dictionary.count(term), 0);
    return parts.reduce((rare, part) => (having(part) < having(rare) ? part : rare));
  }

  /** The parts of a word written as one, when all of them are known words; null when it is none. */
  #parts(word: string): Likeness[][] | null {
    const listed = partsListed(word, this.#lists);
    if (listed) return listed.length > 1 ? listed.map((part) => this.#dictionary.same(stem(part))) : null;
    return this.#dictionary.parts(word)?.parts.map((term) => [{ term, like: 1 }]) ?? null;
  }
}
