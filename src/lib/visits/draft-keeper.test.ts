import { expect, test } from 'vitest';
import type { Drafts } from '../db/records.ts';
import { DraftKeeper } from './draft-keeper.svelte.ts';

/** Drafts whose writes end when they are told to. */
function slowDrafts() {
  const saved: unknown[] = [];
  const ends: { end: () => void; break: () => void }[] = [];
  const drafts: Drafts = {
    list: () => Promise.resolve([]),
    load: () => Promise.resolve(null),
    save: (_, value) =>
      new Promise((resolve, reject) => {
        saved.push(value);
        ends.push({ end: resolve, break: () => reject(new Error('full')) });
      }),
    remove: () => Promise.resolve()
  };
  return { drafts, saved, ends };
}

test('while one write runs only the newest text waits, and it is written', async () => {
  const { drafts, saved, ends } = slowDrafts();
  const keeper = new DraftKeeper(drafts, 'conversation:1');
  for (const text of ['D', 'De', 'Dee', 'Deel']) keeper.put(text);
  expect(keeper.state).toBe('keeping');
  ends[0]?.end();
  await expect.poll(() => saved).toEqual(['D', 'Deel']);
  ends[1]?.end();
  await keeper.settled();
  expect(keeper.state).toBe('kept');
});

test('a write that fails is told, and the next text is written again', async () => {
  const { drafts, saved, ends } = slowDrafts();
  const keeper = new DraftKeeper(drafts, 'conversation:1');
  keeper.put('D');
  ends[0]?.break();
  await keeper.settled();
  expect(keeper.state).toBe('failed');
  keeper.put('De');
  ends[1]?.end();
  await keeper.settled();
  expect(keeper.state).toBe('kept');
  expect(saved).toEqual(['D', 'De']);
});

test('whoever must know that all is kept does not wait for the moment at which a letter is taken', async () => {
  const { drafts, saved, ends } = slowDrafts();
  const keeper = new DraftKeeper(drafts, 'conversation:1');
  keeper.typed(() => keeper.put('De'));
  expect(keeper.state).toBe('keeping');
  const settled = keeper.settled();
  expect(saved).toEqual(['De']);
  ends[0]?.end();
  await settled;
  expect(keeper.state).toBe('kept');
});

test('a letter that is typed while an earlier one is written is not said to be kept', async () => {
  const { drafts, ends } = slowDrafts();
  const keeper = new DraftKeeper(drafts, 'conversation:1');
  keeper.put('D');
  const first = keeper.settled();
  keeper.typed(() => keeper.put('De'));
  ends[0]?.end();
  await first;
  expect(keeper.state).toBe('keeping');
  keeper.nothing();
  expect(keeper.state).toBe('kept');
});
