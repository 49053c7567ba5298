import { describe, expect, test } from 'vitest';
import { soundOf, stem, wordsOf } from './words.ts';

describe('words', () => {
  test('accents, capitals and signs make no difference, in any language', () => {
    expect(wordsOf('Café De Bron – ÜCRETSİZ, zażółć!')).toEqual(['cafe', 'de', 'bron', 'ucretsiz', 'zazolc']);
    expect(wordsOf("'s avonds, auto’s")).toEqual(['s', 'avonds', 'autos']);
  });

  test.each([
    ['wandelen', 'wandeling', 'wandelingen', 'wandelt'],
    ['eenzaam', 'eenzame'],
    ['wonen', 'woning', 'woont', 'woningen'],
    ['verslaafde', 'verslaving', 'verslaafd'],
    ['verhuizen', 'verhuisd', 'verhuizing'],
    ['les', 'lessen'],
    ['fiets', 'fietsen', 'fietsje'],
    ['ouder', 'ouders', 'ouderen'],
    ['ruzie', 'ruzies']
  ])('%s has one stem with its other forms', (...forms) => {
    expect(new Set(forms.map(stem)).size).toBe(1);
  });

  test.each([
    ['lezen', 'les'],
    ['zoon', 'zon'],
    ['boos', 'bos']
  ])('%s and %s are different words', (one, two) => {
    expect(stem(one)).not.toBe(stem(two));
  });

  test.each([
    ['psygoloog', 'psycholoog'],
    ['eenzaamhijd', 'eenzaamheid'],
    ['rolator', 'rollator'],
    ['aangivte', 'aangifte'],
    ['thuisbegelijding', 'thuisbegeleiding']
  ])('%s sounds as %s does', (heard, written) => {
    expect(soundOf(stem(heard))).toBe(soundOf(stem(written)));
  });
});
