import { addDays, dayName, monthName } from '../core/dutch-date.ts';
import type { Reach } from './reach.ts';

/* What a plot of bars shows. Pure. */

/** One bar: `part` is how much of it stands out, null where that is not known; `value` null where nothing was counted. */
export interface Column {
  readonly key: string;
  /** Below the bar, when there is room. */
  readonly short: string;
  /** In the table. */
  readonly name: string;
  readonly value: number | null;
  readonly part: number | null;
}

/** Sessions shown as bars of their own; a phone is no wider. */
const MOST_BARS = 26;

/** `2026-11-24` → `24-11`. */
const shortDay = (day: string): string => `${Number(day.slice(8))}-${Number(day.slice(5, 7))}`;

/** The last sessions that were not called off, each a bar of how many came. */
export const sessionColumns = ({ sessions }: Reach): Column[] =>
  sessions
    .filter(({ state }) => state !== 'not-held')
    .slice(-MOST_BARS)
    .map(({ start, count, fresh }) => {
      const day = start.slice(0, 10);
      return { key: start, short: shortDay(day), name: dayName(day), value: count, part: fresh };
    });

/** Visits by month, months in which nothing was counted among them. */
export function monthColumns({ sessions }: Reach): Column[] {
  const counted = sessions.filter(({ count }) => count !== null);
  const [first, last] = [counted[0], counted.at(-1)];
  if (!first || !last) return [];
  const byMonth = Map.groupBy(counted, ({ start }) => start.slice(0, 7));
  const columns: Column[] = [];
  for (let month = first.start.slice(0, 7); month <= last.start.slice(0, 7); month = nextMonth(month)) {
    const held = byMonth.get(month) ?? [];
    const fresh = held.flatMap((session) => session.fresh ?? []);
    columns.push({
      key: month,
      short: monthName(`${month}-01`).slice(0, 3),
      name: monthName(`${month}-01`),
      value: held.reduce((total, { count }) => total + (count ?? 0), 0),
      part: fresh.length === 0 ? null : fresh.reduce((total, count) => total + count, 0)
    });
  }
  return columns;
}

const nextMonth = (month: string): string => addDays(`${month}-28`, 4).slice(0, 7);

/** The lowest round number that no bar passes: 1, 2, 4, 5, 10, 20, 40, 50, 100, … times one. At least 4. */
export function topOf(values: readonly number[]): number {
  const most = Math.max(4, ...values);
  const scale = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 5, 10].find((times) => times * scale >= most) ?? 10;
  return step * scale;
}
