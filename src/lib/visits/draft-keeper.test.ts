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
