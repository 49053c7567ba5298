/*
 * Which two words fall beside one another, and for which needs. There are far more pairs than words and each is only
 * ever looked up whole, so that a number stands for it: a device reads a hundred thousand of them at once.
 */

/** Every pair that falls in a row of the index of needs, in order of its number. */
export interface WordPairs {
  readonly numbers: Uint32Array<ArrayBuffer>;
  readonly rows: Uint16Array<ArrayBuffer>;
  /** From 1 to 255. */
  readonly weights: Uint8Array<ArrayBuffer>;
}

/** The pairs in the words of a text, as numbers. Of sixteen million numbers two pairs seldom share one. */
export const pairsOf = (stems: readonly string[]): number[] =>
  stems.slice(1).map((two, place) => numberOf(`${stems[place] ?? ''} ${two}`));

/** Small enough to compress well; what a pair that was never said tells by chance is next to nothing. */
const LARGEST = 0xffffff;

/** FNV-1a over UTF-16, cut to 24 bits. */
function numberOf(text: string): number {
  let number = 0x811c9dc5;
  for (let place = 0; place < text.length; place++)
    number = Math.imul(number ^ text.charCodeAt(place), 0x01000193);
  return number & LARGEST;
}

/** @param weights by row, the weight of each pair that falls in it */
export function packPairs(weights: readonly ReadonlyMap<number, number>[]): WordPairs {
  const all = weights.flatMap((row, number) => [...row].map(([pair, weight]) => ({ pair, number, weight })));
  all.sort((one, two) => one.pair - two.pair || one.number - two.number);
  return {
    numbers: Uint32Array.from(all, ({ pair }) => pair),
    rows: Uint16Array.from(all, ({ number }) => number),
    weights: Uint8Array.from(all, ({ weight }) => weight)
  };
}

/** Where the rows of a pair begin and end; the same place twice when it falls nowhere. */
export function placesOf({ numbers }: WordPairs, pair: number): { start: number; end: number } {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < pair) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (numbers[end] === pair) end++;
  return { start: low, end };
}
