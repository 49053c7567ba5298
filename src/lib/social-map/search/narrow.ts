import { FILTERS, type FilterName, type Filters } from '../map-reader.ts';
import type { EntryMarks } from './entry-marks.ts';
import { mark } from './findable.ts';
import type { Placed } from './order.ts';

export interface Choice {
  readonly value: string;
  readonly count: number;
  readonly chosen: boolean;
}

export interface Narrowed {
  readonly placed: readonly Placed[];
  readonly choices: ReadonlyMap<FilterName, readonly Choice[]>;
}

/** Stands for a row that is not among the results at all: it passes no filter, whichever is left out of account. */
const ABSENT = 0xffff;

/**
 * Keeps what passes every filter, and counts for each value of a filter how many would be left with it: what passes all
 * other filters and has the value.
 */
export function narrow(placed: readonly Placed[], filters: Filters, marks: EntryMarks): Narrowed {
  /** By row, one bit for each filter that it does not pass. */
  const failing = new Uint16Array(marks.size).fill(ABSENT);
  for (const { row } of placed) failing[row] = 0;
  FILTERS.forEach((name, bit) => {
    const values = filters[name] ?? [];
    if (values.length === 0) return;
    const passing = values.map((value) => marks.having(mark(name, value)));
    for (const { row } of placed)
      if (!passing.some((having) => having[row] === 1)) failing[row] = (failing[row] ?? 0) | (1 << bit);
  });
  const choices = new Map(
    FILTERS.map((name, bit) => {
      const chosen = new Set(filters[name]);
      const others = ~(1 << bit);
      const counted = marks.values(name).map(({ value, rows }): Choice => {
        let count = 0;
        // Over tens of thousands of rows at each letter, an iterator would cost more than the counting.
        for (let at = 0; at < rows.length; at++)
          if (((failing[rows[at] ?? 0] ?? ABSENT) & others) === 0) count++;
        return { value, count, chosen: chosen.has(value) };
      });
      return [name, counted.filter(({ count, chosen: kept }) => count > 0 || kept)] as const;
    })
  );
  return { placed: placed.filter(({ row }) => failing[row] === 0), choices };
}
