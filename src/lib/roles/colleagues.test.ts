import { expect, test } from 'vitest';
import { colleaguesIn } from './colleagues.ts';
import { Colleagues } from './user.ts';

test('a colleague of one team is not asked in another, and one of an older server is asked in any', () => {
  const colleagues = Colleagues.parse([
    { name: 'anna', displayName: 'Anna', teams: ['voorstad'] },
    { name: 'bram', displayName: 'Bram', teams: ['voorstad', 'wmo'] },
    { name: 'cora', displayName: 'Cora', teams: ['wmo'] },
    { name: 'dirk', displayName: 'Dirk' }
  ]);
  expect(colleaguesIn(colleagues, 'team-voorstad').map(({ name }) => name)).toEqual(['anna', 'bram', 'dirk']);
  expect(colleaguesIn(colleagues, 'team-wmo').map(({ name }) => name)).toEqual(['bram', 'cora', 'dirk']);
});
