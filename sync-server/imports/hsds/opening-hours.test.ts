import { expect, test } from 'vitest';
import { openingText, readDays, readTime } from './opening-hours.ts';

test('days with the same hours are taken together', () => {
  const [opens, closes] = [9 * 60, 17 * 60 + 30];
  expect(openingText([0, 1, 2, 4, 5].map((day) => ({ day, opens, closes })))).toBe(
    'ma t/m wo 9.00-17.30 uur, vr en za 9.00-17.30 uur'
  );
});

test('two openings on a day are told in order of time', () => {
  expect(
    openingText([
      { day: 6, opens: 780, closes: 1020 },
      { day: 6, opens: 540, closes: 720 }
    ])
  ).toBe('zo 9.00-12.00 en 13.00-17.00 uur');
});

test('times are read with and without am and pm, and nothing else is', () => {
  expect(['9:00', '09:00:00', '3pm', '4:30 PM', '12am', '12 pm', '0:30'].map(readTime)).toEqual([
    540, 540, 900, 990, 0, 720, 30
  ]);
  expect(['', '9', 'noon', '25:00', '9:75'].map(readTime)).toEqual([null, null, null, null, null]);
});

test('days are read from names and from calendar rules', () => {
  expect([
    readDays('Monday'),
    readDays('sun'),
    readDays('TH,FR'),
    readDays('2TU'),
    readDays('Someday')
  ]).toEqual([[0], [6], [3, 4], [1], null]);
});
