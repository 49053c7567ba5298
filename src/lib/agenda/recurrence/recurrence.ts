import { addDays, addMinutes } from '../../core/dutch-date.ts';
import type { Activity, Move } from '../activity.ts';
import { dayNumber, dayOfNumber } from './rule-days.ts';
import { ruleStarts } from './rule-starts.ts';
import { readRule } from './rule.ts';

/** What is known of when an activity takes place. */
export type Recurring = Pick<
  Activity,
  'start' | 'durationMinutes' | 'rrule' | 'exdates' | 'rdates' | 'moves' | 'cancelled'
>;

/** One session. All times are wall times in Europe/Amsterdam. */
export interface Occurrence {
  /** The start that its series gives it, by which it is known also after it was moved. */
  readonly from: string;
  readonly start: string;
  readonly end: string;
  /** It is called off; it is told all the same. */
  readonly cancelled: boolean;
  /** It is at another time, or elsewhere, than its series says. */
  readonly moved: boolean;
  /** Id of the location that it was moved to; null: where the activity always is. */
  readonly location: string | null;
}

/** A series that goes on for so many days counts as one without an end. */
const ENDLESS = 50 * 365;
/** A rule that has not shown a day of the week in so many sessions, or days, does not fall on it. */
const MOST_LOOKED_AT = 31;
const LOOKED_AHEAD = 2 * 365;
const MINUTES_OF_DAY = 24 * 60;

/**
 * The sessions of an activity that end after `from` and start before `until`, in order, at most `limit`. Recurrence is by
 * the clock on the wall, so a session stays at its hour over a clock change.
 *
 * What is said of a session that the series does not give (any more) counts for nothing: a rule that became Wednesday
 * would else leave its Tuesdays behind, called off or moved, for sessions that nobody holds.
 */
export function occurrences(activity: Recurring, from: string, until: string, limit: number): Occurrence[] {
  const endOfSession = ends(activity);
  const calledOff = new Set(activity.exdates);
  const moves = new Map(activity.moves.map((move) => [move.from, move]));
  const cancelled = (start: string) => activity.cancelled || (calledOff.size > 0 && calledOff.has(start));
  const found = movedSessions(activity, moves, from, until).map((move): Occurrence => ({
    ...move,
    cancelled: cancelled(move.from),
    moved: true
  }));
  const earliest = dayOfNumber(dayNumber(from) - Math.ceil(activity.durationMinutes / MINUTES_OF_DAY));
  let count = 0;
  for (const start of starts(activity, earliest, until.slice(0, 10))) {
    if (start >= until || count >= limit) break;
    if (moves.size > 0 && moves.has(start)) continue;
    const end = endOfSession(start);
    if (end <= from) continue;
    count++;
    found.push({ from: start, start, end, cancelled: cancelled(start), moved: false, location: null });
  }
  return moves.size === 0 ? found : found.sort(byStart).slice(0, limit);
}

/** The first session that ends after a wall time and goes on; null when none does before `until`. */
export function nextOccurrence(activity: Recurring, from: string, until: string): Occurrence | null {
  if (activity.cancelled) return null;
  // No more than these can come before it.
  const most = activity.exdates.length + 1;
  return occurrences(activity, from, until, most).find(({ cancelled }) => !cancelled) ?? null;
}

/** The wall time at which the last session ends; empty where none goes on, null for an activity without an end. */
export function endOf(activity: Recurring): string | null {
  if (activity.cancelled) return '';
  const rule = activity.rrule === null ? null : readRule(activity.rrule);
  if (rule?.count === null && rule.until === null) return null;
  const first = activity.start.slice(0, 10);
  const horizon = `${addDays(first, ENDLESS)}T00:00:00`;
  let last = '';
  // From the beginning of time: a session may have been moved to before the start of its series.
  for (const { end, cancelled } of occurrences(activity, '0001-01-01T00:00:00', horizon, Infinity))
    if (!cancelled && end > last) last = end;
  return last >= addDays(first, ENDLESS - 366) ? null : last;
}

/** The days of the week on which the series falls, 1 for Monday to 7 for Sunday, as its first sessions show them. */
export function weekdaysOf(activity: Recurring): number[] {
  const first = activity.start.slice(0, 10);
  const days = new Set<number>();
  let seen = 0;
  // A session beside the rule is an exception: the series does not fall on its day.
  const series = activity.rrule === null ? activity : { ...activity, rdates: [] };
  for (const start of starts(series, first, addDays(first, LOOKED_AHEAD))) {
    if (++seen > MOST_LOOKED_AT) break;
    if (!activity.exdates.includes(start)) days.add(new Date(`${start}Z`).getUTCDay() || 7);
  }
  return [...days].sort();
}

/** Moves of sessions that the series gives, to where they are in the span. */
function movedSessions(
  activity: Recurring,
  moves: ReadonlyMap<string, Move>,
  from: string,
  until: string
): Pick<Occurrence, 'from' | 'start' | 'end' | 'location'>[] {
  const there = [...moves.values()]
    .map((move) => ({
      from: move.from,
      start: move.start,
      end: addMinutes(move.start, move.durationMinutes),
      location: move.location
    }))
    .filter(({ start, end }) => start < until && end > from);
  if (there.length === 0) return [];
  const sought = new Set(there.map((move) => move.from));
  const days = [...sought].map((start) => start.slice(0, 10)).sort();
  const given = new Set<string>();
  for (const start of starts(activity, days[0] ?? '', days.at(-1) ?? ''))
    if (sought.has(start)) given.add(start);
  return there.filter((move) => given.has(move.from));
}

/** The starts that the series gives on the days from `fromDay` up to and with `untilDay`, in order, each once. */
function starts(activity: Recurring, fromDay: string, untilDay: string): Iterable<string> {
  const { start, rrule, rdates } = activity;
  if (rrule !== null && rdates.length === 0) return ruleStarts(rrule, start, fromDay, untilDay);
  const byRule = rrule === null ? [start] : ruleStarts(rrule, start, fromDay, untilDay);
  const all = new Set([...byRule, ...rdates]);
  return [...all].filter((one) => one >= fromDay && one.slice(0, 10) <= untilDay).sort();
}

/** When a session ends by its start. The time of day is reckoned once for the whole series. */
function ends({ start, durationMinutes }: Recurring): (start: string) => string {
  const minutes = Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16)) + durationMinutes;
  const days = Math.floor(minutes / MINUTES_OF_DAY);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const hour = start.slice(10);
  const time = `T${two((minutes % MINUTES_OF_DAY) / 60)}:${two(minutes % 60)}${start.slice(16)}`;
  return (one) => {
    if (!one.endsWith(hour)) return addMinutes(one, durationMinutes);
    return (days === 0 ? one.slice(0, 10) : dayOfNumber(dayNumber(one) + days)) + time;
  };
}

const byStart = (one: Occurrence, two: Occurrence): number =>
  one.start < two.start ? -1 : one.start > two.start ? 1 : one.from < two.from ? -1 : 1;
