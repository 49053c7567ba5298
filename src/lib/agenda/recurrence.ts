import ICAL from 'ical.js';
import { addMinutes, dutchWallTime } from '../core/dutch-date.ts';
import type { Activity } from './activity.ts';

/** What is known of when an activity takes place. */
export type Recurring = Pick<Activity, 'start' | 'durationMinutes' | 'rrule' | 'exdates' | 'cancelled'>;

/** A rule that repeats without measure is followed this far; daily for thirteen years stays within it. */
const MOST_STEPS = 5000;

/** A rule that has not shown a day of the week by now does not fall on it. */
const MOST_LOOKED_AT = 31;

export interface Occurrence {
  readonly start: string;
  readonly end: string;
  readonly cancelled: boolean;
}

/**
 * The times an activity takes place that end after `from` and start before `until` (wall times in Europe/Amsterdam), in
 * order, at most `limit`. Recurrence is by the clock on the wall, so a session stays at its hour over a clock change.
 */
export function occurrences(activity: Recurring, from: string, until: string, limit: number): Occurrence[] {
  const found: Occurrence[] = [];
  for (const start of starts(activity)) {
    if (start >= until || found.length >= limit) break;
    const end = addMinutes(start, activity.durationMinutes);
    if (end <= from) continue;
    found.push({ start, end, cancelled: activity.cancelled || activity.exdates.includes(start) });
  }
  return found;
}

/** The first session that ends after a wall time and goes on; null when none does before `until`. */
export function nextOccurrence(activity: Recurring, from: string, until: string): Occurrence | null {
  if (activity.cancelled) return null;
  for (const start of starts(activity)) {
    if (start >= until) return null;
    const end = addMinutes(start, activity.durationMinutes);
    if (end > from && !activity.exdates.includes(start)) return { start, end, cancelled: false };
  }
  return null;
}

/** The wall time at which the last session ends; null for an activity without an end. */
export function endOf(activity: Recurring): string | null {
  if (activity.rrule && !/COUNT=|UNTIL=/.test(activity.rrule)) return null;
  let last = activity.start;
  for (const start of starts(activity)) if (!activity.exdates.includes(start)) last = start;
  return addMinutes(last, activity.durationMinutes);
}

/** The days of the week on which sessions fall, 1 for Monday to 7 for Sunday, as its first year shows them. */
export function weekdaysOf(activity: Recurring): number[] {
  const days = new Set<number>();
  let seen = 0;
  for (const start of starts(activity)) {
    if (++seen > MOST_LOOKED_AT) break;
    if (activity.exdates.includes(start)) continue;
    days.add(new Date(`${start}Z`).getUTCDay() || 7);
  }
  return [...days].sort();
}

function* starts(activity: Recurring): Generator<string> {
  if (!activity.rrule) {
    yield activity.start;
    return;
  }
  const rule = ICAL.Recur.fromString(localUntil(activity.rrule));
  const times = rule.iterator(ICAL.Time.fromDateTimeString(activity.start));
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = times.next();
    if (!next) return;
    yield next.toString();
  }
}

/** RFC 5545 has UNTIL in UTC; sessions are reckoned by the clock on the wall, so the end is brought to that clock. */
function localUntil(rrule: string): string {
  return rrule.replace(
    /UNTIL=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/,
    (_, year: string, month: string, day: string, hour: string, minute: string, second: string) => {
      const moment = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
      return `UNTIL=${dutchWallTime(moment).replace(/[-:]/g, '')}`;
    }
  );
}
