/*
 * Days (`YYYY-MM-DD`) and wall times (`YYYY-MM-DDTHH:MM:SS`, Europe/Amsterdam) as text that sorts by time, and how they
 * are written in Dutch.
 */

// Making a formatter takes milliseconds on a cheap phone, so it is made when a page first needs it.
let wallClock: Intl.DateTimeFormat | undefined;

const HALF_DAY = 12 * 60 * 60_000;
const WEEKDAYS = ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'];
const MONTHS = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december'
];

/** Wall time in the Netherlands at a moment (milliseconds since 1970). */
export function dutchWallTime(milliseconds: number): string {
  wallClock ??= new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Amsterdam',
    dateStyle: 'short',
    timeStyle: 'medium'
  });
  return wallClock.format(milliseconds).replace(' ', 'T');
}

/** Whether text is a wall time on a day that there is: no 30 February. */
export function isWallTime(text: string): boolean {
  const moment = new Date(`${text}Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 19) === text;
}

/**
 * The moment (milliseconds since 1970) at which a clock on a wall in the Netherlands shows a time. An hour that comes
 * twice is meant the first time; one that is skipped is reckoned as if the clock had not changed yet, as RFC 5545 does.
 */
export const dutchMoment = (wallTime: string): number => momentByClock(wallTime, dutchWallTime);

/** The same for a clock elsewhere, which tells its wall time at a moment. */
export function momentByClock(wallTime: string, clock: (milliseconds: number) => string): number {
  const asUtc = Date.parse(`${wallTime}Z`);
  const at = (nearby: number) => asUtc - (Date.parse(`${clock(nearby)}Z`) - nearby);
  const [first, second] = [at(asUtc - HALF_DAY), at(asUtc + HALF_DAY)];
  return clock(first) !== wallTime && clock(second) === wallTime ? second : first;
}

/** The day that is `count` days after `day`; `count` may be negative. */
export function addDays(day: string, count: number): string {
  const date = noon(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The wall time `minutes` later by the clock on the wall. */
export function addMinutes(wallTime: string, minutes: number): string {
  return new Date(Date.parse(`${wallTime}Z`) + minutes * 60_000).toISOString().slice(0, 19);
}

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** `2026-11-24` → `dinsdag`. */
export const weekdayName = (day: string): string => WEEKDAYS[noon(day).getUTCDay()] ?? '';

/** `2026-11-24` → `dinsdag 24 november`. */
export function dayName(day: string): string {
  const date = noon(day);
  return `${weekdayName(day)} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** `dayName`, but `vandaag` and `morgen` where they fit. */
export function nearDayName(day: string, today: string): string {
  if (day === today) return 'vandaag';
  return day === addDays(today, 1) ? 'morgen' : dayName(day);
}

/** `2041-11-24` → `24 november 2041`. */
export const dateName = (day: string): string => `${noon(day).getUTCDate()} ${monthName(day)}`;

/** `dayName`, with the year where that is not the year of `today`. */
export const pastDayName = (day: string, today: string): string =>
  day.slice(0, 4) === today.slice(0, 4) ? dayName(day) : `${weekdayName(day)} ${dateName(day)}`;

/** The day `count` years after `day`; 29 February becomes 1 March where there is none. */
export function addYears(day: string, count: number): string {
  const date = noon(day);
  date.setUTCFullYear(date.getUTCFullYear() + count);
  return date.toISOString().slice(0, 10);
}

/** `2026-09-03` → `september 2026`. */
export const monthName = (day: string): string => `${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;

/** `2026-11-24T14:00:00` → `14.00 uur`. */
export const timeName = (wallTime: string): string => `${clockText(wallTime)} uur`;

/** Two wall times → `14.00 tot 16.00 uur`. */
export const timeSpan = (start: string, end: string): string => `${clockText(start)} tot ${timeName(end)}`;

/** `2026-11-24T14:00:00` → `14.00`. */
export const clockText = (wallTime: string): string =>
  `${Number(wallTime.slice(11, 13))}.${wallTime.slice(14, 16)}`;
