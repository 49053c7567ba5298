import { WordMap } from './word-map.ts';
import { wordsOf } from './words.ts';
import { isFeast } from './calendar-feasts.ts';

/*
 * The words for times, as the list `times` of the vocabulary has them. Its keys:
 * - `weekday:1` (Monday) to `weekday:7`; `weekday-short:1` the same in words that mean other things too (`zo`, `do`) and
 *   count only beside another time; `each-weekday:1` for `maandags`;
 * - `month:1` to `month:12`, and `month-short:…` alike (`jan`, `may`); `edge:start|middle|end` of a month;
 * - `part:morning|afternoon|evening|night` of a day;
 * - `relative:…`, a stretch seen from now: see RELATIVE;
 * - `feast:12-25`, `feast:12-24@evening`, or by name, `feast:christmas`: see `calendar-feasts.ts`. The first word of the
 *   list is its label;
 * - `modifier:this|coming|next|each|past|whole`, a word that changes the time after it: `past` and `whole` (`hele`) undo
 *   it;
 * - `clock:at|from|until` before an hour, `clock:unit` after it;
 * - `join:or|until` between two times, `join:day` (`op`, `in`) before one;
 * - `count:none`, after two numbers that are no date (`4 12 jaar`) or an hour that is none (`3 uur per week`);
 * - `sign:asking` tells that something to go to is asked for, `sign:seeking` that something is asked, `sign:telling`
 *   that somebody tells of a life;
 * - `none:…`: words that hold a time and are none (`goede morgen`).
 */

export const RELATIVE = [
  'today',
  'this-morning',
  'this-afternoon',
  'tonight',
  'soon',
  'tomorrow',
  'day-after-tomorrow',
  'this-weekend',
  'next-weekend',
  'weekends',
  'this-week',
  'coming-days',
  'next-week',
  'week-after-next',
  'this-month',
  'next-month'
] as const;

export const PARTS = ['morning', 'afternoon', 'evening', 'night'] as const;
export type Part = (typeof PARTS)[number];
export const isPart = (text: string): text is Part => PARTS.some((part) => part === text);

const oneOf =
  (...values: readonly string[]) =>
  (value: string) =>
    values.includes(value);
const upTo = (most: number) => (value: string) => Number(value) >= 1 && Number(value) <= most;

const KINDS: Readonly<Record<string, (value: string) => boolean>> = {
  weekday: upTo(7),
  'weekday-short': upTo(7),
  'each-weekday': upTo(7),
  month: upTo(12),
  'month-short': upTo(12),
  edge: oneOf('start', 'middle', 'end'),
  part: isPart,
  relative: oneOf(...RELATIVE),
  feast: (value) => {
    const [name = '', part] = value.split('@');
    return isFeast(name) && (part === undefined || isPart(part));
  },
  modifier: oneOf('this', 'coming', 'next', 'each', 'past', 'whole'),
  clock: oneOf('at', 'from', 'until', 'unit'),
  join: oneOf('or', 'until', 'day'),
  count: oneOf('none'),
  sign: oneOf('asking', 'seeking', 'telling'),
  none: () => true
};

export function isTimeKey(key: string): boolean {
  const [kind = '', value = ''] = split(key);
  return KINDS[kind]?.(value) ?? false;
}

export interface TimeVocabulary {
  readonly phrases: WordMap;
  /** The first word of each key, to show. */
  readonly names: WordMap;
  /** Of how many words the longest phrase is. */
  readonly longest: number;
}

/** The list `times`, ready for use. A key that is not known is left out: one slip of a curator costs one word. */
export function timeVocabulary(list: Readonly<Record<string, readonly string[]>>): TimeVocabulary {
  const known = Object.entries(list).filter(([key]) => isTimeKey(key));
  const phrases = new Map(
    known.flatMap(([key, words]) => words.map((word) => [wordsOf(word).join(' '), key] as const))
  );
  phrases.delete('');
  return {
    phrases: WordMap.of(phrases),
    names: WordMap.of(known.map(([key, [first = '']]) => [key, first] as const)),
    longest: Math.max(1, ...[...phrases.keys()].map((phrase) => phrase.split(' ').length))
  };
}

/** A stretch of words with what it means; `number` stands for itself, `word` for one that tells no time. */
export interface Token {
  readonly kind: string;
  readonly value: string;
  readonly at: number;
  readonly end: number;
}

const split = (key: string): [string, string] => {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
};

/** Goes over the words, the longest known phrase first. */
export function readTokens(words: readonly string[], vocabulary: TimeVocabulary): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < words.length;) {
    const found = phraseAt(words, at, vocabulary) ?? wordAt(words[at] ?? '', at, vocabulary);
    tokens.push(...found);
    at = found[0]?.end ?? at + 1;
  }
  return tokens;
}

function phraseAt(
  words: readonly string[],
  at: number,
  { phrases, longest }: TimeVocabulary
): Token[] | null {
  for (let end = Math.min(words.length, at + longest); end > at; end--) {
    const key = phrases.get(words.slice(at, end).join(' '));
    if (key === undefined) continue;
    const [kind, value] = split(key);
    return [{ kind, value, at, end }];
  }
  return null;
}

const NUMBER = /^(\d{1,4})(?:e|de|ste|st|nd|rd|th)?$/;
const HOUR = /^(\d{1,2})(u|h|uur|uhr|am|pm)(\d\d)?$/;

function wordAt(word: string, at: number, vocabulary: TimeVocabulary): Token[] {
  const end = at + 1;
  const number = NUMBER.exec(word);
  if (number) return [{ kind: 'number', value: number[1] ?? '', at, end }];
  const [, hour = '', unit = '', minutes] = HOUR.exec(word) ?? [];
  if (hour !== '') {
    const late = unit === 'pm' && Number(hour) < 12 ? Number(hour) + 12 : Number(hour);
    return [
      { kind: 'number', value: String(late), at, end },
      ...(minutes === undefined ? [] : [{ kind: 'number', value: minutes, at, end }]),
      { kind: 'clock', value: 'unit', at, end }
    ];
  }
  return compoundAt(word, at, vocabulary) ?? [{ kind: 'word', value: word, at, end }];
}

const SHORTEST_HALF = 4;

/** A day and its part in one word: `zaterdagavond`, `morgenochtend`, `samstagabend`. */
function compoundAt(word: string, at: number, { phrases }: TimeVocabulary): Token[] | null {
  for (let cut = SHORTEST_HALF; cut <= word.length - SHORTEST_HALF; cut++) {
    const [kind, value] = split(phrases.get(word.slice(0, cut)) ?? ':');
    const tail = phrases.get(word.slice(cut)) ?? '';
    const [tailKind, part] = tail === TOMORROW && kind !== 'relative' ? ['part', 'morning'] : split(tail);
    if (tailKind !== 'part' || !['weekday', 'each-weekday', 'relative'].includes(kind)) continue;
    return [
      { kind, value, at, end: at + 1 },
      { kind: 'part', value: part, at, end: at + 1 }
    ];
  }
  return null;
}

/** In Dutch and German the same word as the morning: after a weekday it means that. */
const TOMORROW = 'relative:tomorrow';
