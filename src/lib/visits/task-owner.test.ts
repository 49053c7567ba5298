import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Takeover } from './task.ts';
import { heldLists, holderNow, ownerNow } from './task-owner.ts';

const TODAY = '2026-11-24';
/** The word that `to` has the list of `from`, said as the `at`-th. */
const word = (from: string, to: string, at: number, day = TODAY): Takeover => ({
  _id: `takeover:${String(at).padStart(4, '0')}`,
  kind: 'takeover',
  schema: 1,
  author: to,
  device: 'phone',
  created: new Date(Date.parse('2026-11-24T08:00:00Z') + at * 1000).toISOString(),
  from,
  to,
  day
});
const kept = (database: string, ...takeovers: Takeover[]) =>
  takeovers.map((document) => ({ database, delivery: 'processed' as const, document }));

describe('a list of tasks', () => {
  test('is with its own worker until somebody takes it over, and from that day on', () => {
    const tomorrow = word('yusuf', 'marloes', 1, '2026-11-25');
    expect(ownerNow('yusuf', [], TODAY)).toBe('yusuf');
    expect(ownerNow('yusuf', [tomorrow], TODAY)).toBe('yusuf');
    expect(ownerNow('yusuf', [tomorrow], '2026-11-25')).toBe('marloes');
    expect(ownerNow('marloes', [tomorrow], '2026-11-25')).toBe('marloes');
  });

  test('is with its own worker again once it was given back', () => {
    const words = [word('yusuf', 'marloes', 1), word('yusuf', 'yusuf', 2)];
    expect(ownerNow('yusuf', words, TODAY)).toBe('yusuf');
  });

  test('that two colleagues took over without knowing of each other is with the one who did so last', () => {
    const words = [word('yusuf', 'gerdien', 2), word('yusuf', 'marloes', 1)];
    expect(ownerNow('yusuf', words, TODAY)).toBe('gerdien');
  });

  test('goes along when the one who took it over is taken over', () => {
    const words = [word('yusuf', 'marloes', 1), word('marloes', 'gerdien', 2)];
    expect(ownerNow('yusuf', words, TODAY)).toBe('gerdien');
  });

  test('stays with the one who took it over after their own list had gone', () => {
    const words = [word('marloes', 'gerdien', 1), word('yusuf', 'marloes', 2)];
    expect(ownerNow('yusuf', words, TODAY)).toBe('marloes');
  });

  test('of two who took over each other is with the one who did so last, and so is the other list', () => {
    const words = [word('yusuf', 'marloes', 1), word('marloes', 'yusuf', 2)];
    expect(['yusuf', 'marloes'].map((user) => ownerNow(user, words, TODAY))).toEqual(['yusuf', 'yusuf']);
  });

  test('in a ring of takeovers is with the one who said the last word', () => {
    const words = [word('a', 'b', 1), word('b', 'c', 2), word('c', 'a', 3)];
    expect(['a', 'b', 'c'].map((user) => ownerNow(user, words, TODAY))).toEqual(['a', 'a', 'a']);
  });

  test('is with the same worker on every device, whatever was taken over and in whatever order it arrives', () => {
    const worker = fc.constantFrom('a', 'b', 'c', 'd');
    const takeovers = fc
      .array(fc.tuple(worker, worker, fc.nat(3)))
      // Several at one moment: then the ids decide.
      .map((all) =>
        all.map(([from, to, at], place) => ({ ...word(from, to, at), _id: `takeover:${place}` }))
      );
    fc.assert(
      fc.property(
        takeovers.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
        ),
        worker,
        ([all, shuffled], user) => {
          expect(ownerNow(user, shuffled, TODAY)).toBe(ownerNow(user, all, TODAY));
        }
      )
    );
  });
});

describe('a takeover', () => {
  test('counts within its own team', () => {
    const takeovers = kept('team-voorstad', word('yusuf', 'marloes', 1));
    const holder = (database: string) => holderNow({ database, owner: 'yusuf' }, takeovers, TODAY);
    expect([holder('team-voorstad'), holder('team-bathmen')]).toEqual(['marloes', 'yusuf']);
  });

  test('leaves what asks the whole team to the whole team', () => {
    const takeovers = kept('team-voorstad', word('yusuf', 'marloes', 1));
    expect(holderNow({ database: 'team-voorstad', owner: null }, takeovers, TODAY)).toBeNull();
  });

  test('is one of the lists that are elsewhere until it was given back', () => {
    const taken = word('yusuf', 'marloes', 1);
    expect(heldLists(kept('team-voorstad', taken), TODAY)).toEqual([
      { database: 'team-voorstad', worker: 'yusuf', holder: 'marloes' }
    ]);
    expect(heldLists(kept('team-voorstad', taken, word('yusuf', 'yusuf', 2)), TODAY)).toEqual([]);
  });
});
