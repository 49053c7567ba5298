import { addDays, dateName, monthName, weekdayName } from '../core/dutch-date.ts';

/** The Monday of some week, to name days of the week by. */
const MONDAY = '2026-11-23';
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const PLACES: Readonly<Record<string, string>> = {
  '1': 'eerste',
  '2': 'tweede',
  '3': 'derde',
  '4': 'vierde',
  '5': 'vijfde',
  '-1': 'laatste'
};

/** What of a rule is told. One that says more is not told by half. */
const UNDERSTOOD = new Set([
  'FREQ',
  'INTERVAL',
  'BYDAY',
  'BYSETPOS',
  'BYMONTHDAY',
  'BYMONTH',
  'UNTIL',
  'COUNT',
  'WKST'
]);

/** How an activity repeats, in words: `FREQ=WEEKLY;BYDAY=WE` → `elke week op woensdag`. `start` says when it begins. */
export function ruleWords(rrule: string | null, start: string): string {
  const day = start.slice(0, 10);
  if (!rrule) return `één keer, op ${weekdayName(day)} ${dateName(day)}`;
  const parts = new Map(rrule.split(';').map((part) => part.split('=', 2) as [string, string]));
  const every = Number(parts.get('INTERVAL') ?? 1);
  const days = daysOf(parts);
  const simple = [...parts.keys()].every((name) => UNDERSTOOD.has(name));
  const words = simple ? rhythm(parts.get('FREQ') ?? '', every, days, day, parts.get('BYMONTHDAY')) : null;
  return words === null ? 'volgens een eigen schema' : words + seasonWords(parts) + endWords(parts);
}

interface Day {
  readonly name: string;
  /** Which of the month; empty for every one. */
  readonly place: string;
}

function daysOf(parts: ReadonlyMap<string, string>): Day[] {
  const places = parts.get('BYSETPOS') ?? '';
  return (parts.get('BYDAY') ?? '').split(',').flatMap((text): Day | [] => {
    const [, place = '', code = ''] = /^([+-]?\d*)([A-Z]{2})$/.exec(text) ?? [];
    const at = DAYS.indexOf(code);
    return at < 0 ? [] : { name: dayOfWeek(at), place: place.replace('+', '') || places };
  });
}

function rhythm(
  frequency: string,
  every: number,
  days: readonly Day[],
  begins: string,
  dayOfMonth = String(Number(begins.slice(8)))
): string | null {
  const own: readonly Day[] = days.length > 0 ? days : [{ name: weekdayName(begins), place: '' }];
  switch (frequency) {
    case 'DAILY':
      return days.length === 0 ? each('dag', 'dagen', every) : listed(days.map(({ name }) => `elke ${name}`));
    case 'WEEKLY':
      return `${each('week', 'weken', every)} op ${listed(own.map(({ name }) => name))}`;
    case 'MONTHLY': {
      const month = every === 1 ? 'van de maand' : `van elke ${every} maanden`;
      if (!/^\d+$/.test(dayOfMonth)) return null;
      if (days.length === 0) return `${each('maand', 'maanden', every)} op de ${dayOfMonth}e`;
      const named = days.map(({ name, place }) => (PLACES[place] ? `elke ${PLACES[place]} ${name}` : null));
      return named.includes(null) ? null : `${listed(named.map(String))} ${month}`;
    }
    case 'YEARLY':
      return days.length > 0 ? null : each('jaar', 'jaar', every, 'elk');
    default:
      return null;
  }
}

/** The months of a season: `, in november en december`. */
function seasonWords(parts: ReadonlyMap<string, string>): string {
  const months = (parts.get('BYMONTH') ?? '').split(',').filter((month) => month !== '');
  const names = months.map((month) => monthName(`2026-${month.padStart(2, '0')}-01`).split(' ')[0] ?? '');
  return names.length === 0 ? '' : `, in ${listed(names)}`;
}

function endWords(parts: ReadonlyMap<string, string>): string {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(parts.get('UNTIL') ?? '') ?? [];
  if (year) return `, tot en met ${dateName(`${year}-${month}-${day}`)}`;
  const count = parts.get('COUNT');
  return count === undefined ? '' : `, ${count} keer`;
}

const each = (one: string, many: string, every: number, first = 'elke'): string =>
  every === 1 ? `${first} ${one}` : `elke ${every} ${many}`;

const dayOfWeek = (at: number): string => weekdayName(addDays(MONDAY, at));

/** `maandag`, `maandag en woensdag`, `maandag, woensdag en vrijdag`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} en ${words.at(-1)}`;
