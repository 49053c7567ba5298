import { expect, test } from 'vitest';
import { openState, readOpening } from './opening.ts';

const hour = (day: number, at: number) => (day * 24 + at) * 60;

test.each([
  ['donderdag 10.00-11.30 uur', [[hour(3, 10), hour(3, 11.5)]]],
  ['ma, di en do 10.00-16.00 uur', [0, 1, 3].map((day) => [hour(day, 10), hour(day, 16)])],
  ['ma t/m vr 9.00-17.00 uur', [0, 1, 2, 3, 4].map((day) => [hour(day, 9), hour(day, 17)])],
  [
    'maandag tot en met vrijdag 9.00 tot 17.00 uur',
    [0, 1, 2, 3, 4].map((day) => [hour(day, 9), hour(day, 17)])
  ],
  [
    'ma t/m vr van 9.00 tot 12.00 en 13.00 tot 17.00 uur',
    [0, 1, 2, 3, 4].flatMap((day) => [
      [hour(day, 9), hour(day, 12)],
      [hour(day, 13), hour(day, 17)]
    ])
  ],
  ['elke werkdag 10.00-12.00 uur', [0, 1, 2, 3, 4].map((day) => [hour(day, 10), hour(day, 12)])],
  [
    'wo 13.00-16.00 en za 10.00-12.00 uur',
    [
      [hour(2, 13), hour(2, 16)],
      [hour(5, 10), hour(5, 12)]
    ]
  ],
  [
    'di 10.00-12.00 en do 13.00-15.00 uur',
    [
      [hour(1, 10), hour(1, 12)],
      [hour(3, 13), hour(3, 15)]
    ]
  ],
  ['ma en wo 9.00-10.00, vr 9.00-10.00 uur', [0, 2, 4].map((day) => [hour(day, 9), hour(day, 10)])],
  ['bellen ma t/m vr 9.00-12.00 uur', [0, 1, 2, 3, 4].map((day) => [hour(day, 9), hour(day, 12)])],
  ['dagelijks 22.30-7.00 uur', [0, 1, 2, 3, 4, 5, 6].map((day) => [hour(day, 22.5), hour(day, 31)])],
  ['24 uur per dag', [[0, hour(7, 0)]]]
])('%s is read', (text, stretches) =>
  expect(readOpening(text)?.map(({ from, until }) => [from, until])).toEqual(stretches)
);

test.each([
  'eerste maandag van de maand 10.00-12.00 uur',
  'ma t/m do 9.00-12.30 uur, telefonisch tot 16.00 uur',
  'uitgifte vr 11.00-14.00 uur, intake di 10.00-12.00 uur',
  'afspraak ma t/m vr, inloop wo 9.00-11.00 uur',
  'vrijdag in de even weken 19.30-22.00 uur',
  'ma t/m vr 9.00-17.00, avond op afspraak',
  'tijdens openingstijden bibliotheek',
  'vr t/m ma 9.00-17.00 uur',
  'maandag 9.30 uur',
  '9.00-12.00 uur',
  'maandag 25.00-26.00 uur',
  'dagelijks',
  ''
])('%s is not guessed at', (text) => expect(readOpening(text)).toBeNull());

test('what is open now tells until when, what is closed when it opens again', () => {
  const office = 'ma t/m vr 9.00-17.00 uur';
  expect(openState(office, '2026-11-24T09:00:00')).toEqual({ kind: 'open', until: '2026-11-24T17:00:00' });
  expect(openState(office, '2026-11-24T17:00:00')).toEqual({ kind: 'closed', opens: '2026-11-25T09:00:00' });
  expect(openState(office, '2026-11-27T18:00:00')).toEqual({ kind: 'closed', opens: '2026-11-30T09:00:00' });
  expect(openState('dag en nacht', '2026-11-24T03:00:00')).toEqual({ kind: 'open', until: null });
});

test('a night that began yesterday, or last week, goes on', () => {
  const night = 'dagelijks 22.30-7.00 uur';
  expect(openState(night, '2026-11-23T06:00:00')).toEqual({ kind: 'open', until: '2026-11-23T07:00:00' });
  expect(openState('zo 22.00-8.00 uur', '2026-11-23T06:00:00')).toEqual({
    kind: 'open',
    until: '2026-11-23T08:00:00'
  });
});

test('on a feast day, and without hours that can be read, nothing is said', () => {
  expect(openState('ma t/m vr 9.00-17.00 uur', '2026-12-25T10:00:00')).toBeNull();
  expect(openState('ma t/m vr 9.00-17.00 uur', '2027-04-27T10:00:00')).toBeNull();
  expect(openState('dagelijks', '2026-11-24T10:00:00')).toBeNull();
  expect(openState(null, '2026-11-24T10:00:00')).toBeNull();
});
