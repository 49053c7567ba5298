import { addDays } from '../../core/dutch-date.ts';

/*
 * Feasts and school holidays, as people mean them when they look for something to do: 'kerst' is not one day. Dates that
 * a ministry or the moon decides are taken wide enough to hold every outcome.
 */

/** Whole days; `until` is the first day after it. */
export interface Days {
  readonly from: string;
  readonly until: string;
}

const days = (from: string, count: number): Days => ({ from, until: addDays(from, count) });
const weekdayOf = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
const onOrBefore = (weekday: number, day: string): string =>
  addDays(day, -((weekdayOf(day) - weekday + 7) % 7));
const onOrAfter = (weekday: number, day: string): string => addDays(day, (weekday - weekdayOf(day) + 7) % 7);

/** Easter Sunday of the western churches (Meeus, Jones and Butcher). */
export function easter(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const shift = Math.floor((8 * century + 13) / 25);
  const moon = (19 * golden + century - Math.floor(century / 4) - shift + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 19 * sunday) / 433);
  const month = Math.floor((moon + sunday - 7 * late + 90) / 25);
  const day = (moon + sunday - 7 * late + 33 * month + 19) % 32;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A day of the Islamic calendar by its arithmetic; what is seen of the moon differs a day at most from it. */
function islamicDay(year: number, month: number, day: number): string {
  const julian =
    day + Math.ceil(29.5 * (month - 1)) + (year - 1) * 354 + Math.floor((3 + 11 * year) / 30) + 1_948_439;
  return new Date((julian - 2_440_588) * 86_400_000).toISOString().slice(0, 10);
}

/** The days around an Islamic date that begin in a year of ours: none, one, or two. */
function islamic(year: number, month: number, day: number, before: number, count: number): Days[] {
  const around = Math.floor((year - 622) / 0.970224);
  return [around - 1, around, around + 1, around + 2]
    .map((one) => islamicDay(one, month, day))
    .filter((one) => one.startsWith(`${year}-`))
    .map((one) => days(addDays(one, -before), count));
}

const FEASTS: Readonly<Record<string, (year: number) => readonly Days[]>> = {
  christmas: (year) => [{ from: `${year}-12-20`, until: `${year}-12-28` }],
  'christmas-days': (year) => [days(`${year}-12-25`, 2)],
  'new-year': (year) => [days(`${year}-12-31`, 2)],
  // From the Saturday on which he comes ashore.
  'saint-nicholas': (year) => [{ from: onOrAfter(6, `${year}-11-11`), until: `${year}-12-06` }],
  carnival: (year) => [days(addDays(easter(year), -51), 5)],
  easter: (year) => [days(addDays(easter(year), -2), 4)],
  ascension: (year) => [days(addDays(easter(year), 39), 1)],
  pentecost: (year) => [days(addDays(easter(year), 48), 3)],
  // On the Saturday before where the 27th is a Sunday.
  'kings-day': (year) => [days(weekdayOf(`${year}-04-27`) === 7 ? `${year}-04-26` : `${year}-04-27`, 1)],
  'mothers-day': (year) => [days(onOrAfter(7, `${year}-05-08`), 1)],
  'fathers-day': (year) => [days(onOrAfter(7, `${year}-06-15`), 1)],
  'neighbours-day': (year) => [days(onOrAfter(6, `${year}-09-22`), 1)],
  ramadan: (year) => islamic(year, 9, 1, 1, 32),
  'eid-al-fitr': (year) => islamic(year, 10, 1, 1, 5),
  'eid-al-adha': (year) => islamic(year, 12, 10, 1, 6),
  // The three regions of the country differ by a week or two; these hold all of them.
  'spring-holiday': (year) => [days(onOrBefore(6, `${year}-02-19`), 16)],
  'may-holiday': (year) => [days(onOrBefore(6, `${year}-04-27`), 16)],
  'summer-holiday': (year) => [{ from: onOrAfter(6, `${year}-07-04`), until: `${year}-09-01` }],
  'autumn-holiday': (year) => [days(onOrBefore(6, `${year}-10-16`), 16)],
  'christmas-holiday': (year) => [days(onOrBefore(6, `${year}-12-25`), 16)]
};

const MONTH_DAY = /^(\d\d)-(\d\d)$/;

export const isFeast = (name: string): boolean => MONTH_DAY.test(name) || name in FEASTS;

/** The occurrence of a feast (its name, or `12-25`) that has not passed on the day `today`, the nearest first. */
export function comingFeast(name: string, today: string): Days | null {
  const year = Number(today.slice(0, 4));
  const of = (one: number) =>
    MONTH_DAY.test(name) ? [days(`${one}-${name}`, 1)] : (FEASTS[name]?.(one) ?? []);
  // A holiday that began last year may go on in this one.
  const all = [year - 1, year, year + 1].flatMap(of).filter(({ until }) => until > today);
  return all.sort((one, other) => (one.from < other.from ? -1 : 1))[0] ?? null;
}
