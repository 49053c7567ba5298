import { expect, test } from 'vitest';
import { isAt } from './navigation-link.ts';

const icon = (() => ({})) as never;
const search = { href: '/', word: 'Zoeken', icon, within: ['/kaart'] };
const today = { href: '/werk', word: 'Vandaag', icon, exact: true };
const residents = { href: '/werk/bewoners', word: 'Bewoners', icon };

test('an entry of the map belongs to Zoeken, the agenda does not', () => {
  expect(isAt(search, '/')).toBe(true);
  expect(isAt(search, '/kaart/12')).toBe(true);
  expect(isAt(search, '/agenda')).toBe(false);
});

test('Vandaag is its own page only; a resident belongs to Bewoners', () => {
  expect(isAt(today, '/werk')).toBe(true);
  expect(isAt(today, '/werk/bewoners')).toBe(false);
  expect(isAt(residents, '/werk/bewoners/01AB')).toBe(true);
});
