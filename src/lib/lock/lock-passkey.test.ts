import { beforeEach, expect, test } from 'vitest';
import type { Fetch } from '../db/replication.ts';
import { DeviceStore } from '../db/device-store.ts';
import type { DevicePasskeys } from './device-passkey.ts';
import { emptyStorage, lockOptions, noPasskeys, PretendPasskeys } from './testing.ts';
import { LEASE, VaultLock } from './vault-lock.ts';

const PASSPHRASE = 'negen gele fietsen';

let now = 0;
let storage = emptyStorage();
let passkeys: PretendPasskeys;

beforeEach(() => {
  now = Date.parse('2026-11-22T09:00:00Z');
  storage = emptyStorage();
  passkeys = new PretendPasskeys();
});

/** A server where Anna is signed in, and that answers nothing else. */
const online: Fetch = (address) =>
  Promise.resolve(
    new URL(String(address)).pathname.startsWith('/auth/')
      ? Response.json({
          user: 'anna',
          displayName: 'anna',
          roles: ['field-worker'],
          teams: ['voorstad'],
          zones: [],
          databases: ['team-voorstad']
        })
      : Response.json({ error: 'unavailable' }, { status: 503 })
  );
const offline: Fetch = () => Promise.reject(new TypeError('No connection.'));

async function boot(fetch: Fetch = offline, given: DevicePasskeys = passkeys): Promise<VaultLock> {
  const lock = new VaultLock(lockOptions({ clock: () => now, fetch, storage, passkeys: given }));
  await expect.poll(() => lock.state().kind).toBe('locked');
  return lock;
}

const NOTE = {
  _id: 'note:a',
  kind: 'note',
  schema: 1,
  author: 'anna',
  device: 'd',
  created: '2026-11-22T09:00:00.000Z',
  text: 'a'
};

/** Anna's lock, open, with a note under it. */
async function enrolled(given: DevicePasskeys = passkeys): Promise<VaultLock> {
  const lock = await boot(online, given);
  await lock.takeOver();
  await lock.enrol(PASSPHRASE, null);
  await sessionOf(lock).records.save('team-voorstad', [NOTE]);
  return lock;
}

function sessionOf(lock: VaultLock) {
  const state = lock.state();
  if (state.kind !== 'open') throw new Error(state.kind);
  return state.session;
}
function userOf(lock: VaultLock) {
  const state = lock.state();
  const user = state.kind === 'locked' ? state.users[0] : undefined;
  if (!user) throw new Error(state.kind);
  return user;
}
async function stored() {
  const device = new DeviceStore(storage);
  await device.open();
  const [vault] = await device.vaults();
  device.close();
  return vault;
}

test('after a restart without connection the passkey opens what the passphrase sealed, and so does the passphrase', async () => {
  const first = await enrolled();
  expect(await first.ways.hasPasskey()).toBe(false);
  expect(await first.ways.addPasskey(PASSPHRASE)).toMatchObject({ ok: true });
  expect(await first.ways.hasPasskey()).toBe(true);
  await first.lock();
  const lock = await boot();
  const { id, passkey } = userOf(lock);
  expect(passkey).toBe(true);
  expect(await lock.unlockWithPasskey(id)).toMatchObject({ ok: true });
  expect(sessionOf(lock).records.get('note:a')?.document).toMatchObject({ text: 'a' });
  await lock.lock();
  expect(await lock.unlock(id, PASSPHRASE)).toMatchObject({ ok: true });
});

test('another passphrase leaves the passkey opening', async () => {
  const lock = await enrolled();
  await lock.ways.addPasskey(PASSPHRASE);
  await lock.ways.changePassphrase(PASSPHRASE, 'twaalf paarse ballonnen');
  await lock.lock();
  const { id } = userOf(lock);
  expect(await lock.unlock(id, PASSPHRASE)).toMatchObject({ failure: { kind: 'wrong-passphrase' } });
  expect(await lock.unlockWithPasskey(id)).toMatchObject({ ok: true });
});

test('a passphrase that is wrapped anew because guesses became dearer leaves the passkey opening', async () => {
  const first = await enrolled();
  await first.ways.addPasskey(PASSPHRASE);
  await first.lock();
  const before = await stored();
  const cost = { memoryKiB: 16, passes: 2, lanes: 1 };
  const lock = new VaultLock(lockOptions({ clock: () => now, fetch: offline, storage, passkeys, cost }));
  await expect.poll(() => lock.state().kind).toBe('locked');
  const { id } = userOf(lock);
  expect(await lock.unlock(id, PASSPHRASE)).toMatchObject({ ok: true });
  await lock.lock();
  const after = await stored();
  expect(after?.wrapped.cost).toEqual(cost);
  expect(after?.passkey).toEqual(before?.passkey);
  expect(await lock.unlockWithPasskey(id)).toMatchObject({ ok: true });
});

test('a passkey that was taken away opens nothing, and nothing of it stays', async () => {
  const lock = await enrolled();
  await lock.ways.addPasskey(PASSPHRASE);
  await lock.ways.removePasskey();
  expect(await stored()).not.toHaveProperty('passkey');
  await lock.lock();
  const { id, passkey } = userOf(lock);
  expect(passkey).toBe(false);
  expect(await lock.unlockWithPasskey(id)).toMatchObject({ failure: { kind: 'no-secret' } });
  expect(await lock.unlock(id, PASSPHRASE)).toMatchObject({ ok: true });
});

test('a passkey is made for who knows the passphrase, and a wrong one counts as a guess', async () => {
  const lock = await enrolled();
  for (let guess = 0; guess < 3; guess++) await lock.ways.addPasskey('gele negen fietsen');
  expect(await lock.ways.hasPasskey()).toBe(false);
  expect((await stored())?.failures).toBe(3);
});

test('on a device whose passkeys open no lock there is none, and the passphrase opens', async () => {
  const lock = await enrolled(noPasskeys);
  expect(await lock.ways.addPasskey(PASSPHRASE)).toMatchObject({ failure: { kind: 'no-secret' } });
  expect(await lock.ways.hasPasskey()).toBe(false);
  await lock.lock();
  expect(await lock.unlock(userOf(lock).id, PASSPHRASE)).toMatchObject({ ok: true });
});

test('a question that was closed opens nothing and costs nothing', async () => {
  const lock = await enrolled();
  await lock.ways.addPasskey(PASSPHRASE);
  await lock.lock();
  const { id } = userOf(lock);
  passkeys.failing = { kind: 'cancelled' };
  expect(await lock.unlockWithPasskey(id)).toMatchObject({ failure: { kind: 'cancelled' } });
  expect(userOf(lock).id).toBe(id);
  expect((await stored())?.failures).toBe(0);
  passkeys.failing = null;
  expect(await lock.unlockWithPasskey(id)).toMatchObject({ ok: true });
});

test('a passkey of another device opens nothing', async () => {
  const lock = await enrolled();
  await lock.ways.addPasskey(PASSPHRASE);
  await lock.lock();
  const elsewhere = new PretendPasskeys();
  await elsewhere.make(new Uint8Array(32));
  const other = await boot(offline, elsewhere);
  expect(await other.unlockWithPasskey(userOf(other).id)).toMatchObject({ failure: { kind: 'no-secret' } });
});

test('opening with a passkey shortens no wait after wrong passphrases', async () => {
  const lock = await enrolled();
  await lock.ways.addPasskey(PASSPHRASE);
  await lock.lock();
  const { id } = userOf(lock);
  for (let guess = 0; guess < 3; guess++) await lock.unlock(id, 'gele negen fietsen');
  expect(await lock.unlockWithPasskey(id)).toMatchObject({ ok: true });
  await lock.lock();
  expect(await lock.unlock(id, PASSPHRASE)).toMatchObject({ failure: { kind: 'wait', seconds: 5 } });
});

test('a vault that was revoked while its passkey was asked for stays closed, and that is told', async () => {
  const first = await enrolled();
  await first.ways.addPasskey(PASSPHRASE);
  await first.lock();
  const { id } = userOf(first);
  const wiping: DevicePasskeys = {
    make: (input) => passkeys.make(input),
    async secret(credential, input) {
      const wiped = await boot((address, init) =>
        new URL(String(address)).pathname.startsWith('/toestellen/')
          ? Promise.resolve(Response.json({ state: 'revoked' }))
          : offline(address, init)
      );
      await expect.poll(() => wiped.state()).toMatchObject({ kind: 'locked', wiped: true });
      return passkeys.secret(credential, input);
    }
  };
  const lock = await boot(offline, wiping);
  expect(await lock.unlockWithPasskey(id)).toMatchObject({ failure: { kind: 'no-secret' } });
  expect(lock.state()).toMatchObject({ kind: 'locked', users: [] });
});

test('a passkey opens no longer than the lease, and again once the server was heard', async () => {
  const first = await enrolled();
  await first.ways.addPasskey(PASSPHRASE);
  await first.lock();
  now += LEASE + 1000;
  const lock = await boot();
  expect(await lock.unlockWithPasskey(userOf(lock).id)).toMatchObject({ failure: { kind: 'lease-ended' } });
  const heard = await boot(online);
  expect(await heard.unlockWithPasskey(userOf(heard).id)).toMatchObject({ ok: true });
});
