import type { Recognised } from '../map-reader.ts';
import { zoneName } from '../zone.ts';
import type { AskedIn } from './knowledge.ts';
import { ASKED_IN } from './knowledge.ts';
import type { NeedFinder, RecognisedNeed, SoughtNeed } from './needs.ts';
import { withoutTimes } from './time-meant.ts';
import type { RecognisedTime } from './time-words.ts';
import { smallIn, type WordLists } from './word-lists.ts';
import { WEIGHTS } from './weights.ts';
import { stem, wordsOf } from './words.ts';

/** What a question is taken to mean. */
export interface Understanding {
  /** The words that are left to be sought as they stand, folded. */
  readonly words: readonly string[];
  readonly language: AskedIn;
  readonly zone: string | null;
  readonly time: RecognisedTime | null;
  readonly groups: readonly string[];
  /** Only offer that costs nothing. */
  readonly free: boolean;
  readonly needs: readonly RecognisedNeed[];
  /** What the question seems to be about, when that is nothing a social map has offer for. */
  readonly elsewhere: SoughtNeed | null;
  readonly recognised: readonly Recognised[];
  /** Nothing was asked: everything is an answer. */
  readonly blank: boolean;
}

export interface Knowledge {
  readonly lists: WordLists;
  readonly needs: NeedFinder;
  readonly recogniseTime: (words: readonly string[]) => RecognisedTime | null;
}

const MOST_CHARACTERS = 400;
const MOST_WORDS = 40;
/** A row of digits this long is a number of a person or a telephone, not a word. */
const NUMBER = /\d{6,}/;
const LONGEST_PHRASE = 4;
/** More would be a list to read instead of an understanding to check. */
const MOST_CHIPS = 2;

const LANGUAGE_NAMES: Record<AskedIn, string> = {
  nl: 'Nederlands',
  en: 'Engels',
  de: 'Duits',
  tr: 'Turks',
  pl: 'Pools',
  ar: 'Arabisch',
  uk: 'Oekraïens'
};
const FREE_WORDS = new Set([
  'gratis',
  'free',
  'kosteloos',
  'kostenlos',
  'ucretsiz',
  'bedava',
  'darmowy',
  'darmowe',
  'darmo',
  'majani',
  'majjani',
  'bezkoshtovno',
  'безкоштовно',
  'безкоштовна'
]);

export function understand(text: string, without: ReadonlySet<string>, knowledge: Knowledge): Understanding {
  const { lists } = knowledge;
  let words = wordsOf(text.slice(0, MOST_CHARACTERS))
    .filter((word) => !NUMBER.test(word))
    .slice(0, MOST_WORDS);
  const recognised: Recognised[] = [];
  const meant = (one: Recognised): boolean => {
    if (without.has(one.mark)) return false;
    recognised.push(one);
    return true;
  };

  const language = languageOf(words, knowledge);
  const found = knowledge.recogniseTime(words);
  let time: RecognisedTime | null = null;
  if (found && meant({ mark: 'time', kind: 'time', label: found.label })) {
    time = found;
    words = words.filter((_, place) => !found.used.includes(place));
  }

  let zone: string | null = null;
  const groups: string[] = [];
  const kept: string[] = [];
  scan(words, lists, (kind, value, phrase) => {
    if (kind === 'place') {
      if (zone === null && meant({ mark: `zone:${value}`, kind: 'zone', label: zoneName(value) }))
        zone = value;
      else kept.push(...phrase);
      return;
    }
    if (
      kind === 'group' &&
      !groups.includes(value) &&
      meant({ mark: `group:${value}`, kind: 'group', label: value })
    )
      groups.push(value);
    kept.push(...phrase);
  });
  if (language !== 'nl')
    meant({ mark: `language:${language}`, kind: 'language', label: LANGUAGE_NAMES[language] });
  const free =
    kept.some((word) => FREE_WORDS.has(word)) && meant({ mark: 'cost:free', kind: 'cost', label: 'gratis' });

  const all = knowledge.needs.recognise(kept, language).filter(({ need }) => !without.has(need._id));
  const [first] = all;
  const elsewhere = first && isElsewhere(first.need) && first.sure >= WEIGHTS.leastSure ? first.need : null;
  if (elsewhere) meant({ mark: elsewhere._id, kind: 'need', label: elsewhere.name });
  // Small words alone sound like anything that was ever said.
  const telling = kept.some((word) => !smallIn(word, lists).includes(language));
  const needs = telling ? all.filter(({ need }) => !isElsewhere(need)) : [];
  for (const { need } of soughtNeeds(needs).slice(0, MOST_CHIPS))
    meant({ mark: need._id, kind: 'need', label: need.name });
  return {
    // A day that is added to a subject of no map is not sought for itself.
    words: elsewhere ? withoutTimes(kept, lists.times) : kept,
    language,
    zone,
    time,
    groups,
    free,
    needs,
    elsewhere,
    recognised,
    blank: text.trim() === ''
  };
}

/** Nothing on a map speaks of such a need: it is known so that it can be told from those that something does. */
const isElsewhere = ({ terms, themes }: SoughtNeed): boolean => terms.length === 0 && themes.length === 0;

/** The needs that are sure enough to seek by. */
export function soughtNeeds(needs: readonly RecognisedNeed[]): readonly RecognisedNeed[] {
  const top = needs[0]?.sure ?? 0;
  return needs
    .filter(({ sure }) => sure >= WEIGHTS.leastSure && sure >= top * WEIGHTS.needShare)
    .slice(0, WEIGHTS.mostNeeds);
}

type Found = (kind: 'place' | 'group' | 'word', value: string, phrase: readonly string[]) => void;

/** Goes over the words, the longest known phrase first. */
function scan(words: readonly string[], lists: WordLists, found: Found): void {
  const stems = words.map(stem);
  for (let at = 0; at < words.length;) {
    let length = Math.min(LONGEST_PHRASE, words.length - at);
    for (; length > 0; length--) {
      const phrase = stems.slice(at, at + length).join(' ');
      const place = lists.places.get(phrase);
      const group = lists.groups.get(words.slice(at, at + length).join(' '));
      if (place !== undefined) found('place', place, words.slice(at, at + length));
      else if (group !== undefined) found('group', group, words.slice(at, at + length));
      else continue;
      break;
    }
    if (length === 0) {
      found('word', '', words.slice(at, at + 1));
      length = 1;
    }
    at += length;
  }
}

const CYRILLIC = /\p{Script=Cyrillic}/u;
const ARABIC = /\p{Script=Arabic}/u;

/** The language of a question: that of which the sayings and small words hold most of it; Dutch when in doubt. */
function languageOf(words: readonly string[], { needs, lists }: Knowledge): AskedIn {
  if (words.some((word) => CYRILLIC.test(word))) return 'uk';
  if (words.some((word) => ARABIC.test(word))) return 'ar';
  const totals = ASKED_IN.map(() => 0);
  for (const word of words) {
    const counts = needs.languages(word);
    const small = smallIn(word, lists);
    const sum = counts.reduce((all, count) => all + count, 0);
    counts.forEach((count, place) => {
      totals[place] =
        (totals[place] ?? 0) + (sum > 0 ? count / sum : 0) + Number(small.includes(ASKED_IN[place] ?? ''));
    });
  }
  const [dutch = 0] = totals;
  let best = 0;
  totals.forEach((total, place) => {
    if (total > (totals[best] ?? 0)) best = place;
  });
  return (totals[best] ?? 0) > dutch + 0.2 ? (ASKED_IN[best] ?? 'nl') : 'nl';
}
