import { expect, it } from 'vitest';
import type { Rung } from './ladder.ts';
import type { Hit } from './map-reader.ts';
import { byFit, byRung } from './result-groups.ts';

const hit = (id: string, rung: Rung, fits = true): Hit => ({
  id,
  kind: 'service',
  name: id,
  line: '',
  why: '',
  rung,
  phone: null,
  fits
});

it('results stand under one heading for each rung, in the order in which they came', () => {
  const groups = byRung([
    hit('b', 'network'),
    hit('a', 'network'),
    hit('d', 'individual'),
    hit('c', 'network')
  ]);
  expect(groups.map(({ rung, hits }) => [rung, hits.map(({ id }) => id)])).toEqual([
    ['network', ['b', 'a', 'c']],
    ['individual', ['d']]
  ]);
});

it('what is only near stands apart from what fits', () => {
  const { fitting, near } = byFit([
    hit('a', 'network'),
    hit('b', 'own-strength', false),
    hit('c', 'individual')
  ]);
  expect([fitting, near].map((hits) => hits.map(({ id }) => id))).toEqual([['a', 'c'], ['b']]);
});
