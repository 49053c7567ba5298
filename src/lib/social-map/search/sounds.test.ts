import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from './edit-distance.ts';
import { pack } from './packed-index.ts';
import { Sounds } from './sounds.ts';
import { soundOf } from './words.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 3, maxLength: 8 });

test('what sounds alike and what has a letter wrong is what a look at each word finds', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1 }), word, (words, sought) => {
      const index = pack([
        { id: 'service:a', terms: new Map(['zone:abc', ...words].map((one) => [one, 9])) }
      ]);
      const sounds = new Sounds(index);
      const sound = soundOf(sought);
      const named = (terms: readonly number[]) => terms.map((term) => index.terms.at(term)).sort();
      expect(named(sounds.alike(sound))).toEqual(words.filter((one) => soundOf(one) === sound).sort());
      const near = words.filter((one) => [1, 2].includes(editDistance(sound, soundOf(one), 2)));
      if (sound.length > 2) expect(named(sounds.near(sound, 2).map(({ term }) => term))).toEqual(near.sort());
    })
  );
});
