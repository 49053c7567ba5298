import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellOf, later, OUTCOMES, together, visitOf, type CountedVisit, type Counts } from './counts.ts';
import { LANGUAGES } from './language/languages.ts';

const visit: CountedVisit = {
  day: '2026-11-24',
  hour: 9,
  topic: 'schulden',
  language: 'pl',
  outcome: 'found'
};
const visits = fc.record({
  day: fc.constantFrom('2026-11-24', '2026-12-01', null),
  hour: fc.option(fc.integer({ min: 0, max: 23 })),
  topic: fc.constantFrom('schulden', 'werk en leren', 'hulp-in-huis', null),
  language: fc.constantFrom(...LANGUAGES),
  outcome: fc.constantFrom(...OUTCOMES)
});
const counts: fc.Arbitrary<Counts> = fc
  .array(fc.tuple(visits, fc.nat(50)), { maxLength: 12 })
  .map((rows) => Object.fromEntries(rows.map(([one, count]) => [cellOf(one), count])));

test('a visit is counted by day, hour, topic, language and how it ended, and by nothing else', () => {
  expect(cellOf(visit)).toBe('2026-11-24|09|schulden|pl|found');
  expect(cellOf({ ...visit, day: null, hour: null, topic: null })).toBe('-|-|-|pl|found');
  fc.assert(
    fc.property(visits, (one) => {
      expect(visitOf(cellOf(one))).toEqual(one);
    })
  );
});

test.each([
  '',
  '2026-11-24',
  '2026-11-24|09|Jan Jansen 06|nl|found',
  '2026-11-24|09|x|de|found',
  '2026-11-24|09|x|nl|dood'
])('what is no count is not taken for one: %j', (cell) => expect(visitOf(cell)).toBeNull());

test('states of one screen that arrive in any order, and twice, end in the latest', () => {
  fc.assert(
    fc.property(counts, counts, counts, (a, b, c) => {
      expect(later(a, later(b, c))).toEqual(later(later(c, a), later(b, b)));
    })
  );
});

test('screens add up', () => {
  const cell = cellOf(visit);
  expect(together([{ [cell]: 2 }, {}, { [cell]: 3, '-|-|-|nl|left': 1 }])).toEqual({
    '-|-|-|nl|left': 1,
    [cell]: 5
  });
});
