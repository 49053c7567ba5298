import * as z from 'zod/mini';
import type { Clock } from '../core/clock.ts';
import type { Draft, Drafts } from './records.ts';
import type { SealedStore } from './sealed-store.ts';

const Kept = z.object({ value: z.unknown(), changed: z.number() });

/** Drafts on the sealed store. */
export function sealedDrafts(store: SealedStore, clock: Clock): Drafts {
  const draft = (key: string, kept: unknown): Draft => {
    const { value, changed } = Kept.parse(kept);
    return { key, value, changed };
  };
  return {
    async list() {
      const kept = await store.all('drafts');
      return kept.map(({ key, value }) => draft(key, value));
    },
    async load(key) {
      const kept = await store.get('drafts', key);
      return kept === undefined ? null : draft(key, kept);
    },
    save: (key, value) => store.put('drafts', key, { value, changed: clock() }),
    remove: (key) => store.remove('drafts', key)
  };
}
