import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areMissedWords, missedWords } from './missed.ts';

const counted = (text: string) => missedWords(text)?.join(' ') ?? null;

describe('what is told of a question that found nothing', () => {
  test.each([
    ['repaircafe', 'repaircafe'],
    ['Waar kan ik leren drummen', 'drummen leren'],
    ['hulp bij lijsten inlijsten', 'hulp inlijsten lijsten'],
    ['ik slaap op straat', 'slaap straat'],
    ['mijn man blijft mij slaan', 'blijft man slaan'],
    ['допомога з документами', 'документами допомога']
  ])('%s → %s', (text, words) => {
    expect(counted(text)).toBe(words);
  });

  test('are at most six words, the longest, whatever their order was', () => {
    const text = 'wie kan mijn oude naaimachine ophalen repareren terugbrengen uitleggen onderhouden';
    expect(missedWords(text)).toHaveLength(6);
    expect(missedWords(text)).toEqual(missedWords(text.split(' ').reverse().join(' ')));
  });

  test.each([
    ['de buurvrouw Fatima Yilmaz zoekt naailes', 'buurvrouw naailes'],
    ['Fatima zoekt naailes', 'naailes'],
    ['Jan de Vries wil naailes', 'naailes'],
    ['ik heet fatima yilmaz en wil naailes', 'naailes'],
    ['mijn naam is jan jansen naailes', 'naailes'],
    ['mevrouw de vries jansen naailes', 'naailes'],
    ['dhr. jansen pieter naailes', 'naailes'],
    ['naailes voor jan@voorbeeld.nl', 'naailes'],
    ['naailes Dorpsweg', 'naailes'],
    ['naailes dorpsweg 12', 'naailes'],
    ['naailes in de brinkgreverstraat', 'naailes'],
    ['naailes 7411ab', 'naailes'],
    ['naailes voor zoon van 12', 'naailes zoon']
  ])('leave out what may be of a person: %s', (text, words) => {
    expect(counted(text)).toBe(words);
  });

  test.each([
    '',
    '?!',
    'ik zoek Jan',
    'bsn 123456782',
    'bel 06 12 34 56 78',
    'geboren 3-12-1956',
    'NL91 ABNA 0417 1643 00 overmaken',
    'dossier 2026.00.1234 zoeken',
    'x '.repeat(200),
    'mijn moeder woont alleen '.repeat(7),
    'a'.repeat(60)
  ])('are none of: %s', (text) => {
    expect(missedWords(text)).toBeNull();
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(
            'mevrouw',
            'heet',
            'is',
            'de',
            'Jan',
            'naailes',
            'Dorpsweg',
            '12',
            '٣',
            '06',
            '.',
            '@x'
          ),
          fc.string({ unit: 'grapheme', maxLength: 12 })
        ),
        { maxLength: 14 }
      )
      .map((words) => words.join(' '))
  );

  test('never hold a digit or a capital, are few and short, and are taken by the server as they are', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = missedWords(text);
        if (words === null) return;
        expect(words.join(' ')).not.toMatch(/[\p{N}\p{Lu}@]/u);
        expect(words.length).toBeLessThanOrEqual(6);
        expect(words.every((word) => word.length >= 3 && word.length <= 34)).toBe(true);
        expect(areMissedWords(words)).toBe(true);
      }),
      { numRuns: 2000 }
    );
  });

  test.each([[[]], [['Jan']], [['naailes', 'naailes']], [['b5']], [['naailes zoon']], [['zoon', 'naailes']]])(
    'are not whatever somebody sends: %j',
    (words) => {
      expect(areMissedWords(words)).toBe(false);
    }
  );
});
