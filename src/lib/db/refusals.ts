import * as z from 'zod/mini';
import type { SealedStore } from './sealed-store.ts';

/** A revision that the server would not take, with its reason. */
const Refusal = z.object({ database: z.string(), id: z.string(), rev: z.string(), reason: z.string() });
export type Refusal = z.infer<typeof Refusal>;

/**
 * The revisions that were refused. The documents themselves stay where they are; a later revision of one is sent as
 * if nothing had happened.
 */
export class Refusals {
  readonly #store: SealedStore;
  readonly #known = new Map<string, Refusal>();
  readonly #listeners = new Set<() => void>();

  constructor(store: SealedStore) {
    this.#store = store;
  }

  /** Reads them all, also again after another tab wrote. */
  async load(): Promise<void> {
    const stored = await this.#store.all('refusals');
    this.#known.clear();
    for (const { key, value } of stored) this.#known.set(key, Refusal.parse(value));
    this.#changed();
  }

  all(): Refusal[] {
    return [...this.#known.values()];
  }

  find(database: string, id: string, rev: string): Refusal | undefined {
    // Asked for every document there is, and nearly always there are no refusals.
    if (this.#known.size === 0) return undefined;
    return this.#known.get(keyOf({ database, id, rev }));
  }

  /** Resolves when it is durable: only then may the document count as dealt with. */
  async add(refusal: Refusal): Promise<void> {
    const key = keyOf(refusal);
    await this.#store.put('refusals', key, refusal);
    this.#known.set(key, refusal);
    this.#changed();
  }

  async remove(refusal: Pick<Refusal, 'database' | 'id' | 'rev'>): Promise<void> {
    const key = keyOf(refusal);
    if (!this.#known.has(key)) return;
    await this.#store.remove('refusals', key);
    this.#known.delete(key);
    this.#changed();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** By revision: of one document both a merge and the closing of the side that lost may be refused. */
const keyOf = ({ database, id, rev }: Pick<Refusal, 'database' | 'id' | 'rev'>): string =>
  `${database}\n${id}\n${rev}`;
