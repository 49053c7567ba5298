import { addDays } from '../core/dutch-date.ts';
import { comingFeast } from './search/calendar-feasts.ts';

/*
 * Opening hours as they are written on the map, read as far as that can be done without guessing: `ma t/m do 9.00-12.30
 * uur`, `di 10.00-12.00 en do 13.00-15.00 uur`, `dagelijks 22.30-7.00 uur`, `dag en nacht`.
 */

/** A stretch of the week, in minutes since Monday 0.00. It may run on into the next week. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

export type OpenState =
  | { readonly kind: 'open'; /** Wall time; null: never closed. */ readonly until: string | null }
  | { readonly kind: 'closed'; /** Wall time. */ readonly opens: string };

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const DAYS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['ma', 'maandag'],
    ['di', 'dinsdag'],
    ['wo', 'woensdag'],
    ['do', 'donderdag'],
    ['vr', 'vrijdag'],
    ['za', 'zaterdag'],
    ['zo', 'zondag']
  ].flatMap((names, place) => names.map((name) => [name, place]))
);
const WHOLE_WEEK = [0, 1, 2, 3, 4, 5, 6];
const GROUPS: Readonly<Record<string, readonly number[]>> = {
  dagelijks: WHOLE_WEEK,
  'elke dag': WHOLE_WEEK,
  werkdagen: WHOLE_WEEK.slice(0, 5),
  'op werkdagen': WHOLE_WEEK.slice(0, 5),
  'elke werkdag': WHOLE_WEEK.slice(0, 5)
};
const ALWAYS = /^(24 uur per dag|dag en nacht|dag en nacht open|dagelijks 0\.00-24\.00 uur)$/;
const HOURS = /(\d{1,2})[.:](\d\d)\s*(?:-|–|tot)\s*(\d{1,2})[.:](\d\d)/;
const PART = new RegExp(`^(?:(.+?)\\s+)?${HOURS.source}$`);

/** The hours that a text tells, whole; null when any of it cannot be read for certain. */
export function readOpening(text: string): readonly Stretch[] | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replaceAll(' tot en met ', ' t/m ')
    .replaceAll(/ van (?=\d)/g, ' ');
  if (ALWAYS.test(plain)) return [{ from: 0, until: WEEK }];
  const stretches: Stretch[] = [];
  let before: readonly number[] | null = null;
  for (const part of plain
    .replace(/ uur$/, '')
    .replace(/^bellen /, '')
    .split(AFTER_HOURS)) {
    const [, days, ...hours] = PART.exec(part) ?? [];
    // Hours without days are on the days of the hours before: `ma 9.00-12.00 en 13.00-17.00 uur`.
    const on: readonly number[] | null = days === undefined ? before : daysOf(days);
    before = on;
    const [fromHour = NaN, fromMinute = NaN, untilHour = NaN, untilMinute = NaN] = hours.map(Number);
    const [from, until] = [fromHour * 60 + fromMinute, untilHour * 60 + untilMinute];
    if (!on || !(from < DAY && until <= DAY)) return null;
    const length = until > from ? until - from : until + DAY - from;
    stretches.push(...on.map((day) => ({ from: day * DAY + from, until: day * DAY + from + length })));
  }
  return stretches.sort((one, other) => one.from - other.from);
}

/** Parts are parted after their hours alone: a comma or 'en' before them stands between days. */
const AFTER_HOURS = /(?<=\d[.:]\d\d)(?: uur)?(?:, | en )/;

/** `ma, di en do`, `ma t/m vr`, `dagelijks` → days of the week, 0 for Monday. */
function daysOf(text: string): readonly number[] | null {
  const group = GROUPS[text];
  if (group) return group;
  const days = text
    .replace(/^elke /, '')
    .split(/, | en /)
    .map((part) => {
      const ends = part.split(' t/m ').map((name) => DAYS[name] ?? -1);
      const [first = -1, last = first] = ends;
      return first < 0 || last < first || ends.length > 2 ? [] : WHOLE_WEEK.slice(first, last + 1);
    });
  return days.some((some) => some.length === 0) ? null : days.flat();
}

/** Days on which hours are seldom what they are in other weeks. */
const FEASTS = ['new-year', 'easter', 'kings-day', 'ascension', 'pentecost', 'christmas-days', '12-24'];

const isFeast = (day: string): boolean =>
  FEASTS.some((name) => {
    const feast = comingFeast(name, day);
    return feast !== null && feast.from <= day;
  });

/**
 * Whether something is open, as far as its hours can be read; null when they cannot, and on feast days.
 *
 * @param now wall time
 */
export function openState(opening: string | null, now: string): OpenState | null {
  const today = now.slice(0, 10);
  const stretches = opening === null ? null : readOpening(opening);
  if (!stretches || stretches.length === 0 || isFeast(today)) return null;
  const weekday = (new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7;
  const minute = weekday * DAY + Number(now.slice(11, 13)) * 60 + Number(now.slice(14, 16));
  const wallTime = (at: number): string => {
    const [day, rest] = [Math.floor(at / DAY), at % DAY];
    const time = [Math.floor(rest / 60), rest % 60].map((part) => String(part).padStart(2, '0')).join(':');
    return `${addDays(today, day - weekday)}T${time}:00`;
  };
  const weeks = [-WEEK, 0, WEEK].flatMap((shift) =>
    stretches.map(({ from, until }) => ({ from: from + shift, until: until + shift }))
  );
  const open = weeks.find(({ from, until }) => from <= minute && minute < until);
  if (open) {
    const isAlways = stretches.some(({ from, until }) => until - from >= WEEK);
    return { kind: 'open', until: isAlways ? null : wallTime(open.until) };
  }
  const next = weeks.find(({ from }) => from > minute);
  return next ? { kind: 'closed', opens: wallTime(next.from) } : null;
}
