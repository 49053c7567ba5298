import { expect, test } from 'vitest';
import { numberIn, plainNumber } from './resident-contact.ts';

test('a number is found among words, and a year or house number is none', () => {
  expect(numberIn('bel 0570 12 34 56, na vijven')).toBe('0570 12 34 56');
  expect(numberIn('06-12345678')).toBe('06-12345678');
  expect(numberIn('sinds 2019 op nummer 12')).toBeNull();
  expect(numberIn('bij de buurvrouw aanbellen')).toBeNull();
});

test('ways to write one number are equal', () => {
  const written = ['06 12345678', '+31 6 1234 5678', '0031612345678', '+31 (0)6 12 34 56 78', '06-12345678'];
  expect(new Set(written.map(plainNumber))).toEqual(new Set(['612345678']));
  expect(plainNumber('06 12345679')).not.toBe('612345678');
});
