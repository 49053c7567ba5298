import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Dictionary } from './dictionary.ts';
import { editDistance } from './edit-distance.ts';
import { pack } from './packed-index.ts';
import { stem } from './words.ts';

const dictionary = (...words: string[]) => {
  const index = pack([{ id: 'service:a', terms: new Map(words.map((word) => [word, 9])) }]);
  const read = new Dictionary(index);
  return {
    same: (word: string) => read.same(stem(word)).map(({ term }) => index.terms.at(term)),
    near: (word: string) => read.near(stem(word)).map(({ term }) => index.terms.at(term)),
    compounds: (word: string) =>
      read
        .compounds(stem(word))
        .map(({ term }) => index.terms.at(term))
        .sort()
  };
};

test('a word is found inside compounds, and a short one only at their beginning', () => {
  const { compounds } = dictionary(
    'hulp',
    'schuldhulp',
    'hulpverlen',
    'behulpsaam',
    'stadhuis',
    'add',
    'zone:hulp'
  );
  expect(compounds('hulp')).toEqual(['behulpsaam', 'hulpverlen', 'schuldhulp']);
  expect(compounds('add')).toEqual([]);
  expect(compounds('sta')).toEqual(['stadhuis']);
});

test('each compound is named once, though the word stands in it twice', () => {
  expect(dictionary('hulphulp').compounds('hulp')).toEqual(['hulphulp']);
});

test('a word with a letter wrong is near, and a short word is not', () => {
  const { near } = dictionary('mantelsorg', 'mantelzorg', 'dementi', 'fiet', 'voedselbank');
  expect(near('matelzorg')).toContain('mantelzorg');
  expect(near('voedselbenk')).toEqual(['voedselbank']);
  expect(near('vie')).toEqual([]);
});

test('the number of wrong letters is that of the plain way of counting them, up to the most that is asked', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
  fc.assert(
    fc.property(letters, letters, fc.integer({ min: 0, max: 3 }), (one, two, most) => {
      expect(editDistance(one, two, most)).toBe(Math.min(plainDistance(one, two), most + 1));
    })
  );
});

/** The same count, slow and plain: swapped neighbours are one step, and are not changed again. */
function plainDistance(one: string, two: string): number {
  if (one === '' || two === '') return one.length + two.length;
  const [a, b] = [one.slice(0, -1), two.slice(0, -1)];
  const last = one.at(-1) === two.at(-1) ? 0 : 1;
  const least = Math.min(plainDistance(a, b) + last, plainDistance(a, two) + 1, plainDistance(one, b) + 1);
  const swapped = one.length > 1 && two.length > 1 && one.at(-1) === two.at(-2) && one.at(-2) === two.at(-1);
  return swapped ? Math.min(least, plainDistance(one.slice(0, -2), two.slice(0, -2)) + 1) : least;
}
