/** A text without markup and stray white space; `marked` tells whether there was markup. */
export function plainText(raw: string): { text: string; marked: boolean } {
  const plain = raw
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&');
  const text = plain
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
  return { text, marked: plain !== raw };
}
