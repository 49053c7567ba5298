import { wordsOf } from './words.ts';

/*
 * What may be told of a question that found nothing. It is read by a curator, who needs to know what is sought and not by
 * whom: of a question a few words are kept, in an order that says nothing, and none that may be of a person. Rather a
 * word too few than one too many.
 */

const MOST_WORDS = 6;
const SHORTEST = 3;
/** The longest word that an entry may use is about this long; what is longer was pasted. */
const LONGEST = 34;
/** Longer texts are notes about somebody. */
const LONGEST_QUESTION = 200;
const MOST_IN_QUESTION = 25;

/** A telephone, a BSN, a date of birth, an IBAN, the number of a file. */
const NUMBER = /\p{N}(?:[\s./()+-]{0,3}\p{N}){5,}/u;
const DIGIT = /\p{N}/u;
const CAPITAL = /^\P{L}*\p{Lu}/u;
const WITHIN_SENTENCE = /[^.!?\s]\s+$/u;
const ADDRESS = /@|:\/\/|www\./i;
const STREET = /.{3}(straat|gracht|steeg|singel|(?<!s)laan)$/;
/** Ends of words that are a street where a number follows. */
const STREET_WITH_NUMBER = /(weg|hof|pad|park|plein|dijk|laan|kade|dreef|erf|brink|markt)$/;
const CAPITAL_ANYWHERE = /\p{Lu}/u;
/** Words that stand before a name, and how many words of it may follow. */
const BEFORE_NAMES = new Set(
  (
    'heet heten heette naam genaamd genoemd mevrouw meneer mijnheer heer dhr mw mevr mvr mr drs dr fam ' +
    'mrs miss named called name frau herr heisse heisst bay bayan hanim adim pani imie nazywam'
  ).split(' ')
);
const NAME_LENGTH = 2;
/** Small words within a name, which do not count as a part of it. */
const WITHIN_NAMES = new Set(
  'is de den der van het ten ter te el al ben bin von zu la le du di da o'.split(' ')
);
/** After a first word with a capital: somebody does or is something. */
const SOMEBODY_DOES = new Set(
  'is heeft was had zoekt wil kan moet mag woont komt gaat krijgt wordt werd doet zit ligt slaapt drinkt en'.split(
    ' '
  )
);

/** Words that stand in nearly every question, so that two that ask the same are counted together. */
export const TELL_NOTHING = new Set(
  (
    'aan alle als andere bij ben bent dan dat deze die dit doe doen door een eens ergens gaan gaat geen graag had ' +
    'haar heb hebben heeft hem het hier hij hoe hun iemand iets kan komen kun kunnen kunt maar meer met mij mijn ' +
    'moet moeten naar niet nodig nog onze ook over tot uit van veel voor waar wanneer want wat weet wel wie wil ' +
    'willen wilt word wordt zich zij zijn zoek zoeken zoekt zonder and for the where can what need with fur und der'
  ).split(' ')
);

interface Written {
  readonly words: readonly string[];
  readonly capital: boolean;
  readonly first: boolean;
}

/** The words of a question that may be counted, in order of the alphabet; null when none may. */
export function missedWords(text: string): readonly string[] | null {
  if (text.length > LONGEST_QUESTION || NUMBER.test(text)) return null;
  const written = parts(text);
  if (written.length > MOST_IN_QUESTION) return null;
  const plain = withoutNames(written).flatMap(({ words }) => words);
  const kept = plain.filter((word) => isTelling(word));
  // The longest words tell the most.
  const longest = [...new Set(kept)].sort((one, other) => other.length - one.length).slice(0, MOST_WORDS);
  return longest.length === 0 ? null : longest.sort();
}

const isTelling = (word: string): boolean =>
  word.length >= SHORTEST &&
  word.length <= LONGEST &&
  !DIGIT.test(word) &&
  !CAPITAL_ANYWHERE.test(word) &&
  !STREET.test(word) &&
  !TELL_NOTHING.has(word) &&
  !BEFORE_NAMES.has(word);

/** What stands between spaces, each with the words in it. */
function parts(text: string): Written[] {
  return [...text.matchAll(/\S+/g)]
    .map(({ 0: part, index }) => ({
      part,
      capital: CAPITAL.test(part),
      first: !WITHIN_SENTENCE.test(text.slice(0, index))
    }))
    .map(({ part, capital, first }) => ({ words: ADDRESS.test(part) ? [] : wordsOf(part), capital, first }));
}

function withoutNames(all: readonly Written[]): Written[] {
  let left = 0;
  return all.filter((one, index) => {
    const { words, capital, first } = one;
    const [word = ''] = words;
    if (words.some((each) => BEFORE_NAMES.has(each))) {
      left = NAME_LENGTH;
      return false;
    }
    if (left > 0) {
      if (!words.every((each) => WITHIN_NAMES.has(each))) left -= 1;
      return false;
    }
    if (all[index + 1]?.words.some((each) => DIGIT.test(each)) && STREET_WITH_NUMBER.test(words.at(-1) ?? ''))
      return false;
    if (!capital) return true;
    return first && word !== '' && !isNameAtFirst(all, index);
  });
}

/** A telephone gives every first word a capital; it is taken for a name where more of it follows. */
function isNameAtFirst(all: readonly Written[], index: number): boolean {
  const following = all.slice(index + 1, index + 4);
  const [next] = following;
  return (
    (next !== undefined && next.words.some((word) => SOMEBODY_DOES.has(word))) ||
    following.some(({ capital, first }) => capital && !first)
  );
}

/** Whether words are as `missedWords` gives them: what it makes of its own words is the same. */
export const areMissedWords = (words: readonly string[]): boolean =>
  missedWords(words.join(' '))?.join(' ') === words.join(' ') && words.every((word) => !/\s/.test(word));
