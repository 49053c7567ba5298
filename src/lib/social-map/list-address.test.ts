import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listAddress, listAt, MOST_SAVED } from './list-address.ts';

const read = (address: string) => listAt(new URL(address, 'https://binnenzak.example').searchParams);

describe('the address of a list', () => {
  test('holds the ids of a list, in their order, and nothing else', () => {
    const names = fc.oneof(fc.uuid(), fc.stringMatching(/^[\w-]{1,40}$/));
    const ids = fc.tuple(fc.constantFrom('service', 'activity'), names).map((parts) => parts.join(':'));
    fc.assert(
      fc.property(fc.uniqueArray(ids, { minLength: 1, maxLength: MOST_SAVED }), (list) => {
        expect(read(listAddress(list))).toEqual({ ids: list, damaged: false });
      })
    );
  });

  test('is short: a full list takes less than 800 characters', () => {
    const ids = Array.from({ length: MOST_SAVED }, () => `service:${crypto.randomUUID()}`);
    expect(listAddress(ids).length).toBeLessThan(800);
    expect(listAddress(ids)).toMatch(/^\/lijstje\?e=[\w.-]+$/);
  });

  test('says when a part of it cannot be read, and gives the rest', () => {
    const good = 'service:83164b2f-5a1c-5b03-82d7-0f32f8d76a5d';
    const address = listAddress([good]);
    for (const bad of ['', 'x', 's', 's~', 'q83164b2f', 's~<script>', 's~a b', 's🙂'])
      expect(read(`${address}.${encodeURIComponent(bad)}`)).toEqual({ ids: [good], damaged: true });
    expect(read(address.slice(0, -3))).toEqual({ ids: [], damaged: true });
    expect(read('/lijstje?e=')).toEqual({ ids: [], damaged: true });
  });

  test('reads an entry that is named twice once, and no more than a list can hold', () => {
    const ids = Array.from({ length: MOST_SAVED + 5 }, (_, number) => `activity:${number}`);
    expect(read(listAddress(['service:a', 'service:a']))).toEqual({ ids: ['service:a'], damaged: false });
    expect(read(listAddress(ids))).toEqual({ ids: ids.slice(0, MOST_SAVED), damaged: true });
    expect(read(`/lijstje?e=${'s~a.'.repeat(50_000)}`)).toEqual({ ids: ['service:a'], damaged: true });
  });

  test('without a list there is none', () => {
    expect(read('/lijstje')).toBeNull();
  });
});
