/** The telephone number within a text such as `bel 0570 12 34 56, na vijven`, as it is written; null when there is none. */
export const numberIn = (text: string): string | null =>
  /(?<![\d+])(?:\+\d{2}|0)[\d\s().-]{7,}\d(?!\d)/.exec(text)?.[0] ?? null;

/** The digits of a Dutch number without its prefix, so that `+31 6 12…` and `06 12…` are equal; null when there is none. */
export function plainNumber(text: string): string | null {
  const digits = numberIn(text)
    ?.replace(/\(0\)/, '')
    .replace(/\D/g, '')
    .replace(/^(?:0031|31|0)/, '');
  return digits && digits.length >= 8 ? digits : null;
}
