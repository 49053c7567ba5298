import type { Token } from './time-vocabulary.ts';

/*
 * Dates and hours that are told in numbers. A question comes without its signs, so that `3-12` and `4-12 jaar` look
 * alike: two bare numbers are a date only where the words around them say so.
 */

const isNumber = (token: Token | undefined, least: number, most: number): token is Token =>
  token?.kind === 'number' && Number(token.value) >= least && Number(token.value) <= most;
const isMonth = (token: Token | undefined): token is Token =>
  token?.kind === 'month' || token?.kind === 'month-short';
const isYear = (token: Token | undefined): token is Token => isNumber(token, 2000, 2100);
const is = (token: Token | undefined, kind: string, value?: string): boolean =>
  token?.kind === kind && (value === undefined || token.value === value);

const twoDigits = (value: string): string => value.padStart(2, '0');

/** How many tokens were read, and the one that takes their place. */
interface Read {
  readonly count: number;
  readonly kind: string;
  readonly value: string;
}

const date = (count: number, day: string, month: string, year: Token | undefined): Read => ({
  count,
  kind: 'date',
  value: `${isYear(year) ? `${year.value}-` : ''}${twoDigits(month)}-${twoDigits(day)}`
});

function dateAt(tokens: readonly Token[], at: number): Read | null {
  const [first, second, third, fourth] = tokens.slice(at, at + 4);
  if (isNumber(first, 1, 31) && isMonth(second))
    return date(isYear(third) ? 3 : 2, first.value, second.value, third);
  if (is(first, 'month') && first && isNumber(second, 1, 31) && !is(third, 'count') && !is(third, 'clock'))
    return date(isYear(third) ? 3 : 2, second.value, first.value, third);
  if (!isNumber(first, 1, 31) || !isNumber(second, 1, 12) || is(third, 'count')) return null;
  if (isYear(third)) return date(3, first.value, second.value, third);
  const before = tokens[at - 1];
  const told = is(before, 'weekday') || is(before, 'weekday-short') || is(before, 'join', 'day');
  return (told && !is(third, 'clock', 'unit') && !isNumber(fourth, 0, 31)) || tokens.length === 2
    ? date(2, first.value, second.value, undefined)
    : null;
}

/** `om 14 uur`, `na 17.30`, `14.00 uur` → a clock time `at 14:00`; an hour without a leading zero may be of the afternoon. */
function clockAt(tokens: readonly Token[], at: number): Read | null {
  const first = tokens[at];
  const told = first?.kind === 'clock' && first.value !== 'unit' ? first.value : null;
  const start = told === null ? at : at + 1;
  const hour = tokens[start];
  if (!isNumber(hour, 0, 23)) return null;
  const next = tokens[start + 1];
  const minutes = next?.kind === 'number' && /^[0-5]\d$/.test(next.value) ? next.value : null;
  const afterMinutes = start + (minutes === null ? 1 : 2);
  const unit = is(tokens[afterMinutes], 'clock', 'unit');
  const end = afterMinutes + (unit ? 1 : 0);
  if (is(tokens[end], 'count') || !(unit || (told !== null && minutes !== null))) return null;
  // `3 uur` alone is as likely a length of time.
  const kind = told === null && minutes === null ? 'bare-hour' : 'time';
  return { count: end - at, kind, value: `${told ?? 'at'} ${hour.value}:${minutes ?? '00'}` };
}

/** The same tokens, with dates (`12-25`, `2026-12-25`) and clock times (`from 17:00`) read. */
export function readNumbers(tokens: readonly Token[]): Token[] {
  const read: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    if (!token) break;
    const isBeforeDate = token.kind === 'clock' && dateAt(tokens, at + 1) !== null;
    const found = dateAt(tokens, at) ?? (isBeforeDate ? null : clockAt(tokens, at));
    const last = tokens[at + (found?.count ?? 1) - 1] ?? token;
    read.push(found ? { kind: found.kind, value: found.value, at: token.at, end: last.end } : token);
    at += found?.count ?? 1;
  }
  return read;
}
