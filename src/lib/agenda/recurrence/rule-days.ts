import type { Rule } from './rule.ts';

/*
 * The common rules (daily; weekly by days of the week; monthly by the nth weekday or by day of the month; each perhaps in
 * some months only, or only the first or last of such days) reckoned with numbers, from any day on without walking there.
 * Days are counted from 1 January 1970. ical.js is not asked: it would walk, and it errs on positions and on seasons that
 * begin later than the series.
 */

const DAY = 86_400_000;

/* Days as numbers and as text: whoever reckons many activities reads and writes the same days for each. */
const read = new Map<string, number>();
const written = new Map<number, string>();
/** Some years of days. */
const MOST_KEPT = 4000;

/** `2026-11-24`, or a wall time on that day, → its number. NaN for what is no day. */
export function dayNumber(text: string): number {
  const day = text.slice(0, 10);
  const known = read.get(day);
  if (known !== undefined) return known;
  const number = Date.parse(`${day}T00:00:00Z`) / DAY;
  keep(read, day, number);
  return number;
}

export function dayOfNumber(number: number): string {
  const known = written.get(number);
  if (known !== undefined) return known;
  const day = new Date(number * DAY).toISOString().slice(0, 10);
  keep(written, number, day);
  return day;
}

function keep<Key, Value>(kept: Map<Key, Value>, key: Key, value: Value): void {
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, value);
}

/** 0 for Monday to 6 for Sunday; 1 January 1970 was a Thursday. */
const weekdayOf = (day: number): number => modulo(day + 3, 7);

/** Whether `ruleDays` can reckon with a rule. */
export function isCommon({ frequency, weekdays, monthDays, more }: Rule): boolean {
  if (more || frequency === 'YEARLY') return false;
  return monthDays.length === 0 || (frequency === 'MONTHLY' && weekdays.length === 0);
}

/**
 * The days on which a common rule gives a session, in order, from `from` up to and with `until`.
 *
 * @param first the day on which the series begins
 */
export function* ruleDays(rule: Rule, first: number, from: number, until: number): Generator<number> {
  const { count, months, positions } = rule;
  const periods = PERIODS[rule.frequency as keyof typeof PERIODS](rule, first);
  // Where periods differ, how many sessions there were is only known by counting them from the beginning.
  const beginning = count === null || isEven(rule) ? Math.max(0, periods.before(from)) : 0;
  let seen = beginning === 0 ? 0 : evenCount(periods, first, beginning);
  for (let period = beginning; periods.begin(period) <= until; period++) {
    let days = periods.days(period);
    if (months.length > 0) days = days.filter((day) => months.includes(monthOf(day)));
    if (positions.length > 0) days = days.filter((_, place) => isMeant(place, days.length, positions));
    for (const day of days) {
      if (day < first) continue;
      if (day > until || (count !== null && ++seen > count)) return;
      if (day >= from) yield day;
    }
  }
}

/** Whether every period but the first has as many sessions as the next. */
const isEven = ({ frequency, weekdays, months, positions }: Rule): boolean =>
  months.length + positions.length === 0 &&
  (frequency === 'WEEKLY' || (frequency === 'DAILY' && weekdays.length === 0));

/** How many sessions there are in so many periods, which are even. */
const evenCount = (periods: Periods, first: number, count: number): number =>
  periods.days(0).filter((day) => day >= first).length + (count - 1) * periods.days(1).length;

const isMeant = (place: number, length: number, positions: readonly number[]): boolean =>
  positions.includes(place + 1) || positions.includes(place - length);

/** What a rule repeats: the days, weeks or months that it does not skip, numbered from that in which the series begins. */
interface Periods {
  /** A day that is not after the first day of a period. */
  begin(period: number): number;
  /** A period that lies before a day or contains it, as near as is known. */
  before(day: number): number;
  /** The days of a period that are meant, in order. */
  days(period: number): readonly number[];
}

const PERIODS = {
  DAILY({ interval, weekdays }: Rule, first: number): Periods {
    const meant = new Set(weekdays.map(({ weekday }) => weekday));
    const begin = (period: number) => first + period * interval;
    return {
      begin,
      before: (day) => Math.floor((day - first) / interval),
      days: (period) => (meant.size === 0 || meant.has(weekdayOf(begin(period))) ? [begin(period)] : [])
    };
  },

  WEEKLY({ interval, weekdays, weekStart }: Rule, first: number): Periods {
    const inWeek = (weekday: number) => modulo(weekday - weekStart, 7);
    const week = first - inWeek(weekdayOf(first));
    const meant = weekdays.length > 0 ? weekdays.map(({ weekday }) => weekday) : [weekdayOf(first)];
    const offsets = [...new Set(meant.map(inWeek))].sort(ascending);
    const begin = (period: number) => week + period * 7 * interval;
    return {
      begin,
      before: (day) => Math.floor((day - week) / (7 * interval)),
      days: (period) => offsets.map((offset) => begin(period) + offset)
    };
  },

  MONTHLY({ interval, weekdays, monthDays }: Rule, first: number): Periods {
    const month = monthNumber(first);
    const dates = monthDays.length > 0 ? monthDays : [new Date(first * DAY).getUTCDate()];
    const begin = (period: number) => firstOfMonth(month + period * interval);
    const days = (period: number) => {
      const begins = begin(period);
      const length = firstOfMonth(month + period * interval + 1) - begins;
      const offsets =
        weekdays.length > 0
          ? weekdays.flatMap(({ nth, weekday }) => weekdayOffsets(begins, length, nth, weekday))
          : dates.map((date) => (date > 0 ? date - 1 : length + date));
      return [...new Set(offsets)]
        .filter((offset) => offset >= 0 && offset < length)
        .sort(ascending)
        .map((offset) => begins + offset);
    };
    return { begin, before: (day) => Math.floor((monthNumber(day) - month) / interval), days };
  }
};

/** How far into a month the nth such weekday lies; all of them for 0. May fall outside of the month. */
function weekdayOffsets(begins: number, length: number, nth: number, weekday: number): number[] {
  const earliest = modulo(weekday - weekdayOf(begins), 7);
  const latest = earliest + 7 * Math.floor((length - 1 - earliest) / 7);
  if (nth > 0) return [earliest + 7 * (nth - 1)];
  if (nth < 0) return [latest + 7 * (nth + 1)];
  return [0, 1, 2, 3, 4].map((weeks) => earliest + 7 * weeks);
}

const monthOf = (day: number): number => new Date(day * DAY).getUTCMonth() + 1;

/** Months counted from the year 0. */
function monthNumber(day: number): number {
  const date = new Date(day * DAY);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

// The year is set apart: Date.UTC takes years below 100 for those of the twentieth century.
const firstOfMonth = (month: number): number =>
  new Date(0).setUTCFullYear(Math.floor(month / 12), modulo(month, 12), 1) / DAY;

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
const ascending = (one: number, two: number): number => one - two;
