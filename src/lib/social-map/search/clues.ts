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

  /** Adds what another has, and drops the rows that it has not. */
  addWhere({ values }: Tally): void {
    let left = 0;
    for (const row of this.rows) {
      const value = values[row] ?? 0;
      this.values[row] = value === 0 ? 0 : (this.values[row] ?? 0) + value;
      if (value > 0) this.rows[left++] = row;
    }
    this.rows.length = left;
  }

  clear(): void {
    for (const row of this.rows) this.values[row] = 0;
    this.rows.length = 0;
  }
}

/** Room to reckon in, empty before and after. */
export interface Spare {
  readonly sums: Tally;
  readonly part: Tally;
}

/** Adds to `tally`, for each row that answers one of the ways, how well it does (0 to 1). */
export function answer(index: PackedIndex, ways: readonly Way[], tally: Tally, spare: Spare): void {
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
  { sums, part: spare }: Spare
): void {
  for (const [place, part] of parts.entries()) {
    if (place === 0) take(index, part, 1, sums);
    else {
      take(index, part, 1, spare);
      sums.addWhere(spare);
      spare.clear();
    }
    if (sums.rows.length === 0) return;
  }
  for (const row of sums.rows) tally.best(row, (like * (sums.values[row] ?? 0)) / parts.length);
  sums.clear();
}
