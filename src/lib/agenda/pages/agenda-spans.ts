import { addDays, addMinutes } from '../../core/dutch-date.ts';
import { isoWeek } from '../../core/iso-week.ts';
import type { Session } from '../../social-map/map-reader.ts';

/* Which days a view of the agenda shows. Days are `YYYY-MM-DD`, months `YYYY-MM`, in the Netherlands. */

/** What somebody wants to see: a stretch from today on, one day, or a month at a glance (null: the one that is now). */
export type When =
  | { readonly kind: 'coming' | 'today' | 'weekend' | 'week' }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'month'; readonly month: string | null };

/** Days in a row. */
export interface Span {
  readonly from: string;
  readonly days: number;
}

/** How far ahead `coming` looks, in days. */
const COMING = 14;
/** What starts within so many minutes starts soon. */
const SOON = 120;
/** From this day of the week on (Friday), who prints a week means the next one. */
const NEXT_WEEK_FROM = 5;

const weekdayOf = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;

/** The days of a view, seen from today. */
export function spanOf(when: When, today: string): Span {
  const weekday = weekdayOf(today);
  switch (when.kind) {
    case 'coming':
      return { from: today, days: COMING };
    case 'today':
      return { from: today, days: 1 };
    case 'weekend':
      return weekday === 7 ? { from: today, days: 1 } : { from: addDays(today, 6 - weekday), days: 2 };
    case 'week':
      return { from: today, days: 8 - weekday };
    case 'day':
      return { from: when.day, days: 1 };
    case 'month':
      return monthSpan(when.month ?? today.slice(0, 7));
  }
}

/** A month as whole weeks, from Monday to Sunday. */
export function monthSpan(month: string): Span {
  const first = `${month}-01`;
  const last = addDays(`${monthAfter(month, 1)}-01`, -1);
  const from = addDays(first, 1 - weekdayOf(first));
  const until = addDays(last, 8 - weekdayOf(last));
  return { from, days: Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) };
}

/** The days of a month in rows of a week. */
export function monthWeeks(month: string): string[][] {
  const { from, days } = monthSpan(month);
  return Array.from({ length: days / 7 }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(from, week * 7 + day))
  );
}

/** The month `count` months later; `count` may be negative. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The week that is hung on the wall when none is named. */
export const weekToPrint = (today: string): string =>
  isoWeek(weekdayOf(today) >= NEXT_WEEK_FROM ? addDays(today, 7) : today);

/** Sessions that are not over, those that start soon apart. */
export function atMoment(
  sessions: readonly Session[],
  now: string
): { readonly soon: readonly Session[]; readonly rest: readonly Session[] } {
  const until = addMinutes(now, SOON);
  const left = sessions.filter(({ end }) => end > now);
  const isSoon = ({ start, cancelled }: Session) => !cancelled && start > now && start <= until;
  return { soon: left.filter(isSoon), rest: left.filter((session) => !isSoon(session)) };
}
