import { readNumbers } from './time-numbers.ts';
import { readTokens, type TimeVocabulary, type Token } from './time-vocabulary.ts';

/*
 * Which words for a time ask for that time. Most do not: 'straks word ik uit mijn huis gezet', 'de hele avond achter de
 * fles' and 'elke zaterdag ruzie' tell of a life. So a time counts where the question asks for something to go to, or is
 * so short and so bare that nothing else can be meant by it.
 */

const DAY_KINDS = ['weekday', 'each-weekday', 'date', 'month', 'relative', 'feast'];
const TIME_KINDS = [...DAY_KINDS, 'part', 'time', 'bare-hour'];
/** A feast is more than a time: it may be what is sought. */
const TOLD_KINDS = [...DAY_KINDS, 'part'].filter((kind) => kind !== 'feast');
/** Words that go with a time and are no longer sought once it is understood. */
const HELP_KINDS = ['modifier', 'edge', 'join'];

const FEW_WORDS = 4;
const SOME_WORDS = 6;
/** Shorter words tell next to nothing. */
const TELLING_LENGTH = 4;

/** The tokens that tell the time that is asked for, with the words that go with them; empty when none is. */
export function meantTokens(words: readonly string[], vocabulary: TimeVocabulary): Token[] {
  const all = readNumbers(readTokens(words, vocabulary));
  const read = withoutUndone(withRanges(withShort(all)).map(morningAfterWeekday).map(helpOfDate));
  const days = read.filter(isDay);
  const times = read.filter(
    ({ kind, value }) =>
      TIME_KINDS.includes(kind) &&
      // Nobody looks for what there is to do by night, or for an hour that may as well be a length of time.
      (days.length > 0 || !(kind === 'bare-hour' || (kind === 'part' && value === 'night')))
  );
  if (times.length === 0 || !isAsked(read, times)) return [];
  return read.filter((token, index) => times.includes(token) || goesWithTime(read, index, times));
}

/** The words without those that tell a day or a part of one, whether or not that time is asked for. */
export function withoutTimes(words: readonly string[], vocabulary: TimeVocabulary): string[] {
  const told = readTokens(words, vocabulary).filter(({ kind }) => TOLD_KINDS.includes(kind));
  return words.filter((_, place) => !told.some(({ at, end }) => at <= place && place < end));
}

const isDay = ({ kind }: Token): boolean => DAY_KINDS.includes(kind);

function isAsked(read: readonly Token[], times: readonly Token[]): boolean {
  const sign = (value: string) => read.some((token) => token.kind === 'sign' && token.value === value);
  const others = read.filter(({ kind, value }) => kind === 'word' && value.length >= TELLING_LENGTH).length;
  if (sign('asking') || times.every(({ kind }) => kind === 'feast')) return true;
  const isRepeated = read.some(
    ({ kind, value }, index) =>
      kind === 'modifier' && value === 'each' && times.some((time) => time === read[index + 1])
  );
  if (isRepeated) return others === 0 && !sign('telling');
  const weak = times.every((token) => !isDay(token) || token.value === 'soon');
  if (weak) return !sign('telling') && others <= FEW_WORDS;
  return sign('seeking') || (!sign('telling') && others <= SOME_WORDS);
}

function goesWithTime(read: readonly Token[], index: number, times: readonly Token[]): boolean {
  const token = read[index];
  const next = read[index + 1];
  const before = read[index - 1];
  if (!token || !next || !HELP_KINDS.includes(token.kind) || !times.includes(next)) return false;
  return token.kind !== 'join' || (before !== undefined && times.includes(before));
}

/** Words such as `ma`, `zo` and `mei` become a time beside another one, or at the end after `op` or `te doen`. */
function withShort(all: readonly Token[]): Token[] {
  const isTime = (token: Token | undefined): boolean =>
    token !== undefined &&
    (['weekday', 'weekday-short', 'part', 'date'].includes(token.kind) ||
      (token.kind === 'relative' && token.value.endsWith('-week')));
  const beside = (index: number, step: 1 | -1): boolean => {
    const near = all[index + step];
    return isTime(near) || (near?.kind === 'join' && near.value !== 'day' && isTime(all[index + 2 * step]));
  };
  return all.map((token, index) => {
    const before = all[index - 1];
    const isNamed = before?.kind === 'modifier' && before.value !== 'past' && before.value !== 'whole';
    const opens = before?.kind === 'join' && before.value === 'day';
    if (token.kind === 'weekday-short') {
      const closes = index === all.length - 1 && (opens || before?.kind === 'sign');
      const isMeant = isNamed || closes || beside(index, 1) || beside(index, -1);
      return { ...token, kind: isMeant ? 'weekday' : 'word' };
    }
    if (token.kind === 'month-short')
      return { ...token, kind: opens || before?.kind === 'edge' || isNamed ? 'month' : 'word' };
    return token;
  });
}

/** `maandag t/m donderdag` → each day of it. */
function withRanges(all: readonly Token[]): Token[] {
  return all.flatMap((token, index) => {
    const first = all[index - 1];
    const last = all[index + 1];
    if (token.kind !== 'join' || token.value !== 'until') return [token];
    if (first?.kind !== 'weekday' || last?.kind !== 'weekday') return [token];
    const count = (Number(last.value) - Number(first.value) + 7) % 7;
    const between = Array.from({ length: Math.max(0, count - 1) }, (_, place) => ({
      ...token,
      kind: 'weekday',
      value: String(((Number(first.value) + place) % 7) + 1)
    }));
    return [token, ...between];
  });
}

/** `maandag morgen` is a part of Monday. */
function morningAfterWeekday(token: Token, index: number, all: readonly Token[]): Token {
  const isMorning =
    token.kind === 'relative' && token.value === 'tomorrow' && all[index - 1]?.kind === 'weekday';
  return isMorning ? { ...token, kind: 'part', value: 'morning' } : token;
}

/** Of `zaterdag 28 november` the date says it all. */
const helpOfDate = (token: Token, index: number, all: readonly Token[]): Token =>
  token.kind === 'weekday' && all[index + 1]?.kind === 'date'
    ? { ...token, kind: 'modifier', value: 'weekday' }
    : token;

/** `sinds zaterdag`, `sinds de zomervakantie` and `de hele avond` are no times to go somewhere. */
function withoutUndone(all: readonly Token[]): Token[] {
  return all.map((token, index) => {
    const [earlier, before] = [all[index - 2], all[index - 1]];
    const through = before?.kind === 'word' && before.value.length < TELLING_LENGTH ? earlier : before;
    const isUndone =
      (through?.kind === 'modifier' && through.value === 'past') ||
      (before?.kind === 'modifier' && before.value === 'whole');
    return isUndone && TIME_KINDS.includes(token.kind) ? { ...token, kind: 'word' } : token;
  });
}
