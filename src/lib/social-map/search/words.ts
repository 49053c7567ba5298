/* How words of the map and of a question are brought to one form before they are compared. */

/** Letters that Unicode does not take apart into a plain letter and a mark. */
const PLAIN: Record<string, string> = { ł: 'l', ı: 'i', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', đ: 'd' };

/** Marks that end a word; an apostrophe does not, so that `'s`, `auto's` and `zo'n` stay one. */
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;
const APOSTROPHES = /['’‘`´]/g;

/** A text's words without accents, capitals or signs: `Café De Bron` → `cafe`, `de`, `bron`. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łıøßæœđ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(APOSTROPHES, '')
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');

/** Endings that come off, the first that fits, each with how long the word must at least be. */
const ENDINGS: readonly (readonly [RegExp, string, number])[] = [
  [/heden$/, 'heid', 7],
  [/[tpk]?jes?$/, '', 6],
  [/ingen$/, '', 7],
  [/ing$/, '', 6],
  [/ies$/, 'i', 5],
  [/(?<!e)en$/, '', 5],
  [/e$/, '', 4]
];
/** An `s` or `t` of inflection stands after a consonant: `ouders`, `wandelt`; not in `thuis`, `dienst`, `recht`. */
const PLURAL = /(?<=[^aeiouys])s$/;
const THIRD_PERSON = /(?<=[bdfgklmnprvwz])t$/;
/** Past participles end in a letter that the verb does not have: `verslaafd`, `verhuisd`. */
const PARTICIPLE = /^(be|ver|ont|her|ge).{3,}[^aeiouy]d$/;
/** The last syllable was open before its ending came off, so that its vowel is long: `eenzam(e)`, `lop(en)`. */
const OPEN_SYLLABLE = /(?<![aeiou])([aou])([bcdfghklmnprstvz])$/;
const ONE_SYLLABLE = /^[^aeiou]*(e)([bcdfghklmnprstvz])$/;

/**
 * A Dutch word brought to the form that it shares with its plural, its other tenses and its noun: `wandelingen`,
 * `wandelt` → `wandel`. Rough on purpose: it only has to be the same for words that belong together. Words of other
 * alphabets stay as they are.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let form = word;
  for (const [ending, instead, least] of ENDINGS) {
    if (form.length < least || !ending.test(form)) continue;
    form = form.replace(ending, instead);
    if (!ending.source.includes('je'))
      form = form
        .replace(OPEN_SYLLABLE, '$1$1$2')
        .replace(ONE_SYLLABLE, (all, vowel: string) => all.replace(vowel, vowel + vowel));
    break;
  }
  if (form.length >= 5) form = form.replace(PLURAL, '').replace(THIRD_PERSON, '');
  if (PARTICIPLE.test(form)) form = form.slice(0, -1);
  form = form
    .replace(/([b-df-hj-np-tv-z])\1/g, '$1')
    .replace(/z$/, 's')
    .replace(/v$/, 'f');
  // In a longer word a long e is written once or twice by what follows it; that is no difference.
  return /[aeiou][^aeiou]+ee/.test(form) ? form.replace(/(?<=[aeiou][^aeiou]+)ee/g, 'e') : form;
}

/** How letters sound, in order of application; what sounds alike is written alike. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sch/g, 'sg'],
  [/ch/g, 'g'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ck/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/[cq]u?/g, 'k'],
  [/x/g, 'ks'],
  [/ij|ei|y/g, '1'],
  [/ie/g, 'i'],
  [/ou|au/g, '2'],
  [/eu/g, '3'],
  [/oe/g, '4'],
  [/ui/g, '5'],
  [/([a-z])\1+/g, '$1'],
  [/dt?$/g, 't'],
  [/b$/g, 'p'],
  [/v/g, 'f'],
  [/z/g, 's'],
  [/tion/g, 'sjon'],
  [/(?<=[aeiou\d])h/g, '']
];

/** A stem as it sounds, so that a word spelled by ear meets the word as it should be: `psygoloog`, `psycholoog`. */
export function soundOf(stemmed: string): string {
  let sound = stemmed;
  for (const [letters, heard] of SOUNDS) sound = sound.replace(letters, heard);
  return sound;
}
