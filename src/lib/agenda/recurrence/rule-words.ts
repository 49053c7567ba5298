import { addDays, dateName, monthName, weekdayName } from '../../core/dutch-date.ts';
import { readRule, type NthWeekday, type Rule } from './rule.ts';

/** The Monday of some week, to name days of the week by. */
const MONDAY = '2026-11-23';
const PLACES: Readonly<Record<number, string>> = {
  1: 'eerste',
  2: 'tweede',
  3: 'derde',
  4: 'vierde',
  5: 'vijfde',
  [-1]: 'laatste'
};
const OTHERWISE = 'volgens een eigen schema';

/** How an activity repeats, in words: `FREQ=WEEKLY;BYDAY=WE` → `elke week op woensdag`. `start` says when it begins. */
export function ruleWords(rrule: string | null, start: string): string {
  const day = start.slice(0, 10);
  if (rrule === null) return `één keer, op ${weekdayName(day)} ${dateName(day)}`;
  const rule = readRule(rrule);
  const words = rule && !rule.more ? rhythm(rule, day) : null;
  return rule && words !== null ? words + seasonWords(rule) + endWords(rule) : OTHERWISE;
}

/** Null for what is told by half when it is told in a few words. */
function rhythm(
  { frequency, interval, weekdays, monthDays, positions }: Rule,
  begins: string
): string | null {
  const days = weekdays.map(({ weekday }) => dayOfWeek(weekday));
  switch (frequency) {
    case 'DAILY':
      if (monthDays.length > 0 || positions.length > 0) return null;
      if (days.length === 0) return each('dag', 'dagen', interval);
      return interval === 1 ? listed(days.map((day) => `elke ${day}`)) : null;
    case 'WEEKLY':
      if (positions.length > 0) return null;
      return `${each('week', 'weken', interval)} op ${listed(days.length > 0 ? days : [weekdayName(begins)])}`;
    case 'MONTHLY': {
      if (weekdays.length > 0 && monthDays.length === 0) return monthWords(weekdays, positions, interval);
      const [day = Number(begins.slice(8)), ...others] = monthDays;
      return weekdays.length === 0 && others.length === 0 && positions.length === 0 && day > 0
        ? `${each('maand', 'maanden', interval)} op de ${day}e`
        : null;
    }
    case 'YEARLY':
      return weekdays.length + monthDays.length + positions.length === 0
        ? each('jaar', 'jaar', interval, 'elk')
        : null;
  }
}

/** `elke eerste dinsdag van de maand`; the place stands at the day, or once for the only day. */
function monthWords(
  weekdays: readonly NthWeekday[],
  positions: readonly number[],
  interval: number
): string | null {
  const [position = 0, ...others] = positions;
  if (others.length > 0 || (position !== 0 && weekdays.length > 1)) return null;
  const named = weekdays.map(({ nth, weekday }) => {
    const place = PLACES[nth || position];
    return place === undefined ? null : `elke ${place} ${dayOfWeek(weekday)}`;
  });
  if (named.includes(null)) return null;
  return `${listed(named.map(String))} van ${interval === 1 ? 'de maand' : `elke ${interval} maanden`}`;
}

/** The months of a season, which may go on in the next year: `, van november tot en met januari`. */
function seasonWords({ months }: Rule): string {
  const begins = months.findIndex((month) => !months.includes(month === 1 ? 12 : month - 1));
  const season = [...months.slice(begins), ...months.slice(0, begins)].map(nameOfMonth);
  const through = season.length > 2 && breaks(months) === 1;
  if (through) return `, van ${season[0]} tot en met ${season.at(-1)}`;
  return season.length === 0 ? '' : `, in ${listed(season)}`;
}

/** How often a row of months ends before the next one begins. */
const breaks = (months: readonly number[]): number =>
  months.filter((month) => !months.includes(month === 12 ? 1 : month + 1)).length;

const nameOfMonth = (month: number): string =>
  monthName(`2026-${String(month).padStart(2, '0')}-01`).split(' ')[0] ?? '';

function endWords({ until, count }: Rule): string {
  if (until !== null) return `, tot en met ${dateName(until.slice(0, 10))}`;
  return count === null ? '' : `, ${count} keer`;
}

const each = (one: string, many: string, every: number, first = 'elke'): string =>
  every === 1 ? `${first} ${one}` : `elke ${every} ${many}`;

const dayOfWeek = (weekday: number): string => weekdayName(addDays(MONDAY, weekday));

/** `maandag`, `maandag en woensdag`, `maandag, woensdag en vrijdag`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} en ${words.at(-1)}`;
