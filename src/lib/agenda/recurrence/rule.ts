import { dutchWallTime } from '../../core/dutch-date.ts';

/* RFC 5545's recurrence rule as text, read strictly. Without the library, so that a form can check what it writes. */

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** A day of the week, 0 for Monday to 6 for Sunday; `nth` of the period, from its end when negative, 0: each. */
export interface NthWeekday {
  readonly nth: number;
  readonly weekday: number;
}

/** A recurrence rule that was read. */
export interface Rule {
  readonly frequency: (typeof FREQUENCIES)[number];
  readonly interval: number;
  readonly count: number | null;
  /** Wall time in Europe/Amsterdam at which a session may still start. */
  readonly until: string | null;
  /** The day on which a week begins, 0 for Monday. */
  readonly weekStart: number;
  readonly weekdays: readonly NthWeekday[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  /** Which of the days of a period are meant, from its end when negative; empty for all. */
  readonly positions: readonly number[];
  /** Whether there are parts beside these. */
  readonly more: boolean;
  /** The rule as ical.js reads it best: in capitals, numbers in order, its end by the clock on the wall. */
  readonly text: string;
}

/** Longest rule, in characters. */
export const LONGEST_RULE = 500;
/** An activity that comes back less often than after so many days, weeks, months or years does not repeat. */
const LONGEST_INTERVAL = 999;

/** Parts that are lists of numbers: the least and the most, and whether they also count from the end. */
const NUMBERS: Readonly<Record<string, readonly [least: number, most: number, fromEnd: boolean]>> = {
  BYMONTH: [1, 12, false],
  BYMONTHDAY: [1, 31, true],
  BYYEARDAY: [1, 366, true],
  BYWEEKNO: [1, 53, true],
  BYSETPOS: [1, 366, true],
  BYHOUR: [0, 23, false],
  BYMINUTE: [0, 59, false],
  BYSECOND: [0, 59, false]
};
const OTHERS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY'];
const READ_HERE = [...OTHERS, 'BYMONTH', 'BYMONTHDAY', 'BYSETPOS'];

/** Rules that were read: most activities come back in one of a few ways. */
const read = new Map<string, Rule | null>();
const MOST_READ = 500;

/** Whether a rule can be read: for whoever fills in or imports an activity. */
export const validRule = (text: string): boolean => readRule(text) !== null;

/**
 * Reads a rule; null when it is none, contradicts itself, or repeats more often than daily, which no activity does. An
 * end that is only a day takes in that whole day.
 */
export function readRule(text: string): Rule | null {
  const known = read.get(text);
  if (known !== undefined) return known;
  if (read.size >= MOST_READ) read.clear();
  const rule = parse(text);
  read.set(text, rule);
  return rule;
}

function parse(text: string): Rule | null {
  const parts = partsOf(text);
  const frequency = FREQUENCIES.find((one) => one === parts?.get('FREQ'));
  if (!parts || !frequency) return null;
  const interval = positive(parts.get('INTERVAL') ?? '1');
  const count = positive(parts.get('COUNT') ?? '1');
  const until = parts.has('UNTIL') ? wallTimeOf(parts.get('UNTIL') ?? '') : '';
  const weekStart = WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO');
  const weekdays = listOf(parts.get('BYDAY'), nthWeekday);
  if (interval === null || interval > LONGEST_INTERVAL || count === null || until === null) return null;
  const numbers = numbersOf(parts);
  if (weekStart < 0 || weekdays === null || numbers === null) return null;
  if (contradicts(frequency, parts, weekdays)) return null;
  return {
    frequency,
    interval,
    count: parts.has('COUNT') ? count : null,
    until: until || null,
    weekStart,
    weekdays,
    monthDays: numbers.get('BYMONTHDAY') ?? [],
    months: numbers.get('BYMONTH') ?? [],
    positions: numbers.get('BYSETPOS') ?? [],
    more: [...parts.keys()].some((name) => !READ_HERE.includes(name)),
    text: [...parts]
      .map(([name, value]) => {
        if (name === 'UNTIL') return `UNTIL=${until.replace(/[-:]/g, '')}`;
        return `${name}=${
          numbers
            .get(name)
            ?.sort((one, two) => one - two)
            .join() || value
        }`;
      })
      .join(';')
  };
}

function partsOf(text: string): Map<string, string> | null {
  if (text.length > LONGEST_RULE) return null;
  const parts = new Map<string, string>();
  for (const part of text.trim().toUpperCase().split(';')) {
    // Some calendars end a rule with a semicolon.
    if (part === '') continue;
    const [name = '', value = '', ...rest] = part.split('=');
    if (rest.length > 0 || parts.has(name) || !(name in NUMBERS || OTHERS.includes(name))) return null;
    parts.set(name, value);
  }
  return parts;
}

/** Parts that are lists of numbers, in order; null when one of them cannot be read. */
function numbersOf(parts: ReadonlyMap<string, string>): Map<string, number[]> | null {
  const numbers = new Map<string, number[]>();
  for (const [name, text] of parts) {
    const range = NUMBERS[name];
    if (!range) continue;
    const list = listOf(text, (item) => wholeNumber(item, ...range));
    if (list === null) return null;
    numbers.set(
      name,
      list.sort((one, two) => one - two)
    );
  }
  return numbers;
}

/** What RFC 5545 forbids, and what ical.js cannot follow. */
function contradicts(
  frequency: Rule['frequency'],
  parts: ReadonlyMap<string, string>,
  weekdays: readonly NthWeekday[]
): boolean {
  const has = (...names: string[]) => names.some((name) => parts.has(name));
  const numbered = weekdays.some(({ nth }) => nth !== 0);
  const selects = [...parts.keys()].some((name) => name.startsWith('BY') && name !== 'BYSETPOS');
  return (
    (has('COUNT') && has('UNTIL')) ||
    (numbered && (frequency === 'DAILY' || frequency === 'WEEKLY' || has('BYWEEKNO'))) ||
    (has('BYMONTHDAY') && (frequency === 'WEEKLY' || has('BYWEEKNO'))) ||
    (has('BYYEARDAY', 'BYWEEKNO') && frequency !== 'YEARLY') ||
    (has('BYYEARDAY') && has('BYMONTH', 'BYWEEKNO', 'BYMONTHDAY')) ||
    (has('BYWEEKNO') && has('BYMONTH')) ||
    (has('BYSETPOS') && !selects)
  );
}

/** Null when one of them cannot be read; empty when the part is not there. */
function listOf<Item>(text: string | undefined, read: (item: string) => Item | null): Item[] | null {
  if (text === undefined) return [];
  const items = text.split(',').map(read);
  return items.every((item) => item !== null) ? items : null;
}

function wholeNumber(text: string, least: number, most: number, fromEnd: boolean): number | null {
  if (!(fromEnd ? /^[+-]?\d{1,3}$/ : /^\d{1,2}$/).test(text)) return null;
  const value = Number(text);
  return Math.abs(value) >= least && Math.abs(value) <= most ? value : null;
}

const positive = (text: string): number | null => (/^0*[1-9]\d{0,14}$/.test(text) ? Number(text) : null);

/** No month has a sixth Tuesday, and ical.js reads no number of two digits before a day. */
function nthWeekday(text: string): NthWeekday | null {
  const [, nth = '', day = ''] = /^([+-]?[1-5])?([A-Z]{2})$/.exec(text) ?? [];
  const weekday = WEEKDAYS.indexOf(day);
  return weekday < 0 ? null : { nth: Number(nth), weekday };
}

/** RFC 5545 has UNTIL in UTC; sessions are reckoned by the clock on the wall, so the end is brought to that clock. */
function wallTimeOf(text: string): string | null {
  const [, year, month, day, time, hour, minute, second, utc] =
    /^(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text) ?? [];
  const written = `${year}-${month}-${day}T${time ? `${hour}:${minute}:${second}` : '23:59:59'}`;
  const moment = Date.parse(`${written}Z`);
  if (Number.isNaN(moment)) return null;
  return utc ? dutchWallTime(moment) : written;
}
