import type { Language } from './language/languages.ts';

/*
 * The keys of the keyboard on the screen. Where all fit beside one another they lie as on a keyboard of the language; on a
 * narrow screen, where they would be too small to hit, by the alphabet.
 */

const LATIN = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const LAYOUTS: Readonly<Record<Language, readonly string[]>> = {
  nl: LATIN,
  en: LATIN,
  tr: ['qwertyuıopğü', 'asdfghjklşi', 'zxcvbnmöç'],
  pl: ['qwertyuiopó', 'asdfghjklłąę', 'zxcvbnmżźćńś'],
  ar: ['ضصثقفغعهخحجد', 'شسيبلاتنمكط', 'ئءؤرىةوزظذأإ'],
  uk: ['йцукенгшщзхї', 'фівапролджє', 'ґячсмитьбю']
};
/** Rows of the letters of a language, with at most `columns` keys in a row. */
export function keyRows(language: Language, columns: number): readonly (readonly string[])[] {
  const rows = LAYOUTS[language].map((row) => [...row]);
  if (rows.every((row) => row.length <= columns)) return rows;
  const letters = [...LAYOUTS[language].join('')].sort(new Intl.Collator(language).compare);
  return inRows(letters, columns);
}

function inRows(keys: readonly string[], columns: number): string[][] {
  const rows = Math.ceil(keys.length / columns);
  // As even as may be, so that no key stands alone in the last row.
  const length = Math.ceil(keys.length / rows);
  return Array.from({ length: rows }, (_, row) => keys.slice(row * length, (row + 1) * length));
}
