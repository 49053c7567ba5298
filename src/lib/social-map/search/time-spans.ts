import { addDays, addMinutes, dayName, timeName } from '../../core/dutch-date.ts';
import type { Days } from './calendar-feasts.ts';
import type { Part } from './time-vocabulary.ts';

/* Days, parts of days and hours → stretches of wall time, and how they are called. All is counted in days and on the
   clock on the wall, so that a change of the clock moves nothing. */

export interface Stretch {
  readonly from: string;
  readonly until: string;
}

/** Days that are meant, all of them or one part of each. */
export interface When {
  readonly days: Days;
  readonly part: Part | null;
  /** What to call them; null for a day that is called by its date. */
  readonly name: string | null;
}

/** Hours of a day, in minutes since midnight. */
interface Hours {
  readonly from: number;
  readonly until: number;
}

const WHOLE_DAY: Hours = { from: 0, until: 24 * 60 };
const HOURS: Readonly<Record<Part, Hours>> = {
  morning: { from: 6 * 60, until: 12 * 60 },
  afternoon: { from: 12 * 60, until: 18 * 60 },
  evening: { from: 17 * 60, until: 24 * 60 },
  night: { from: 22 * 60, until: 30 * 60 }
};

/** An hour that was told: at it, from it on or until it. */
export interface ClockTime {
  readonly how: 'at' | 'from' | 'until';
  readonly minutes: number;
}

/** Longer than any question needs, and short enough to compare with every session. */
const MOST_STRETCHES = 62;

export function stretches(
  { days, part }: When,
  parts: readonly Part[],
  clock: readonly ClockTime[],
  now: string
): Stretch[] {
  const hours = (part === null ? parts : [part]).map((one) => HOURS[one]);
  const cut = (hours.length === 0 ? [WHOLE_DAY] : hours)
    .map((one) => clock.reduce(narrowed, one))
    .filter(({ from, until }) => from < until);
  const found: Stretch[] = [];
  if (cut.length === 1 && cut[0] === WHOLE_DAY)
    found.push({ from: `${days.from}T00:00:00`, until: `${days.until}T00:00:00` });
  else
    for (let day = days.from; day < days.until && found.length < MOST_STRETCHES; day = addDays(day, 1))
      found.push(
        ...cut.map(({ from, until }) => ({
          from: addMinutes(`${day}T00:00:00`, from),
          until: addMinutes(`${day}T00:00:00`, until)
        }))
      );
  return found
    .filter(({ until }) => until > now)
    .map(({ from, until }) => ({ from: from < now ? now : from, until }));
}

function narrowed({ from, until }: Hours, { how, minutes }: ClockTime): Hours {
  if (how === 'from') return { from: Math.max(from, minutes), until };
  if (how === 'until') return { from, until: Math.min(until, minutes) };
  return { from: Math.max(from, minutes), until: Math.min(until, minutes + 60) };
}

/** In order of time, each once. */
export function together(all: readonly Stretch[]): Stretch[] {
  const byText = new Map(all.map((one) => [`${one.from} ${one.until}`, one]));
  return [...byText.keys()]
    .sort()
    .slice(0, MOST_STRETCHES)
    .flatMap((text) => byText.get(text) ?? []);
}

const PART_NAMES: Readonly<Record<Part, string>> = {
  morning: 'ochtend',
  afternoon: 'middag',
  evening: 'avond',
  night: 'nacht'
};

export function whenName({ days, part: own, name }: When, parts: readonly Part[], today: string): string {
  if (own !== null && name !== null) return name;
  const [part, ...others] = own === null ? parts : [own];
  if (part === undefined || others.length > 0)
    return [name ?? dayName(days.from), ...partsName(parts)].join(' ');
  if (name === 'vandaag' || name === 'straks') return `van${PART_NAMES[part]}`;
  if (name === 'morgen') return `morgen${PART_NAMES[part]}`;
  if (name !== null) return `${name} in de ${PART_NAMES[part]}`;
  if (days.from === today && own !== null) return `van${PART_NAMES[part]}`;
  const [weekday, ...date] = dayName(days.from).split(' ');
  return [`${weekday}${PART_NAMES[part]}`, ...date].join(' ');
}

/** `in de ochtend of middag`, as a list so that none can be joined to something else. */
export const partsName = (parts: readonly Part[]): string[] =>
  parts.length === 0 ? [] : [`in de ${parts.map((part) => PART_NAMES[part]).join(' of ')}`];

const HOW: Readonly<Record<ClockTime['how'], string>> = { at: 'om', from: 'na', until: 'voor' };

export const clockName = (clock: readonly ClockTime[]): string[] =>
  clock.map(({ how, minutes }) => `${HOW[how]} ${timeName(addMinutes('2000-01-01T00:00:00', minutes))}`);
