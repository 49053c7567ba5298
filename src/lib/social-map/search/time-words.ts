import { addDays, dayName } from '../../core/dutch-date.ts';
import {
  allAhead,
  type Asked,
  comingWeekday,
  dateMeant,
  DAYS_AHEAD,
  feastMeant,
  type Meant,
  monthMeant,
  relativeMeant,
  weekdayOfNextWeek,
  weekdaysUntil
} from './time-days.ts';
import { meantTokens } from './time-meant.ts';
import {
  type ClockTime,
  clockName,
  partsName,
  stretches,
  together,
  type When,
  whenName
} from './time-spans.ts';
import { isPart, type Part, type TimeVocabulary, type Token } from './time-vocabulary.ts';

/** A stretch of wall time in Europe/Amsterdam, `YYYY-MM-DDTHH:MM:SS`; `until` is the first moment after it. */
export interface TimeWindow {
  readonly from: string;
  readonly until: string;
}

/** A time that was recognised in a question. */
export interface RecognisedTime {
  /** One or more stretches: 'zaterdagavond' has one, 'elke ochtend' has one for each of the coming fourteen days. */
  readonly windows: readonly TimeWindow[];
  /** As shown on a chip: `zaterdag 28 november`, `vanavond`. */
  readonly label: string;
  /**
   * Places in the list of words that told it; the rest of the question goes on without them. Words for feasts and
   * holidays are not among them: 'sinterklaas' also tells what is sought.
   */
  readonly used: readonly number[];
}

/** The time that is asked for in a question of lower-case words without accents, seen from a wall time. */
export function recogniseTime(
  words: readonly string[],
  times: TimeVocabulary,
  now: string
): RecognisedTime | null {
  const tokens = meantTokens(words, times);
  if (tokens.length === 0) return null;
  const asked = { now, parts: freeParts(tokens), clock: clockTimes(tokens) };
  const meant = daysMeant(tokens, asked, times);
  const whens = meant ?? [allAhead(asked)];
  const windows = together(whens.flatMap((when) => stretches(when, asked.parts, asked.clock, now)));
  if (windows.length === 0) return null;
  const left = whens
    .filter((when) => stretches(when, asked.parts, asked.clock, now).length > 0)
    .sort((one, other) => one.days.from.localeCompare(other.days.from));
  const names =
    meant === null ? partsName(asked.parts) : [namesOf(left, tokens, asked.parts, now.slice(0, 10))];
  return {
    windows,
    label: [...names, ...clockName(asked.clock)].join(', '),
    used: tokens
      .filter(({ kind }) => kind !== 'feast')
      .flatMap(({ at, end }) => Array.from({ length: end - at }, (_, place) => at + place))
      .filter((place, index, all) => all.indexOf(place) === index)
  };
}

/** The part that a day was given in one word with it, `zaterdagavond`. */
const ownPart = (token: Token, tokens: readonly Token[]): Part | null => {
  const part = tokens.find((one) => one.kind === 'part' && one.at === token.at)?.value ?? '';
  return isPart(part) ? part : null;
};

const isDay = ({ kind }: Token): boolean => ['weekday', 'each-weekday', 'relative'].includes(kind);

const freeParts = (tokens: readonly Token[]): Part[] =>
  tokens
    .filter((token) => token.kind === 'part' && !tokens.some((one) => isDay(one) && one.at === token.at))
    .map(({ value }) => value)
    .filter((value, index, all) => all.indexOf(value) === index)
    .filter(isPart);

/** An hour up to six without a leading zero is one of the afternoon, unless the morning is spoken of. */
function clockTimes(tokens: readonly Token[]): ClockTime[] {
  const parts = tokens.filter(({ kind }) => kind === 'part').map(({ value }) => value);
  const late = parts.some((part) => part === 'afternoon' || part === 'evening');
  const early = parts.some((part) => part === 'morning' || part === 'night');
  return tokens
    .filter(({ kind }) => kind === 'time' || kind === 'bare-hour')
    .map(({ value }) => {
      const [how = '', hours = '', minutes = ''] = value.split(/[ :]/);
      const hour = Number(hours);
      const shifted = (late && hour < 12) || (!early && hour >= 1 && hour <= 6 && !hours.startsWith('0'));
      return {
        how: how === 'from' || how === 'until' ? how : 'at',
        minutes: (shifted ? hour + 12 : hour) * 60 + Number(minutes)
      };
    });
}

/** The days that are spoken of, or null where none is. */
function daysMeant(tokens: readonly Token[], asked: Asked, times: TimeVocabulary): When[] | null {
  const wide: Meant[] = [];
  const days: When[] = [];
  const weekdays: ((around: readonly Meant[]) => readonly When[])[] = [];
  let told = false;
  tokens.forEach((token, index) => {
    const found = meantBy(token, tokens, asked, times);
    told ||= found !== null || token.kind === 'weekday' || token.kind === 'each-weekday';
    for (const one of found ?? []) {
      const part = one.when.part === null ? ownPart(token, tokens) : null;
      const when =
        part === null
          ? one.when
          : { ...one.when, part, name: whenName(one.when, [part], asked.now.slice(0, 10)) };
      if (one.wide) wide.push({ ...one, when });
      else days.push(when);
    }
    if (token.kind === 'weekday' || token.kind === 'each-weekday')
      weekdays.push((around) =>
        weekdayMeant(token, tokens[index - 1], around, asked, ownPart(token, tokens))
      );
  });
  if (!told) return null;
  const onWeekdays = weekdays.flatMap((one) => one(wide));
  // A weekday says which day of the week, the month or the holiday; without one the whole of it is meant.
  return [...days, ...(onWeekdays.length > 0 ? onWeekdays : wide.map(({ when }) => when))];
}

function meantBy(
  { kind, value, at }: Token,
  tokens: readonly Token[],
  asked: Asked,
  times: TimeVocabulary
): readonly Meant[] | null {
  if (kind === 'relative') return relativeMeant(value, asked);
  if (kind === 'month') {
    const edge = tokens.find((one) => one.kind === 'edge' && one.end === at)?.value ?? null;
    return [monthMeant(Number(value), edge, asked)];
  }
  if (kind !== 'date' && kind !== 'feast') return null;
  if (kind === 'feast') {
    const feast = feastMeant(value, asked, times);
    return feast ? [feast] : [];
  }
  const when = dateMeant(value, asked);
  return when ? [{ when, wide: false }] : [];
}

function weekdayMeant(
  { kind, value }: Token,
  before: Token | undefined,
  around: readonly Meant[],
  asked: Asked,
  part: Part | null
): readonly When[] {
  const weekday = Number(value);
  const modifier = before?.kind === 'modifier' ? before.value : null;
  if (around.length > 0) return around.flatMap(({ when }) => weekdaysUntil(weekday, when.days, asked, part));
  const today = asked.now.slice(0, 10);
  if (kind === 'each-weekday' || modifier === 'each')
    return weekdaysUntil(weekday, { from: today, until: addDays(today, DAYS_AHEAD) }, asked, part);
  return [
    modifier === 'next' ? weekdayOfNextWeek(weekday, asked, part) : comingWeekday(weekday, asked, part)
  ];
}

/** How all the days together are called; the same weekday again and again by its name alone. */
function namesOf(
  whens: readonly When[],
  tokens: readonly Token[],
  parts: readonly Part[],
  today: string
): string {
  const weekdays = new Set(whens.map(({ days }) => dayName(days.from).split(' ')[0]));
  const [first] = whens;
  const repeated = weekdays.size < whens.length && whens.every(({ name }) => name === null);
  const names = repeated
    ? [...weekdays].map((weekday, index) => (index === 0 ? `op ${weekday}` : `${weekday}`))
    : [...new Set(whens.map((when) => whenName(when, parts, today)))];
  const inPart = repeated ? partsName(first?.part ? [first.part] : parts) : [];
  const range = tokens.find(({ kind, value }) => kind === 'join' && value === 'until');
  const [from, until] = [
    tokens.find(({ end }) => end === range?.at),
    tokens.find(({ at }) => at === range?.end)
  ];
  const text =
    from?.kind === 'weekday' && until?.kind === 'weekday'
      ? `${weekdayName(from)} t/m ${weekdayName(until)}`
      : names.length > 1
        ? `${names.slice(0, -1).join(', ')} of ${names.at(-1)}`
        : (names[0] ?? '');
  return [text, ...inPart].join(' ');
}

/** The first of January 2001 was a Monday. */
const weekdayName = ({ value }: Token): string =>
  dayName(addDays('2000-12-31', Number(value))).split(' ')[0] ?? '';
