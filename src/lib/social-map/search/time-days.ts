import { addDays, dayName } from '../../core/dutch-date.ts';
import { comingFeast, type Days } from './calendar-feasts.ts';
import type { ClockTime, When } from './time-spans.ts';
import { stretches } from './time-spans.ts';
import { isPart, type Part, type TimeVocabulary } from './time-vocabulary.ts';

/* Which days a word for a time means, seen from now. */

/** As far as `elke ochtend` is followed. */
export const DAYS_AHEAD = 14;

/** Days that a weekday can lie within (`volgende week dinsdag`), or a day by itself. */
export interface Meant {
  readonly when: When;
  readonly wide: boolean;
}

export interface Asked {
  readonly now: string;
  readonly parts: readonly Part[];
  readonly clock: readonly ClockTime[];
}

const today = (asked: Asked): string => asked.now.slice(0, 10);
const span = (from: string, count: number): Days => ({ from, until: addDays(from, count) });
export const weekdayOf = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
const monday = (day: string): string => addDays(day, 1 - weekdayOf(day));
const single = (day: string, name: string | null = null, part: Part | null = null): When => ({
  days: span(day, 1),
  part,
  name
});

export const allAhead = (asked: Asked): When => ({
  days: span(today(asked), DAYS_AHEAD),
  part: null,
  name: null
});

/** The coming one; today too, as long as what is meant of it is not over. */
export function comingWeekday(weekday: number, asked: Asked, part: Part | null): When {
  const day = addDays(today(asked), (weekday - weekdayOf(today(asked)) + 7) % 7);
  const when = single(day, null, part);
  return stretches(when, asked.parts, asked.clock, asked.now).length > 0
    ? when
    : single(addDays(day, 7), null, part);
}

export const weekdayOfNextWeek = (weekday: number, asked: Asked, part: Part | null): When =>
  single(addDays(monday(today(asked)), 6 + weekday), null, part);

/** Each of a weekday from today until a day; `until` is not one of them. */
export function weekdaysUntil(
  weekday: number,
  { from, until }: Days,
  asked: Asked,
  part: Part | null
): When[] {
  const first = from < today(asked) ? today(asked) : from;
  const found: When[] = [];
  for (let day = addDays(first, (weekday - weekdayOf(first) + 7) % 7); day < until; day = addDays(day, 7))
    found.push(single(day, null, part));
  return found;
}

const realDay = (day: string): boolean => {
  const time = Date.parse(`${day}T12:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
};

/** `12-25` → the coming one; `2026-12-25` → that day. */
export function dateMeant(value: string, asked: Asked): When | null {
  const year = Number(today(asked).slice(0, 4));
  const choices = value.length > 5 ? [value] : [`${year}-${value}`, `${year + 1}-${value}`];
  const day = choices.filter(realDay).find((one) => one >= today(asked));
  return day === undefined ? null : single(day);
}

const EDGES: Readonly<Record<string, { first: number; last: number; name: string }>> = {
  start: { first: 1, last: 10, name: 'begin' },
  middle: { first: 11, last: 20, name: 'half' },
  end: { first: 21, last: 31, name: 'eind' }
};

const afterMonth = (year: number, month: number): string =>
  month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;

function monthDays(year: number, month: number, edge: string | null): Days {
  const start = `${year}-${String(month).padStart(2, '0')}-01`;
  const after = afterMonth(year, month);
  const part = edge === null ? undefined : EDGES[edge];
  if (!part) return { from: start, until: after };
  const until = addDays(start, part.last);
  return { from: addDays(start, part.first - 1), until: until < after ? until : after };
}

export function monthMeant(month: number, edge: string | null, asked: Asked): Meant {
  const year = Number(today(asked).slice(0, 4));
  const days = [year, year + 1]
    .map((one) => monthDays(one, month, edge))
    .find(({ until }) => until > today(asked));
  const monthName = dayName(`2000-${String(month).padStart(2, '0')}-01`).split(' ')[2] ?? '';
  const name = edge === null ? `in ${monthName}` : `${EDGES[edge]?.name ?? ''} ${monthName}`;
  return { when: { days: days ?? monthDays(year, month, edge), part: null, name }, wide: true };
}

/** Feasts that people mean loosely. */
const AROUND = ['christmas', 'saint-nicholas'];

export function feastMeant(value: string, asked: Asked, vocabulary: TimeVocabulary): Meant | null {
  const [name = '', part = ''] = value.split('@');
  const days = comingFeast(name, today(asked));
  if (!days) return null;
  const wide = addDays(days.from, 5) < days.until;
  const word = vocabulary.names.get(`feast:${value}`) ?? null;
  return {
    when: {
      days,
      part: isPart(part) ? part : null,
      name: AROUND.includes(name) && word !== null ? `rond ${word}` : word
    },
    wide
  };
}

const day = (when: When): Meant[] => [{ when, wide: false }];
const wide = (name: string, days: Days): Meant[] => [{ when: { days, part: null, name }, wide: true }];

const weekend = (asked: Asked): Days => span(addDays(monday(today(asked)), 5), 2);
const month = (asked: Asked, ahead: 0 | 1): Days => {
  const first = `${today(asked).slice(0, 7)}-01`;
  const from = ahead === 0 ? first : addDays(first, 31).slice(0, 8) + '01';
  return monthDays(Number(from.slice(0, 4)), Number(from.slice(5, 7)), null);
};

const RELATIVE: Readonly<Record<string, (asked: Asked) => readonly Meant[]>> = {
  today: (asked) => day(single(today(asked), 'vandaag')),
  soon: (asked) => day(single(today(asked), 'straks')),
  'this-morning': (asked) => day(single(today(asked), 'vanochtend', 'morning')),
  'this-afternoon': (asked) => day(single(today(asked), 'vanmiddag', 'afternoon')),
  tonight: (asked) => day(single(today(asked), 'vanavond', 'evening')),
  tomorrow: (asked) => day(single(addDays(today(asked), 1), 'morgen')),
  'day-after-tomorrow': (asked) => day(single(addDays(today(asked), 2))),
  'this-weekend': (asked) => wide('dit weekend', weekend(asked)),
  'next-weekend': (asked) => wide('volgend weekend', span(addDays(weekend(asked).from, 7), 2)),
  weekends: (asked) =>
    [weekend(asked).from, addDays(weekend(asked).from, 7)].flatMap((from) =>
      wide('in het weekend', span(from, 2))
    ),
  'this-week': (asked) => wide('deze week', span(monday(today(asked)), 7)),
  'coming-days': (asked) => day({ days: span(today(asked), 7), part: null, name: 'komende dagen' }),
  'next-week': (asked) => wide('volgende week', span(addDays(monday(today(asked)), 7), 7)),
  'week-after-next': (asked) => wide('over twee weken', span(addDays(monday(today(asked)), 14), 7)),
  'this-month': (asked) => wide('deze maand', month(asked, 0)),
  'next-month': (asked) => wide('volgende maand', month(asked, 1))
};

export const relativeMeant = (value: string, asked: Asked): readonly Meant[] =>
  RELATIVE[value]?.(asked) ?? [];
