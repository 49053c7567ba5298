/*
 * An inverted index in a few flat arrays: it is stored as it is used, so that loading is reading. Numbers of things
 * (rows) are places in `ids`; of terms, places in `terms`.
 */

import { TextList } from './text-list.ts';
import { soundOf } from './words.ts';

/** One thing as it is indexed: its terms, each with a weight from 1 to 255. */
export interface Analysed {
  readonly id: string;
  readonly terms: ReadonlyMap<string, number>;
}

export interface PackedIndex {
  readonly ids: readonly string[];
  /** Every term once, in order of their code units, so that those with one beginning stand together. */
  readonly terms: TextList;
  /** How each term sounds; empty for marks, and for what sounds as it is written. */
  readonly sounds: TextList;
  /** Where the rows of each term begin; one more than there are terms. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** Rows, term by term, each list in ascending order. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** The weight of each row in `rows`. */
  readonly weights: Uint8Array<ArrayBuffer>;
}

/** A term that no text holds, as `zone:voorstad`. */
export const isMark = (term: string): boolean => term.includes(':');
function sound(term: string): string {
  const heard = isMark(term) ? term : soundOf(term);
  return heard === term ? '' : heard;
}

const byCodeUnits = (one: string, two: string) => (one < two ? -1 : Number(one > two));

export function pack(things: readonly Analysed[]): PackedIndex {
  const lists = new Map<string, number[]>();
  things.forEach(({ terms }, row) => {
    for (const [term, weight] of terms) {
      const list = lists.get(term);
      if (list) list.push(row, weight);
      else lists.set(term, [row, weight]);
    }
  });
  const terms = [...lists.keys()].sort(byCodeUnits);
  const total = terms.reduce((sum, term) => sum + (lists.get(term)?.length ?? 0) / 2, 0);
  const starts = new Uint32Array(terms.length + 1);
  const rows = new Uint32Array(total);
  const weights = new Uint8Array(total);
  let at = 0;
  terms.forEach((term, number) => {
    const list = lists.get(term) ?? [];
    for (let place = 0; place < list.length; place += 2, at++) {
      rows[at] = list[place] ?? 0;
      weights[at] = list[place + 1] ?? 0;
    }
    starts[number + 1] = at;
  });
  return {
    ids: things.map(({ id }) => id),
    terms: TextList.of(terms),
    sounds: TextList.of(terms.map(sound)),
    starts,
    rows,
    weights
  };
}

/** The rows of the things that have a term. */
export function rowsWith({ terms, starts, rows }: PackedIndex, term: string): Uint32Array {
  const number = terms.numberOf(term);
  return number === undefined ? new Uint32Array() : rows.subarray(starts[number], starts[number + 1]);
}

/**
 * The index without the things that are `gone` or come anew in `added`, and with those. What stays keeps its order, and
 * what comes stands after it. Costs one pass over the whole, without a look at the terms that stay.
 */
export function change(
  index: PackedIndex,
  gone: ReadonlySet<string>,
  added: readonly Analysed[]
): PackedIndex {
  const replaced = new Set(added.map(({ id }) => id));
  const ids: string[] = [];
  const moved = Int32Array.from(index.ids, (id) =>
    gone.has(id) || replaced.has(id) ? -1 : ids.push(id) - 1
  );
  const fresh = pack(added);
  const offset = ids.length;
  const picked = new PickedTerms(index.rows.length + fresh.rows.length);
  const isLeft = (row: number) => moved[row] ?? -1;
  const isNew = (row: number) => row + offset;
  let old = 0;
  const keepUntil = (end: number) => {
    for (; old < end; old++) {
      picked.take(index, old, isLeft);
      picked.end(index, old);
    }
  };
  for (let young = 0; young < fresh.terms.length; young++) {
    const term = fresh.terms.at(young) ?? '';
    keepUntil(index.terms.firstFrom(term));
    const isKnown = index.terms.at(old) === term;
    if (isKnown) picked.take(index, old, isLeft);
    picked.take(fresh, young, isNew);
    if (isKnown) picked.end(index, old++);
    else picked.end(fresh, young);
  }
  keepUntil(index.terms.length);
  return { ids: [...ids, ...fresh.ids], ...picked.all() };
}

/** Terms of two indexes as they come into one, each with the rows that it still has. */
class PickedTerms {
  readonly #runs: { from: PackedIndex; first: number; end: number }[] = [];
  readonly #starts = [0];
  readonly #rows: Uint32Array<ArrayBuffer>;
  readonly #weights: Uint8Array<ArrayBuffer>;
  #at = 0;

  constructor(most: number) {
    this.#rows = new Uint32Array(most);
    this.#weights = new Uint8Array(most);
  }

  /** Takes the rows of a term. @param place where a row stands now; below 0 when it is gone */
  take({ starts, rows, weights }: PackedIndex, term: number, place: (row: number) => number): void {
    const end = starts[term + 1] ?? 0;
    for (let next = starts[term] ?? 0; next < end; next++) {
      const row = place(rows[next] ?? 0);
      if (row < 0) continue;
      this.#rows[this.#at] = row;
      this.#weights[this.#at++] = weights[next] ?? 0;
    }
  }

  /** Ends the rows of a term; one that has none is left out. */
  end(from: PackedIndex, term: number): void {
    if (this.#at === this.#starts.at(-1)) return;
    this.#starts.push(this.#at);
    const last = this.#runs.at(-1);
    if (last?.from === from && last.end === term) last.end++;
    else this.#runs.push({ from, first: term, end: term + 1 });
  }

  all(): Omit<PackedIndex, 'ids'> {
    const texts = (of: 'terms' | 'sounds') =>
      TextList.ofRuns(this.#runs.map(({ from, first, end }) => ({ list: from[of], first, end })));
    return {
      terms: texts('terms'),
      sounds: texts('sounds'),
      starts: Uint32Array.from(this.#starts),
      rows: this.#rows.slice(0, this.#at),
      weights: this.#weights.slice(0, this.#at)
    };
  }
}
