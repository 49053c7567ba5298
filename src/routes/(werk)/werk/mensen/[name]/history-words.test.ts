import { expect, test } from 'vitest';
import type { Access } from '#lib/roles/account-history.ts';
import { differenceWords } from './history-words.ts';

const ACCESS: Access = {
  roles: ['field-worker'],
  memberships: [{ of: 'team', name: 'voorstad', until: null }],
  ends: null
};

test('a new account says all that it may do', () => {
  expect(differenceWords(null, ACCESS)).toEqual(['Erbij: Medewerker, Voor Elkaar Team Voorstad']);
});

test('a change says what came and what went, an end of a membership too', () => {
  const to: Access = {
    roles: ['field-worker', 'team-lead'],
    memberships: [{ of: 'team', name: 'voorstad', until: '2026-12-31' }],
    ends: '2027-01-31'
  };
  expect(differenceWords(ACCESS, to)).toEqual([
    'Erbij: Teamleider, Voor Elkaar Team Voorstad tot en met 31 december 2026, account tot en met 31 januari 2027',
    'Weg: Voor Elkaar Team Voorstad'
  ]);
});

test('where access stayed as it was there is nothing to say', () => {
  expect(differenceWords(null, null)).toEqual([]);
});
