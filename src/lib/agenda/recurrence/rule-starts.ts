import ICAL from 'ical.js';
import { readRule, type Rule } from './rule.ts';
import { dayNumber, dayOfNumber, isCommon, ruleDays } from './rule-days.ts';

/** How often ical.js may look for a next day: five years of days stay within it. */
const MOST_STEPS = 2000;

/**
 * The starts that a rule gives a series on the days from `fromDay` up to and with `untilDay`, in order: wall times. None
 * for a rule that cannot be read.
 *
 * @param start wall time at which the series begins; it is a session itself only where the rule gives it
 */
export function ruleStarts(
  rrule: string,
  start: string,
  fromDay: string,
  untilDay: string
): Iterable<string> {
  const rule = readRule(rrule);
  if (!rule || Number.isNaN(Date.parse(`${start}Z`))) return [];
  const last = rule.until !== null && rule.until.slice(0, 10) < untilDay ? rule.until.slice(0, 10) : untilDay;
  return isCommon(rule) ? common(rule, start, fromDay, last) : followed(rule, start, fromDay, last);
}

function* common(rule: Rule, start: string, fromDay: string, untilDay: string): Generator<string> {
  const time = start.slice(10);
  for (const day of ruleDays(rule, dayNumber(start), dayNumber(fromDay), dayNumber(untilDay))) {
    const one = dayOfNumber(day) + time;
    if (rule.until !== null && one > rule.until) return;
    yield one;
  }
}

/**
 * By ical.js: what comes back every year, at several hours, or on a Friday the thirteenth. None (any more) where ical.js
 * gives up, as it does on rules that contradict themselves, or where it looks for too long.
 */
function* followed(rule: Rule, start: string, fromDay: string, untilDay: string): Generator<string> {
  const end = rule.until?.startsWith(untilDay) ? rule.until : `${untilDay}T23:59:59`;
  try {
    const times = boundedIterator(rule, nearerStart(rule, start, fromDay), Number(untilDay.slice(0, 4)));
    // ical.js takes the start for a session without asking whether the rule leaves out its day.
    if (!times.completed && !times.check_contracting_rules()) {
      times.next();
      if (times.rule.count) times.rule.count++;
    }
    for (;;) {
      const next = times.next()?.toString();
      if (next === undefined || next > end) return;
      if (next >= fromDay) yield next;
    }
  } catch (error) {
    if (error instanceof TypeError) throw error;
  }
}

/**
 * ical.js looks without measure where a rule never gives a day (the thirtieth of February), or gives very many. Here it
 * throws when it looked too often, or beyond a year.
 */
function boundedIterator(rule: Rule, start: string, untilYear: number): ICAL.RecurIterator {
  let steps = 0;
  const step = (year: number) => {
    if (++steps > MOST_STEPS || year > untilYear) throw new Error('No day was found.');
  };
  // Closes over the bound, because it looks for its first day while it is being made.
  class Bounded extends ICAL.RecurIterator {
    override check_contracting_rules(): boolean {
      step(this.last.year);
      return super.check_contracting_rules();
    }
    override increment_month(): void {
      step(this.last.year);
      super.increment_month();
    }
    override increment_year(count: number): void {
      step(this.last.year);
      super.increment_year(count);
    }
  }
  return new Bounded({
    rule: ICAL.Recur.fromString(rule.text),
    dtstart: ICAL.Time.fromDateTimeString(start)
  });
}

/**
 * A start from which the rule gives the same sessions from `fromDay` on, less far away: ical.js walks there from the
 * beginning. The same start where sessions are counted, or where it decides more than a day of the week or month.
 */
function nearerStart(rule: Rule, start: string, fromDay: string): string {
  const { frequency, interval, count } = rule;
  if (count !== null || start >= fromDay) return start;
  if (frequency === 'DAILY' || frequency === 'WEEKLY') {
    const length = interval * (frequency === 'DAILY' ? 1 : 7);
    const periods = Math.floor((dayNumber(fromDay) - dayNumber(start)) / length) - 1;
    return dayOfNumber(dayNumber(start) + Math.max(0, periods) * length) + start.slice(10);
  }
  // Not every month has a 29th, and a week of the year takes its day from the start.
  if (Number(start.slice(8, 10)) > 28 || rule.text.includes('BYWEEKNO')) return start;
  const length = interval * (frequency === 'MONTHLY' ? 1 : 12);
  const months = 12 * (Number(fromDay.slice(0, 4)) - Number(start.slice(0, 4))) - 12;
  const date = new Date(`${start}Z`);
  date.setUTCMonth(date.getUTCMonth() + Math.max(0, Math.floor(months / length)) * length);
  return date.toISOString().slice(0, 19);
}
