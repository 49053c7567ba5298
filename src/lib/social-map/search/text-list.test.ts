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
      expect([...new TextList(structuredClone(list.stored))]).toEqual(words);
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
