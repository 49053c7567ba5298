import type { Involved } from '../visits/involved.ts';
import type { Resident } from '../visits/resident.ts';
import { ORDINARY_WORDS } from './ordinary-words.ts';

/*
 * Finds in a text what would lead to somebody whose card is on this device: names, telephone numbers, addresses. It only
 * knows who is on a card; that the rest leads to nobody stays the judgement of who writes.
 */

interface NameWord {
  /** Whether it is a word of the language too, which counts only with a capital, or after a title or tussenvoegsels. */
  readonly ordinary: boolean;
  /** The tussenvoegsels that stand before it on a card, in plain form, nearest first. */
  readonly particles: readonly string[];
}

/** What is known of people by the cards on this device, in plain form. */
export interface KnownPeople {
  readonly names: ReadonlyMap<string, NameWord>;
  /** The last nine digits of telephone numbers. */
  readonly numbers: ReadonlySet<string>;
  /** Streets with their number, and postcodes. */
  readonly places: ReadonlySet<string>;
}

/** A piece of a text that belongs to somebody known. */
export interface Trace {
  readonly kind: 'name' | 'number' | 'place';
  /** As it stands in the text, between `from` and `to`. */
  readonly piece: string;
  readonly from: number;
  readonly to: number;
  /** What is kept when a worker says that this is no resident: it holds for every place where it stands. */
  readonly key: string;
}

const TITLES = new Set(
  'mevrouw mevr mw mej meneer mijnheer dhr heer fam familie dr drs buurvrouw buurman oom tante opa oma'.split(
    ' '
  )
);
const PARTICLES = new Set(
  'van von der den de het t s ter ten te op aan in bij uit tot el al la le du di da do dos del ben bin ibn'.split(
    ' '
  )
);
/** A shorter name is as easily a word, or a part of one. */
const LONG_ENOUGH = 3;
/** From so many tussenvoegsels on nothing but a name is meant. */
const SURELY_NAME = 2;

const WORD = /[\p{L}\p{M}]+(?:['’‘`´][\p{L}\p{M}]+)*/gu;
const NUMBER = /(?:\+|00)?\d(?:[\s./()-]{0,2}\d){8,12}/g;
const PLACE =
  /(?<![\p{L}'’-])[\p{L}'’-]*(?:straat|laan|weg|plein|kade|dijk|hof|pad|gracht|singel|park|steeg|dreef|erf|brink|markt|ring|plantsoen)\s\d{1,4}(?:\s?[a-z]\b)?|\b\d{4}\s?[a-z]{2}\b/giu;

const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ı: 'i',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  đ: 'd'
};

/** Without accents, capitals and signs. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łıøßæœđ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, '');

const hasCapital = (word: string): boolean => /^\p{Lu}/u.test(word);
const lastDigits = (number: string): string => number.replace(/\D/g, '').slice(-9);
/** Without the letter behind a number, which one writes and the other does not. */
const placeKey = (place: string): string => plain(place).replace(/(?<=[a-z]\d+)[a-z]$/, '');

/** What the cards of residents, and of those involved with them, tell to look for. */
export function knownPeople(
  people: Iterable<Pick<Resident, 'name' | 'contact'> | Pick<Involved, 'name' | 'contact'>>
): KnownPeople {
  const names = new Map<string, NameWord>();
  const numbers = new Set<string>();
  const places = new Set<string>();
  for (const { name, contact } of people) {
    for (const [word, about] of nameWords(name)) {
      const known = names.get(word);
      names.set(word, {
        ordinary: about.ordinary && known?.ordinary !== false,
        particles:
          known && known.particles.length > about.particles.length ? known.particles : about.particles
      });
    }
    for (const [number] of contact.matchAll(NUMBER)) numbers.add(lastDigits(number));
    for (const [place] of contact.matchAll(PLACE)) places.add(placeKey(place));
  }
  return { names, numbers, places };
}

/** The words of a name that tell who it is. */
function nameWords(name: string): [string, NameWord][] {
  const written = [...name.matchAll(WORD)].map(([word]) => word);
  // Of a card that holds no capital at all, nothing can be told from a small letter.
  const capitals = written.some(hasCapital);
  const telling: [string, NameWord][] = [];
  let particles: string[] = [];
  for (const word of written) {
    const key = plain(word);
    if (PARTICLES.has(key)) particles = [key, ...particles];
    else {
      const ordinary = ORDINARY_WORDS.has(key) || key.length < LONG_ENOUGH || (capitals && !hasCapital(word));
      if (key.length > 1 && !TITLES.has(key)) telling.push([key, { ordinary, particles }]);
      particles = [];
    }
  }
  return telling;
}

/** Everything in a text that belongs to somebody known, in order, without what was said to be no resident. */
export function tracesIn(text: string, known: KnownPeople, dismissed: readonly string[] = []): Trace[] {
  const found = [
    ...namesIn(text, known.names),
    ...matches('number', text, NUMBER, lastDigits, known.numbers),
    ...matches('place', text, PLACE, placeKey, known.places)
  ];
  return found.filter(({ key }) => !dismissed.includes(key)).sort((one, other) => one.from - other.from);
}

function namesIn(text: string, names: KnownPeople['names']): Trace[] {
  const words = [...text.matchAll(WORD)];
  const keys = words.map(([word]) => plain(word));
  const at = (place: number): string => keys[place] ?? '';
  return words.flatMap((match, place): Trace[] => {
    const [written] = match;
    const key = nameIn(at(place), names);
    const name = key === null ? undefined : names.get(key);
    if (key === null || !name) return [];
    let first = place;
    while (name.particles[place - first] !== undefined && name.particles[place - first] === at(first - 1))
      first -= 1;
    let before = place - 1;
    while (PARTICLES.has(at(before))) before -= 1;
    const isName =
      !name.ordinary || hasCapital(written) || TITLES.has(at(before)) || place - first >= SURELY_NAME;
    if (!isName) return [];
    const from = words[first]?.index ?? match.index;
    const to = match.index + written.length;
    return [{ kind: 'name', piece: text.slice(from, to), from, to, key }];
  });
}

/** The name that a word is, also when it is inflected: `Ketelaars`, `Anna's`. */
function nameIn(word: string, names: KnownPeople['names']): string | null {
  if (names.has(word)) return word;
  const bare = word.endsWith('s') ? word.slice(0, -1) : word;
  return bare !== word && names.has(bare) ? bare : null;
}

const matches = (
  kind: Trace['kind'],
  text: string,
  shape: RegExp,
  keyOf: (piece: string) => string,
  known: ReadonlySet<string>
): Trace[] =>
  [...text.matchAll(shape)]
    .map(({ 0: piece, index: from }) => ({ kind, piece, from, to: from + piece.length, key: keyOf(piece) }))
    .filter(({ key }) => known.has(key));

const WHAT: Record<Trace['kind'], string> = {
  name: 'een naam die bij een bewoner hoort',
  number: 'een telefoonnummer dat bij een bewoner hoort',
  place: 'een adres dat bij een bewoner hoort'
};

/** What is wrong with a text that holds this, in words. */
export const traceWords = ({ kind, piece }: Pick<Trace, 'kind' | 'piece'>): string =>
  `Hier staat ${WHAT[kind]}: ${piece}`;

/** Each different trace once, in order. */
export const differentTraces = (traces: readonly Trace[]): Trace[] =>
  [...new Map([...traces].reverse().map((trace) => [trace.key, trace])).values()].reverse();
