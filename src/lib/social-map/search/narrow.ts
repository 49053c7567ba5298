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

/**
 * Keeps what passes every filter, and counts for each value of a filter how many would be left with it: what passes all
 * other filters and has the value.
 */
export function narrow(placed: readonly Placed[], filters: Filters, marks: EntryMarks): Narrowed {
  /** One bit for each filter that a row does not pass. */
  const failing = new Map(placed.map(({ row }) => [row, 0]));
  FILTERS.forEach((name, bit) => {
    const values = filters[name] ?? [];
    if (values.length === 0) return;
    const passing = new Set(values.flatMap((value) => [...marks.rows(mark(name, value))]));
    for (const [row, bits] of failing) if (!passing.has(row)) failing.set(row, bits | (1 << bit));
  });
  const choices = new Map(
    FILTERS.map((name, bit) => {
      const chosen = new Set(filters[name]);
      const counted = marks.values(name).map(({ value, rows }): Choice => {
        const count = rows.reduce((sum, row) => {
          const bits = failing.get(row);
          return sum + Number(bits !== undefined && (bits & ~(1 << bit)) === 0);
        }, 0);
        return { value, count, chosen: chosen.has(value) };
      });
      return [name, counted.filter(({ count, chosen: kept }) => count > 0 || kept)] as const;
    })
  );
  return { placed: placed.filter(({ row }) => failing.get(row) === 0), choices };
}
