import { addDays, dutchMoment, weekdayName } from '../../core/dutch-date.ts';
import { readRule, type Rule } from '../recurrence/rule.ts';

/* How often an activity comes, as people say it, to and from a recurrence rule. Pure. */

/** Once; every week; every other week; on the nth such weekday of each month; or by a rule that no form makes. */
export const OFTEN = ['once', 'weekly', 'fortnightly', 'monthly', 'own'] as const;
export type Often = (typeof OFTEN)[number];

/** Of the month: the first to the fourth, and the last. A fifth is not there every month. */
export const PLACES = [1, 2, 3, 4, -1] as const;

export interface Repeat {
  readonly often: Often;
  /** Days of the week, 0 for Monday to 6 for Sunday, of what comes by the week. */
  readonly weekdays: readonly number[];
  /** Which of the month, of what comes by the month; the day of the week is that of the first session. */
  readonly places: readonly number[];
  /** The rule itself, of one that no form makes. */
  readonly own: string | null;
  /** The last day on which there may be a session; null when that is not told. */
  readonly lastDay: string | null;
  /** How many sessions there are; null when that is not told. */
  readonly times: number | null;
}

const ONCE: Repeat = { often: 'once', weekdays: [], places: [], own: null, lastDay: null, times: null };
const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const WEEKDAY_NAMES = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'];
const PLACE_NAMES: Readonly<Record<number, string>> = {
  1: 'eerste',
  2: 'tweede',
  3: 'derde',
  4: 'vierde',
  [-1]: 'laatste'
};

export const weekdayWord = (weekday: number): string => WEEKDAY_NAMES[weekday] ?? '';
export const placeWord = (place: number): string => PLACE_NAMES[place] ?? '';

/** The day of the week of a day or wall time, 0 for Monday. */
export const weekdayOf = (day: string): number => WEEKDAY_NAMES.indexOf(weekdayName(day.slice(0, 10)));

/** Which of its month a day is, as `PLACES` tell it: the fourth is often the last too. */
export function placesOf(day: string): number[] {
  const nth = Math.ceil(Number(day.slice(8, 10)) / 7);
  const last = addDays(day.slice(0, 10), 7).slice(5, 7) !== day.slice(5, 7);
  return [...(nth <= 4 ? [nth] : []), ...(last ? [-1] : [])];
}

/** A rule as people say it. `start` is the wall time of the first session. */
export function readRepeat(rrule: string | null, start: string): Repeat {
  if (rrule === null) return ONCE;
  const rule = readRule(rrule);
  const end = { lastDay: rule && lastDayOf(rule, start), times: rule?.count ?? null };
  const plain = rule && (plainWeekly(rule, start) ?? plainMonthly(rule, start));
  return { ...ONCE, ...(plain ?? { often: 'own', own: rrule }), ...end };
}

/** The rule of what people say; null for what comes once. `start` is the wall time of the first session. */
export function ruleOf(repeat: Repeat, start: string): string | null {
  const { often, own, lastDay, times } = repeat;
  if (often === 'once') return null;
  if (often === 'own') return own;
  const days = repeat.weekdays.map((weekday) => CODES[weekday]);
  const code = CODES[weekdayOf(start)] ?? '';
  const places = PLACES.filter((place) => repeat.places.includes(place));
  return [
    ...(often === 'monthly'
      ? ['FREQ=MONTHLY', `BYDAY=${places.map((place) => `${place}${code}`).join(',')}`]
      : ['FREQ=WEEKLY', ...(often === 'fortnightly' ? ['INTERVAL=2'] : []), `BYDAY=${days.join(',')}`]),
    ...(lastDay !== null ? [`UNTIL=${utcText(`${lastDay}T23:59:59`)}`] : []),
    ...(lastDay === null && times !== null ? [`COUNT=${times}`] : [])
  ].join(';');
}

/** Whether a day is one of those on which such an activity comes, so that a series can begin with it. */
export function fallsOn(repeat: Repeat, day: string): boolean {
  if (repeat.often === 'monthly') return placesOf(day).some((place) => repeat.places.includes(place));
  if (repeat.often === 'weekly' || repeat.often === 'fortnightly')
    return repeat.weekdays.includes(weekdayOf(day));
  return true;
}

function plainWeekly(rule: Rule, start: string): Partial<Repeat> | null {
  const { frequency, interval, weekdays, monthDays, months, more } = rule;
  if (frequency !== 'WEEKLY' || interval > 2 || more || months.length + monthDays.length > 0) return null;
  // Where a week begins only matters when weeks are skipped.
  if (interval === 2 && rule.weekStart !== 0) return null;
  const days = weekdays.length > 0 ? weekdays.map(({ weekday }) => weekday) : [weekdayOf(start)];
  return { often: interval === 1 ? 'weekly' : 'fortnightly', weekdays: [...new Set(days)].sort() };
}

function plainMonthly(rule: Rule, start: string): Partial<Repeat> | null {
  const { frequency, interval, weekdays, monthDays, months, more } = rule;
  if (frequency !== 'MONTHLY' || interval > 1 || more || months.length + monthDays.length > 0) return null;
  const places = PLACES.filter((place) => weekdays.some(({ nth }) => nth === place));
  const plain =
    places.length > 0 &&
    weekdays.every(
      ({ nth, weekday }) => weekday === weekdayOf(start) && (PLACES as readonly number[]).includes(nth)
    );
  return plain ? { often: 'monthly', places } : null;
}

/** A session may start up to and with a moment; the last day on which one can. */
function lastDayOf({ until }: Rule, start: string): string | null {
  if (until === null) return null;
  return until.slice(11) < start.slice(11) ? addDays(until.slice(0, 10), -1) : until.slice(0, 10);
}

const utcText = (wallTime: string): string =>
  `${new Date(dutchMoment(wallTime)).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
