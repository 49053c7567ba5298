// What tests share: a lock, and passkeys, without a browser.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import * as z from 'zod/mini';
import { fail, ok } from '../core/result.ts';
import { toBase64, utf8, type Bytes } from '../crypto/bytes.ts';
import { memoryPouch } from '../db/memory-pouch.ts';
import { merger } from '../sync/merge.ts';
import { onlyTab } from '../sync/tabs.ts';
import type { DevicePasskeyFailure, DevicePasskeys } from './device-passkey.ts';
import type { LockOptions } from './vault-lock.ts';

/** A device of before passkeys could open a lock. */
export const noPasskeys: DevicePasskeys = {
  make: () => Promise.resolve(fail({ kind: 'no-secret' })),
  secret: () => Promise.resolve(fail({ kind: 'no-secret' }))
};

/** A device whose passkeys give secrets; `failing` is what its owner does next instead. */
export class PretendPasskeys implements DevicePasskeys {
  failing: DevicePasskeyFailure | null = null;
  readonly #made = new Map<string, string>();

  async make(input: Bytes) {
    if (this.failing) return fail(this.failing);
    const credential = `passkey-${this.#made.size}`;
    this.#made.set(credential, toBase64(crypto.getRandomValues(new Uint8Array(32))));
    return ok({ credential, secret: await this.#secretOf(credential, input) });
  }

  async secret(credential: string, input: Bytes) {
    if (this.failing) return fail(this.failing);
    if (!this.#made.has(credential)) return fail({ kind: 'cancelled' as const });
    return ok(await this.#secretOf(credential, input));
  }

  async #secretOf(credential: string, input: Bytes): Promise<Bytes> {
    const all = utf8(`${this.#made.get(credential)} ${toBase64(input)}`);
    return new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  }
}

const pouch = memoryPouch();

/** What a lock needs, where a guess costs next to nothing, nobody is there, and every fault fails the test. */
export const lockOptions = (
  given: Partial<LockOptions> & Pick<LockOptions, 'clock' | 'fetch' | 'storage'>
): LockOptions => ({
  random: (count) => crypto.getRandomValues(new Uint8Array(count)),
  origin: 'http://binnenzak.test',
  pouch,
  schemas: { note: z.looseObject({}) },
  merger,
  tabs: onlyTab,
  wakeUps: { subscribe: () => () => undefined },
  idle: () => Promise.resolve(),
  presence: { onTouch: () => () => undefined, onVisible: () => () => undefined },
  passkeys: noPasskeys,
  persist: () => Promise.resolve(),
  onFault: (cause) => {
    throw cause;
  },
  cost: { memoryKiB: 8, passes: 1, lanes: 1 },
  ...given
});

export const emptyStorage = () => ({ indexedDB: new IDBFactory(), IDBKeyRange });
