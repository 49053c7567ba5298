import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lines } from './lines.ts';

const texts = fc.array(fc.string({ unit: 'grapheme' }));

test('lines give each text back, also where some were left out and others came', () => {
  fc.assert(
    fc.property(texts, texts, fc.nat(3), (before, added, every) => {
      const kept = [...before.keys()].filter((number) => number % (every + 1) > 0);
      const lines = Lines.of(before).changed(kept, added);
      const now = [...kept.map((number) => before[number]), ...added];
      expect(now.map((_, number) => lines.at(number))).toEqual(now);
      expect(lines.at(now.length)).toBeUndefined();
    })
  );
});
