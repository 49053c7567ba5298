import type { PackedIndex } from './packed-index.ts';
import { TextList, type StoredTexts } from './text-list.ts';

/** An index as it is kept: lists of words as one text, rows as the steps between them, a byte each where they are small. */
export interface StoredIndex {
  readonly ids: string;
  readonly terms: StoredTexts;
  readonly sounds: StoredTexts;
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly steps: Uint8Array<ArrayBuffer>;
  readonly weights: Uint8Array<ArrayBuffer>;
}

/** Stands between words; no id and no term holds it. */
const BETWEEN = '\n';
const LOW = 0x7f;
const MORE = 0x80;

export function toStored({ ids, terms, sounds, starts, rows, weights }: PackedIndex): StoredIndex {
  const steps = new Uint8Array(rows.length * 5);
  let at = 0;
  for (let term = 0; term < terms.length; term++) {
    let before = 0;
    for (let place = starts[term] ?? 0; place < (starts[term + 1] ?? 0); place++) {
      const row = rows[place] ?? 0;
      let step = row - before;
      before = row;
      for (; step > LOW; step >>>= 7) steps[at++] = (step & LOW) | MORE;
      steps[at++] = step;
    }
  }
  const texts = { ids: ids.join(BETWEEN), terms: terms.stored, sounds: sounds.stored };
  return { ...texts, starts, steps: steps.slice(0, at), weights };
}

export function fromStored({ ids, terms, sounds, starts, steps, weights }: StoredIndex): PackedIndex {
  const rows = new Uint32Array(weights.length);
  let at = 0;
  for (let term = 0; term + 1 < starts.length; term++) {
    let row = 0;
    for (let place = starts[term] ?? 0; place < (starts[term + 1] ?? 0); place++) {
      let step = 0;
      let shift = 0;
      let byte = steps[at++] ?? 0;
      for (; byte & MORE; shift += 7, byte = steps[at++] ?? 0) step |= (byte & LOW) << shift;
      row += step | (byte << shift);
      rows[place] = row;
    }
  }
  return {
    ids: list(ids),
    terms: new TextList(terms),
    sounds: new TextList(sounds),
    starts,
    rows,
    weights
  };
}

const list = (text: string): string[] => (text === '' ? [] : text.split(BETWEEN));
