/** Words in a name that do not tell people apart: how somebody is addressed, and tussenvoegsels. */
const SMALL_WORDS = new Set(
  (
    'mevrouw mevr mw meneer mijnheer dhr de heer familie fam mej dr drs ' +
    'van von der den het t s ter ten te op aan in bij uit el al la le du da di dos del ben bin ibn en'
  ).split(' ')
);

/** Text to search in: without accents and capitals. */
export const plainText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

/** The words of a name that tell people apart, without accents; `ij` and `y` are one. */
export function nameWords(name: string): string[] {
  const words = plainText(name)
    .split(/[^\p{Letter}\d]+/u)
    .filter(Boolean);
  const telling = words.filter((word) => !SMALL_WORDS.has(word));
  return (telling.length > 0 ? telling : words).map((word) => word.replaceAll('ij', 'y'));
}

/** The length from which a letter may be wrong: shorter words are too often another name. */
const LONG_ENOUGH = 4;

/** Whether two words of names may be the same: equal, one letter wrong, or an initial of the other. */
export function wordsAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length === 1) return long.startsWith(short);
  return short.length >= LONG_ENOUGH && oneSlip(short, long);
}

/** Whether `long` is `short` with one letter added or changed, or two neighbours swapped. */
function oneSlip(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end += 1;
  const [left, right] = [short.slice(start, short.length - end), long.slice(start, long.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
