import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextList } from './text-list.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), maxLength: 4 });

test('a list of texts gives each back, also the empty ones, and nothing past its end', () => {
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const list = TextList.of(words);
      expect([...list]).toEqual(words);
      expect(list.at(words.length)).toBeUndefined();
    })
  );
});

test('looking inside finds what a look at each text finds', () => {
  fc.assert(
    fc.property(
      fc.array(word),
      word.filter((part) => part !== ''),
      fc.boolean(),
      (words, part, atBeginning) => {
        const found = words.flatMap((one, number) =>
          (atBeginning ? one.startsWith(part) : one.includes(part)) ? [number] : []
        );
        expect(TextList.of(words).holding(part, { atBeginning })).toEqual(found);
      }
    )
  );
});

test('in a sorted list the first that does not come before a text is where it would stand', () => {
  fc.assert(
    fc.property(fc.array(word), word, (words, text) => {
      const sorted = [...words].sort((one, two) => (one < two ? -1 : Number(one > two)));
      expect(TextList.of(sorted).firstFrom(text)).toBe(sorted.filter((one) => one < text).length);
    })
  );
});

test('runs of lists make the list of their texts', () => {
  fc.assert(
    fc.property(fc.array(word), fc.array(word), fc.nat(4), fc.nat(4), (one, two, first, length) => {
      const [part, all] = [TextList.of(one), TextList.of(two)];
      const [start, end] = [Math.min(first, one.length), Math.min(first + length, one.length)];
      const made = TextList.ofRuns([
        { list: part, first: start, end },
        { list: all, first: 0, end: two.length }
      ]);
      expect(made).toEqual(TextList.of([...one.slice(start, end), ...two]));
    })
  );
});
