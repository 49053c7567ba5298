import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader, ByteWriter } from './bytes.ts';
import { change, pack, type Analysed, type PackedIndex } from './packed-index.ts';
import { readIndex, writeIndex } from './stored-index.ts';

const terms = fc.dictionary(
  fc.constantFrom('brood', 'hulp', 'hulpt', 'zone:a', 'zone:b', 'ye'),
  fc.integer({ min: 1, max: 255 })
);
const things = (prefix: string) =>
  fc.uniqueArray(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd', 'e').map((id) => prefix + id),
      terms
    ),
    {
      selector: ([id]) => id,
      maxLength: 5
    }
  );
const analysed = (list: [string, Record<string, number>][]): Analysed[] =>
  list.map(([id, weights]) => ({ id, terms: new Map(Object.entries(weights)) }));

/** What an index says, whatever the order of its rows. */
const told = (index: PackedIndex) =>
  [...index.terms]
    .flatMap((term, number) =>
      Array.from(index.rows.subarray(index.starts[number], index.starts[number + 1]), (row, place) =>
        [term, index.ids[row], index.weights[(index.starts[number] ?? 0) + place]].join(' ')
      )
    )
    .sort();

test('an index that was changed says the same as one made anew', () => {
  fc.assert(
    fc.property(things(''), things(''), fc.subarray(['a', 'b', 'c', 'd', 'e']), (before, after, gone) => {
      const changed = change(pack(analysed(before)), new Set(gone), analysed(after));
      const ids = new Set(after.map(([id]) => id));
      const left = before.filter(([id]) => !ids.has(id) && !gone.includes(id));
      const anew = pack(analysed([...left, ...after]));
      expect(told(changed)).toEqual(told(anew));
      expect(changed.terms).toEqual(anew.terms);
      expect(changed.sounds).toEqual(anew.sounds);
    })
  );
});

/** The index as it is read from bytes into which it was written. */
async function kept(index: PackedIndex): Promise<PackedIndex> {
  const writer = new ByteWriter();
  writeIndex(writer, index);
  return readIndex(new ByteReader(await writer.blob().arrayBuffer()));
}

test('an index is read from storage as it was kept', async () => {
  await fc.assert(
    fc.asyncProperty(things(''), things('x'), async (some, more) => {
      const index = pack(analysed([...some, ...more]));
      expect(await kept(index)).toEqual(index);
    })
  );
});

test('a list of many rows survives storage, also where they lie far apart', async () => {
  const many = Array.from({ length: 40_000 }, (_, number): Analysed => ({
    id: `service:${number}`,
    terms: new Map(number % 20_000 === 0 ? [['zeldzaam', 9]] : [['gewoon', 3]])
  }));
  const index = pack(many);
  expect((await kept(index)).rows).toEqual(index.rows);
});
