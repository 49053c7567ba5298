/* How words of the map and of a question are brought to one form before they are compared. */

/** Words that stand in nearly every Dutch sentence and tell nothing of what is sought. */
const STOP_WORDS = new Set(
  (
    'aan al als bij dan dat de der die dit doe doen door een en er ga gaan geen had heb hebben heeft het hij hoe hun ik ' +
    'iets in is je kan kom kun kunnen maar me meer met mij mijn moet na naar niet nog nu of om ook op over te tot u uit ' +
    'uw van veel voor waar wat we wel wie wil worden wordt zal ze zich zijn zo zoek zoeken'
  ).split(' ')
);

/** A text's words without accents, capitals or signs: `Café De Bron` → `cafe`, `de`, `bron`. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** A word as it is indexed and sought, or null for one that tells nothing. */
export const searchTerm = (word: string): string | null => (STOP_WORDS.has(word) ? null : word);
