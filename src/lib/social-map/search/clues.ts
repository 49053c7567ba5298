import type { Likeness } from './dictionary.ts';
import type { PackedIndex } from './packed-index.ts';

/** One way in which an entry can answer a clue: it must have every part, each in any of its likenesses. */
export interface Way {
  /** How much less than the clue itself it counts, 0 to 1. */
  readonly like: number;
  readonly parts: readonly (readonly Likeness[])[];
}

/** The best value of each row, for as long as one question lasts. */
export class Tally {
  readonly values: Float32Array;
  readonly rows: number[] = [];

  constructor(size: number) {
    this.values = new Float32Array(size);
  }

  best(row: number, value: number): void {
    const before = this.values[row] ?? 0;
    if (before === 0) this.rows.push(row);
    if (value > before) this.values[row] = value;
  }

  add(row: number, value: number): void {
    const before = this.values[row] ?? 0;
    if (before === 0) this.rows.push(row);
    this.values[row] = before + value;
  }

  clear(): void {
    for (const row of this.rows) this.values[row] = 0;
    this.rows.length = 0;
  }
}

/** Adds to `tally`, for each row that answers one of the ways, how well it does (0 to 1). */
export function answer(index: PackedIndex, ways: readonly Way[], tally: Tally, spare: Tally): void {
  for (const { like, parts } of ways) {
    const [only] = parts;
    if (parts.length === 1 && only) take(index, only, like, tally);
    else together(index, parts, like, tally, spare);
  }
}

function take(index: PackedIndex, part: readonly Likeness[], like: number, tally: Tally): void {
  for (const one of part) {
    const factor = (like * one.like) / 255;
    const end = index.starts[one.term + 1] ?? 0;
    for (let at = index.starts[one.term] ?? 0; at < end; at++)
      tally.best(index.rows[at] ?? 0, factor * (index.weights[at] ?? 0));
  }
}

/** Rows that have every part count for the mean of them. */
function together(
  index: PackedIndex,
  parts: readonly (readonly Likeness[])[],
  like: number,
  tally: Tally,
  spare: Tally
): void {
  let rows: number[] = [];
  let sums: number[] = [];
  for (const [place, part] of parts.entries()) {
    take(index, part, 1, spare);
    if (place === 0) {
      rows = [...spare.rows];
      sums = rows.map((row) => spare.values[row] ?? 0);
    } else {
      const left: number[] = [];
      const added: number[] = [];
      rows.forEach((row, at) => {
        const value = spare.values[row] ?? 0;
        if (value === 0) return;
        left.push(row);
        added.push((sums[at] ?? 0) + value);
      });
      rows = left;
      sums = added;
    }
    spare.clear();
    if (rows.length === 0) return;
  }
  rows.forEach((row, at) => tally.best(row, (like * (sums[at] ?? 0)) / parts.length));
}
