import { expect, test } from 'vitest';
import { teamName } from './team-name.ts';

test('a team is called by its neighbourhood, and the way in to provision by its own name', () => {
  expect(['wmo', 'voorstad', 'de-hoven'].map(teamName)).toEqual([
    'Team Toegang Wmo',
    'Voor Elkaar Team Voorstad',
    'Voor Elkaar Team De Hoven'
  ]);
});
