import { ulidMaker } from './core/id.ts';
import { pageIdle } from './core/idle.ts';
import type { RandomBytes } from './core/random.ts';
import { browserPouch } from './db/browser-pouch.ts';
import { browserPasskeys } from './lock/device-passkey.ts';
import type { Lock } from './lock/lock.ts';
import { pagePresence } from './lock/presence.ts';
import { VaultLock } from './lock/vault-lock.ts';
import { merger } from './sync/merge.ts';
import { browserTabs } from './sync/tabs.ts';
import { pageWakeUps } from './sync/wake-ups.ts';
import { RECORD_SCHEMAS } from './record-schemas.ts';

const clock = (): number => Date.now();

const random: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

function browserLock(): Lock {
  return new VaultLock({
    clock,
    random,
    fetch: (address, init) => fetch(address, init),
    origin: location.origin,
    storage: { indexedDB, IDBKeyRange },
    pouch: browserPouch(localStorage),
    schemas: RECORD_SCHEMAS,
    merger,
    tabs: browserTabs(navigator.locks),
    wakeUps: pageWakeUps(window),
    idle: pageIdle(window),
    presence: pagePresence(document),
    passkeys: browserPasskeys(random),
    // The browser may refuse; what is on the device stays as safe as it was.
    persist: async () => void (await navigator.storage.persist()),
    onFault: reportError
  });
}

let lock: Lock | undefined;

/** The app behind the lock, put together for the browser; nothing is opened before `lock` is asked for. */
export const app = {
  get lock(): Lock {
    lock ??= browserLock();
    return lock;
  },
  clock,
  nextId: ulidMaker(clock, random)
};
