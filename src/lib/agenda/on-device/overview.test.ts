import { expect, test } from 'vitest';
import type { Session } from '../../social-map/map-reader.ts';
import { overviewOf } from './overview.ts';

const session = (day: string, more: Partial<Session> = {}) =>
  ({
    start: `${day}T10:00:00`,
    cancelled: false,
    themes: [],
    targetGroups: [],
    languages: [],
    ...more
  }) as unknown as Session;

test('a day counts what goes on, and not what is called off', () => {
  const sessions = [
    session('2026-11-26'),
    session('2026-11-26'),
    session('2026-11-26', { cancelled: true }),
    session('2026-11-27', { cancelled: true })
  ];
  expect(overviewOf(sessions, sessions, []).days).toEqual([{ day: '2026-11-26', count: 2 }]);
});

test('what can be chosen is what there is without these choices, each once and by the alphabet', () => {
  const wide = [
    session('2026-11-26', { themes: ['geld', 'eten'], targetGroups: ['ouderen'], languages: ['nl'] }),
    session('2026-11-27', {
      themes: ['eten'],
      targetGroups: ['iedereen', 'ouderen'],
      languages: ['ar', 'nl']
    })
  ];
  const theme = (id: string, name: string) => ({ id, name, parent: null });
  const themes = [theme('geld', 'Geld'), theme('wonen', 'Wonen'), theme('eten', 'Eten en koken')];
  expect(overviewOf([], wide, themes)).toEqual({
    days: [],
    themes: [
      { id: 'eten', name: 'Eten en koken' },
      { id: 'geld', name: 'Geld' }
    ],
    groups: ['iedereen', 'ouderen'],
    languages: ['ar', 'nl']
  });
});
