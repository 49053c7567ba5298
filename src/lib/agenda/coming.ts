import { addDays, dayName, timeSpan, weekdayName } from '../core/dutch-date.ts';
import type { Session } from '../social-map/map-reader.ts';
import type { Occurrence } from './recurrence/recurrence.ts';

/* The next sessions of one activity in words. Pure, and without the reckoning of recurrence itself. */

/** How many of the next sessions are asked for and shown. */
export const SESSIONS_SHOWN = 6;
/** Fewer sessions show no rhythm. */
const FEWEST = 3;
/** The next sessions of one activity, and the wall time at which they were asked for. */
export interface Coming {
  readonly now: string;
  readonly sessions: readonly Session[];
}

const ORDINALS = ['eerste', 'tweede', 'derde', 'vierde'];

/** When an activity is next and how often it comes: `dinsdag 24 november, 10.00 tot 11.30 uur (elke dinsdag)`. */
export function whenWords(
  coming: readonly Pick<Occurrence, 'from' | 'start' | 'end' | 'cancelled'>[]
): string {
  const next = coming.find(({ cancelled }) => !cancelled);
  if (!next) return 'er zijn geen nieuwe keren bekend';
  const often = rhythmOf(coming);
  return `${dayName(dayOf(next.start))}, ${timeSpan(next.start, next.end)}${often ? ` (${often})` : ''}`;
}

/** How often the sessions of a series come; one that was moved does not break its rhythm. */
export const rhythmOf = (sessions: readonly Pick<Occurrence, 'from'>[]): string | null =>
  rhythm(sessions.map(({ from }) => from).sort());

/**
 * How often sessions come, as their starts show it, those called off among them: `elke dinsdag`, `elke dinsdag en
 * donderdag`, `om de week op dinsdag`, `elke eerste dinsdag van de maand`. Null when they follow no such rhythm.
 */
export function rhythm(starts: readonly string[]): string | null {
  const days = starts.map(dayOf);
  const [first] = days;
  if (first === undefined || days.length < FEWEST) return null;
  if (new Set(starts.map((start) => start.slice(10))).size > 1) return null;
  return weekly(days) ?? fortnightly(first, days) ?? monthly(first, days);
}

const dayOf = (wallTime: string): string => wallTime.slice(0, 10);

function weekly(days: readonly string[]): string | null {
  const names = [...new Set(days.map(weekdayName))];
  // Each day of the week has to be seen twice.
  if (names.length * 2 > days.length) return null;
  const follows = days.slice(1).every((day, index) => day === nextOf(days[index] ?? '', names));
  return follows ? `elke ${names.join(' en ')}` : null;
}

/** The first day after a day that has one of the names. */
function nextOf(day: string, names: readonly string[]): string {
  for (let count = 1; count < 7; count++) {
    const next = addDays(day, count);
    if (names.includes(weekdayName(next))) return next;
  }
  return addDays(day, 7);
}

function fortnightly(first: string, days: readonly string[]): string | null {
  return days.every((day, index) => day === addDays(first, 14 * index))
    ? `om de week op ${weekdayName(first)}`
    : null;
}

function monthly(first: string, days: readonly string[]): string | null {
  const sameWeekday = days.every((day) => weekdayName(day) === weekdayName(first));
  const everyMonth = days
    .slice(1)
    .every((day, index) => monthNumber(day) - monthNumber(days[index] ?? '') === 1);
  if (!sameWeekday || !everyMonth) return null;
  const place = ORDINALS.find((_, index) =>
    days.every((day) => Math.ceil(Number(day.slice(8)) / 7) === index + 1)
  );
  const last = days.every((day) => monthNumber(addDays(day, 7)) > monthNumber(day));
  const which = place ?? (last ? 'laatste' : null);
  return which && `elke ${which} ${weekdayName(first)} van de maand`;
}

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
