import { describe, expect, test } from 'vitest';
import type { Kept } from '../db/kept.ts';
import { likelyDoubles } from './likely-doubles.ts';
import type { Resident } from './resident.ts';

const kept = (name: string, change: Partial<Resident> = {}): Kept<Resident> => ({
  database: 'team-voorstad',
  delivery: 'processed',
  document: {
    _id: `resident:${name}`,
    kind: 'resident',
    schema: 1,
    author: 'anna',
    device: 'phone',
    created: '2026-11-24T13:00:00.000Z',
    name,
    contact: '',
    zone: null,
    birthYear: null,
    household: '',
    language: null,
    stamps: {},
    seen: {},
    kept: {},
    ...change
  }
});
const whyAlike = (known: Kept<Resident>, name: string, birthYear = '', contact = '') =>
  likelyDoubles([known], { name, birthYear, contact })[0]?.why ?? null;

describe('a name alone warns', () => {
  test.each([
    ['Mevrouw Çelik-de Vries', 'celik vries'],
    ['Jan van der Berg', 'Berg, J. van den'],
    ['Jan Bakker', 'Bakker Jan'],
    ['Fatma Yılmaz', 'Fatma Yilmaz'],
    ['Sjoerd Dijkstra', 'Sjoerd Dykstra'],
    ['Johanna Jansen', 'Johanna Janssen'],
    ['Pieter Mulder', 'Peiter Mulder'],
    ['Meneer Okafor', 'Okafor'],
    ['Maria Anna de Boer', 'Anna Boer']
  ])('%s and %s', (known, typed) => {
    expect(whyAlike(kept(known), typed)).toBe('name');
  });
});

describe('a name alone does not warn', () => {
  test.each([
    ['Jan Bakker', 'Bakker'],
    ['Jan Bakker', 'Piet Bakker'],
    ['Jan Bakker', 'J. Visser'],
    ['Ali Kaya', 'Ani Kaya'],
    ['Jan de Vries', 'de heer Smit'],
    ['Jan Bakker', '']
  ])('%s and %s', (known, typed) => {
    expect(whyAlike(kept(known), typed)).toBeNull();
  });
});

test('part of a name warns when the year of birth is the same', () => {
  const known = kept('Jan Bakker', { birthYear: 1948 });
  expect(whyAlike(known, 'Bakker', '1948')).toBe('year');
  expect(whyAlike(known, 'Bakker', '1949')).toBeNull();
  expect(whyAlike(known, 'Smit', '1948')).toBeNull();
});

test('the same telephone number warns whatever the name, however it is written', () => {
  const known = kept('Jan Bakker', { contact: 'via dochter, 06-12345678' });
  expect(whyAlike(known, 'Mevrouw Smit', '', '+31 6 12345678')).toBe('phone');
  expect(whyAlike(known, 'Mevrouw Smit', '', '06 12345679')).toBeNull();
});

test('the likeliest stand first, at most five', () => {
  const many = Array.from({ length: 9 }, (_, place) => kept('Jan Bakker', { _id: `resident:${place}` }));
  const phone = kept('Wim', { contact: '0570 123456' });
  const found = likelyDoubles([...many, phone], { name: 'Jan Bakker', birthYear: '', contact: '0570123456' });
  expect(found.map(({ why }) => why)).toEqual(['phone', 'name', 'name', 'name', 'name']);
});
