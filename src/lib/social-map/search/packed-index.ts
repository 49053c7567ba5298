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

/** The index without the things that are `gone` or come anew in `added`, and with those. Costs one pass over the whole. */
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
  const terms: string[] = [];
  const sounds: string[] = [];
  const starts: number[] = [0];
  const rows = new Uint32Array(index.rows.length + fresh.rows.length);
  const weights = new Uint8Array(rows.length);
  let at = 0;
  const take = (from: PackedIndex, number: number, place: (row: number) => number) => {
    for (let next = from.starts[number] ?? 0; next < (from.starts[number + 1] ?? 0); next++) {
      const row = place(from.rows[next] ?? 0);
      if (row < 0) continue;
      rows[at] = row;
      weights[at++] = from.weights[next] ?? 0;
    }
  };
  let old = 0;
  let young = 0;
  while (old < index.terms.length || young < fresh.terms.length) {
    const one = index.terms.at(old);
    const two = fresh.terms.at(young);
    const term = two === undefined || (one !== undefined && one <= two) ? (one ?? '') : two;
    const before = at;
    if (one === term) take(index, old++, (row) => moved[row] ?? -1);
    if (two === term) take(fresh, young++, (row) => row + offset);
    if (at === before) continue;
    terms.push(term);
    sounds.push(one === term ? (index.sounds.at(old - 1) ?? '') : (fresh.sounds.at(young - 1) ?? ''));
    starts.push(at);
  }
  return {
    ids: [...ids, ...fresh.ids],
    terms: TextList.of(terms),
    sounds: TextList.of(sounds),
    starts: Uint32Array.from(starts),
    rows: rows.slice(0, at),
    weights: weights.slice(0, at)
  };
}
