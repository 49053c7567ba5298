import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader, ByteWriter } from './bytes.ts';

const ascending = fc
  .array(fc.integer({ min: 0, max: 0xffffffff }))
  .map((numbers) => Uint32Array.from(numbers).sort());

test('values are read as they were written, one after another', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array(),
      fc.string({ unit: 'grapheme' }),
      fc.jsonValue(),
      ascending,
      async (...all) => {
        const [bytes, text, plain, numbers] = all;
        const writer = new ByteWriter();
        writer.bytes(Uint8Array.from(bytes));
        writer.text(text);
        writer.plain(plain);
        writer.ascending(numbers);
        writer.text(text);
        const reader = new ByteReader(await writer.blob().arrayBuffer());
        expect(reader.bytes()).toEqual(Uint8Array.from(bytes));
        expect(reader.text()).toBe(text);
        expect(JSON.stringify(reader.plain())).toBe(JSON.stringify(plain));
        expect(reader.ascending()).toEqual(numbers);
        expect(reader.text()).toBe(text);
      }
    )
  );
});
