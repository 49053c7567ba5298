import { expect, test } from 'vitest';
import { keyRows } from './keyboard.ts';
import { LANGUAGES } from './language/languages.ts';

test.each(LANGUAGES)(
  'in %s a narrow keyboard holds every letter of a wide one, in rows that fit',
  (language) => {
    const wide = keyRows(language, 12);
    for (const columns of [6, 8, 9, 11]) {
      const narrow = keyRows(language, columns);
      expect(Math.max(...narrow.map((row) => row.length))).toBeLessThanOrEqual(columns);
      expect(narrow.flat().sort()).toEqual(wide.flat().sort());
    }
    expect(new Set(wide.flat()).size).toBe(wide.flat().length);
  }
);

test('a wide keyboard lies as people know it, a narrow one by the alphabet', () => {
  expect(keyRows('nl', 12)[0]?.join('')).toBe('qwertyuiop');
  expect(keyRows('nl', 9).map((row) => row.join(''))).toEqual(['abcdefghi', 'jklmnopqr', 'stuvwxyz']);
  expect(keyRows('tr', 8).flat().join('')).toContain('abcçd');
});
