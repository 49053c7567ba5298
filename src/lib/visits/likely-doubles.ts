import type { Kept } from '../db/kept.ts';
import type { Resident } from './resident.ts';
import { plainNumber } from './resident-contact.ts';
import type { ResidentForm } from './resident-form.ts';
import { nameWords, wordsAlike } from './resident-name.ts';

/** Why a resident may be the one whose card is filled in. */
export type Likeness = 'phone' | 'name' | 'year';

export const LIKENESS_NAMES: Record<Likeness, string> = {
  phone: 'hetzelfde telefoonnummer',
  name: 'bijna dezelfde naam',
  year: 'een naam die erop lijkt, en hetzelfde geboortejaar'
};

export interface LikelyDouble {
  readonly resident: Kept<Resident>;
  readonly why: Likeness;
}

/** More than this many to choose from helps nobody. */
const MOST = 5;
const ORDER: readonly Likeness[] = ['phone', 'name', 'year'];

/**
 * Residents who may be the one on a new card, the likeliest first. Names are compared whatever their accents, order and
 * tussenvoegsels, with one letter wrong in each longer word. A single shared word is not enough without the same year
 * of birth: too many people are called Bakker.
 */
export function likelyDoubles(
  residents: Iterable<Kept<Resident>>,
  { name, birthYear, contact }: Pick<ResidentForm, 'name' | 'birthYear' | 'contact'>
): LikelyDouble[] {
  const given = { words: nameWords(name), year: Number(birthYear) || null, phone: plainNumber(contact) };
  const found: LikelyDouble[] = [];
  for (const resident of residents) {
    const why = likeness(given, resident.document);
    if (why) found.push({ resident, why });
  }
  return found.sort((one, other) => ORDER.indexOf(one.why) - ORDER.indexOf(other.why)).slice(0, MOST);
}

interface Given {
  readonly words: readonly string[];
  readonly year: number | null;
  readonly phone: string | null;
}

function likeness({ words, year, phone }: Given, card: Resident): Likeness | null {
  if (phone !== null && phone === plainNumber(card.contact)) return 'phone';
  const others = nameWords(card.name);
  const shared = sharedWords(words, others);
  const [fewest, most] = [words.length, others.length].sort((one, other) => one - other) as [number, number];
  if (shared.all > 0 && shared.all === fewest && shared.whole > 0 && (fewest > 1 || most === 1))
    return 'name';
  return shared.whole > 0 && year !== null && year === card.birthYear ? 'year' : null;
}

/** How many words two names share, each used once; `whole` leaves out initials. */
function sharedWords(
  one: readonly string[],
  other: readonly string[]
): { readonly all: number; readonly whole: number } {
  const left = [...other];
  let [all, whole] = [0, 0];
  // Longest first, so that an initial does not take the word that another one is.
  for (const word of [...one].sort((a, b) => b.length - a.length)) {
    const place = bestPlace(left, word);
    if (place === -1) continue;
    const [match = ''] = left.splice(place, 1);
    all += 1;
    if (word.length > 1 && match.length > 1) whole += 1;
  }
  return { all, whole };
}

function bestPlace(words: readonly string[], word: string): number {
  const equal = words.indexOf(word);
  if (equal !== -1) return equal;
  const full = words.findIndex((other) => other.length > 1 && wordsAlike(other, word));
  return full === -1 ? words.findIndex((other) => wordsAlike(other, word)) : full;
}
