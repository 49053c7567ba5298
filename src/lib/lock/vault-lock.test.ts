import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import type { Fetch } from '../db/replication.ts';
import { DeviceStore, type Vault } from '../db/device-store.ts';
import type { LockState } from './lock.ts';
import { PATIENCE } from './presence.ts';
import { emptyStorage, lockOptions } from './testing.ts';
import { LEASE, VaultLock } from './vault-lock.ts';

const PASSPHRASE = 'negen gele fietsen';

let now = 0;
let storage = emptyStorage();
let signedIn: string | null = null;
let visible: (visible: boolean) => void = () => undefined;

beforeEach(() => {
  now = Date.parse('2026-11-22T09:00:00Z');
  storage = emptyStorage();
  signedIn = null;
});

const json = (body: unknown, status = 200) => Response.json(body, { status });

/** A server that knows who is signed in, and answers nothing else. */
const fetch: Fetch = async (address, init) => {
  const { pathname } = new URL(String(address));
  if (pathname === '/auth/login') {
    const { username, password } = JSON.parse(String(init?.body)) as Record<string, string>;
    if (password !== 'goed') return json({ error: 'unauthorized' }, 401);
    signedIn = username ?? '';
  }
  if (signedIn === null) return json({ error: 'unauthorized' }, 401);
  if (!pathname.startsWith('/auth/')) return json({ error: 'unavailable' }, 503);
  return json({
    user: signedIn,
    displayName: signedIn,
    roles: ['field-worker'],
    teams: ['voorstad'],
    zones: [],
    databases: ['team-voorstad']
  });
};

const cheap = { memoryKiB: 8, passes: 1, lanes: 1 };

async function boot(given: Fetch = fetch, cost = cheap): Promise<VaultLock> {
  const presence = {
    onTouch: () => () => undefined,
    onVisible: (listener: (visible: boolean) => void) => {
      visible = listener;
      return () => undefined;
    }
  };
  const lock = new VaultLock(lockOptions({ clock: () => now, fetch: given, storage, presence, cost }));
  await expect.poll(() => lock.state().kind).toBe('locked');
  return lock;
}

async function enrolled(label: string | null = null): Promise<VaultLock> {
  const lock = await boot();
  await lock.signIn('anna', 'goed');
  expect(await lock.enrol(PASSPHRASE, label)).toEqual({ ok: true, value: undefined });
  return lock;
}

const openSession = (lock: VaultLock) => {
  const state = lock.state();
  if (state.kind !== 'open') throw new Error(state.kind);
  return state.session;
};
const usersOf = (state: LockState) => (state.kind === 'locked' ? state.users : []);
const note = (text: string) => ({
  _id: `note:${text}`,
  kind: 'note',
  schema: 1,
  author: 'anna',
  device: 'd',
  created: '2026-11-22T09:00:00.000Z',
  text
});
const offline: Fetch = () => Promise.reject(new TypeError('No connection.'));

test('a passphrase shorter than eight characters is not taken', async () => {
  const lock = await boot();
  await lock.signIn('anna', 'goed');
  expect(await lock.enrol('zeven77', null)).toMatchObject({ failure: { kind: 'too-short' } });
});

test('nobody chooses a passphrase without having signed in', async () => {
  const lock = await boot();
  expect(await lock.signIn('anna', 'fout')).toMatchObject({ failure: { kind: 'wrong-password' } });
  expect(await lock.enrol(PASSPHRASE, null)).toMatchObject({ failure: { kind: 'not-signed-in' } });
});

test('after a restart without connection the passphrase opens records and drafts as they were', async () => {
  const first = await enrolled();
  await openSession(first).records.save('team-voorstad', [note('a')]);
  await openSession(first).drafts.save('gesprek', { text: 'half' });
  await first.lock();
  const lock = await boot(offline);
  const [user] = usersOf(lock.state());
  expect(await lock.unlock(user?.id ?? '', PASSPHRASE)).toMatchObject({ ok: true });
  expect(openSession(lock).records.get('note:a')).toMatchObject({
    delivery: 'device',
    document: { text: 'a' }
  });
  expect((await openSession(lock).drafts.load('gesprek'))?.value).toEqual({ text: 'half' });
  await lock.lock();
});

test('the teams of the municipality stay known without a connection, and an older server tells of none', async () => {
  const first = await enrolled();
  expect(openSession(first).allTeams).toEqual([]);
  await first.lock();
  const told: Fetch = async (address, init) => {
    const answer = await fetch(address, init);
    return answer.ok ? json({ ...(await answer.json()), allTeams: ['voorstad', 'wmo'] }) : answer;
  };
  const online = await boot(told);
  const [user] = usersOf(online.state());
  await online.unlock(user?.id ?? '', PASSPHRASE);
  await online.signIn('anna', 'goed');
  expect(openSession(online).allTeams).toEqual(['voorstad', 'wmo']);
  await online.lock();
  const away = await boot(offline);
  await away.unlock(user?.id ?? '', PASSPHRASE);
  expect(openSession(away).allTeams).toEqual(['voorstad', 'wmo']);
  await away.lock();
});

test('a locked device shows no name that its user did not want there', async () => {
  const lock = await enrolled();
  await lock.lock();
  expect(usersOf(lock.state())).toMatchObject([{ label: null, old: false }]);
});

test('wrong passphrases lead to growing waits, which a restart does not shorten', async () => {
  const first = await enrolled();
  await first.lock();
  const [user] = usersOf(first.state());
  const id = user?.id ?? '';
  for (let times = 0; times < 3; times++) {
    expect(await first.unlock(id, 'fout fout fout')).toMatchObject({ failure: { kind: 'wrong-passphrase' } });
  }
  const lock = await boot();
  expect(await lock.unlock(id, PASSPHRASE)).toMatchObject({ failure: { kind: 'wait', seconds: 5 } });
  now += 5_000;
  await lock.unlock(id, 'fout fout fout');
  expect(await lock.unlock(id, PASSPHRASE)).toMatchObject({ failure: { kind: 'wait', seconds: 10 } });
  now += 10_000;
  expect(await lock.unlock(id, PASSPHRASE)).toMatchObject({ ok: true });
  await lock.lock();
});

test('a clock that is set back makes no wait longer than it was', async () => {
  const lock = await enrolled();
  await lock.lock();
  const [user] = usersOf(lock.state());
  for (let times = 0; times < 3; times++) await lock.unlock(user?.id ?? '', 'fout fout fout');
  now -= 365 * 24 * 60 * 60_000;
  expect(await lock.unlock(user?.id ?? '', PASSPHRASE)).toMatchObject({
    failure: { kind: 'wait', seconds: 5 }
  });
});

test('seven days after the last contact a device opens only once the server was heard of', async () => {
  const first = await enrolled();
  await openSession(first).sync.syncNow();
  await first.lock();
  const [user] = usersOf(first.state());
  now += LEASE + 1;
  const away = await boot(offline);
  expect(await away.unlock(user?.id ?? '', PASSPHRASE)).toMatchObject({ failure: { kind: 'lease-ended' } });
  const back = await boot();
  expect(await back.unlock(user?.id ?? '', PASSPHRASE)).toMatchObject({ ok: true });
  await back.lock();
});

test('two users of one device open only their own', async () => {
  const lock = await enrolled('Anna');
  await openSession(lock).records.save('team-voorstad', [note('van anna')]);
  await lock.lock();
  now += 1;
  await lock.signIn('bram', 'goed');
  await lock.enrol('zes rode fietsen', 'Bram');
  expect([...openSession(lock).records.all()]).toEqual([]);
  expect(openSession(lock).user.name).toBe('bram');
  await lock.lock();
  const [anna, bram] = usersOf(lock.state());
  expect([anna?.label, bram?.label]).toEqual(['Anna', 'Bram']);
  expect(await lock.unlock(anna?.id ?? '', 'zes rode fietsen')).toMatchObject({ ok: false });
});

test('who forgot the passphrase starts anew; what was not sent stays sealed beside it', async () => {
  const lock = await enrolled();
  await openSession(lock).records.save('team-voorstad', [note('nooit verzonden')]);
  await lock.lock();
  const [old] = usersOf(lock.state());
  now += 1;
  await lock.signIn('anna', 'goed');
  await lock.enrol('tien gele fietsen', null, old?.id);
  await lock.lock();
  expect(usersOf(lock.state()).map((user) => user.old)).toEqual([true, false]);
  expect(await lock.unlock(old?.id ?? '', PASSPHRASE)).toMatchObject({ ok: true });
  expect(openSession(lock).records.get('note:nooit verzonden')).toBeDefined();
  await lock.lock();
});

test('who forgot the passphrase and had nothing unsent leaves nothing behind', async () => {
  const lock = await enrolled();
  await lock.lock();
  const names = async () => (await storage.indexedDB.databases()).map(({ name = '' }) => name);
  const own = (await names()).filter((name) => name !== 'binnenzak-toestel');
  const [old] = usersOf(lock.state());
  await lock.signIn('anna', 'goed');
  await lock.enrol('tien gele fietsen', null, old?.id);
  await lock.lock();
  expect(usersOf(lock.state()).map((user) => user.id)).not.toContain(old?.id);
  expect(usersOf(lock.state())).toHaveLength(1);
  expect(own).toEqual([expect.any(String), expect.stringMatching(/-kopie$/)]);
  expect((await names()).filter((name) => own.includes(name))).toEqual([]);
});

test('the device locks itself when it was out of sight for five minutes, after forms were saved', async () => {
  const lock = await enrolled();
  let saved = false;
  lock.beforeLock(async () => {
    await openSession(lock).drafts.save('gesprek', 'laatste woord');
    saved = true;
  });
  visible(false);
  now += 5 * 60_000 + 1;
  visible(true);
  await expect.poll(() => lock.state().kind).toBe('locked');
  expect(saved).toBe(true);
});

/** What the device keeps of the only user on it. */
async function keptVault(): Promise<Vault> {
  const device = new DeviceStore(storage);
  const [vault] = await device.vaults();
  device.close();
  if (!vault) throw new Error('There is no user on this device.');
  return vault;
}

test('a key that was wrapped when guesses were cheaper is wrapped anew at the next unlock, and opens the same', async () => {
  const first = await enrolled();
  await openSession(first).records.save('team-voorstad', [note('a')]);
  await first.lock();
  const dearer = { memoryKiB: 16, passes: 2, lanes: 1 };
  const lock = await boot(fetch, dearer);
  const [user] = usersOf(lock.state());
  expect(await lock.unlock(user?.id ?? '', PASSPHRASE)).toMatchObject({ ok: true });
  await lock.lock();
  const kept = await keptVault();
  expect(kept.wrapped.cost).toEqual(dearer);
  // An app that went back to the older cost does not make it cheaper again.
  const older = await boot();
  expect(await older.unlock(kept.id, PASSPHRASE)).toMatchObject({ ok: true });
  expect(openSession(older).records.get('note:a')).toBeDefined();
  await older.lock();
  expect((await keptVault()).wrapped).toEqual(kept.wrapped);
});

test('another passphrase opens what was sealed before it, and the earlier one opens nothing', async () => {
  const lock = await enrolled();
  const open = openSession(lock);
  await open.records.save('team-voorstad', [note('a')]);
  const before = await keptVault();
  expect(await lock.ways.changePassphrase('fout fout fout', 'tien gele fietsen')).toMatchObject({
    failure: { kind: 'wrong-passphrase' }
  });
  expect(await lock.ways.changePassphrase(PASSPHRASE, 'kort')).toMatchObject({
    failure: { kind: 'too-short' }
  });
  expect(await lock.ways.changePassphrase(PASSPHRASE, 'tien gele fietsen')).toMatchObject({ ok: true });
  expect(openSession(lock)).toBe(open);
  await lock.lock();
  const { wrapped, ...rest } = await keptVault();
  expect(rest).toEqual({ ...before, wrapped: undefined });
  expect(wrapped.box).not.toBe(before.wrapped.box);
  expect(await lock.unlock(before.id, PASSPHRASE)).toMatchObject({ failure: { kind: 'wrong-passphrase' } });
  expect(await lock.unlock(before.id, 'tien gele fietsen')).toMatchObject({ ok: true });
  expect(openSession(lock).records.get('note:a')).toBeDefined();
  await lock.lock();
});

test('wrong guesses at the passphrase are slowed on an open device too', async () => {
  const lock = await enrolled();
  for (let times = 0; times < 3; times++)
    await lock.ways.changePassphrase('fout fout fout', 'tien gele fietsen');
  expect(await lock.ways.setCode(PASSPHRASE, '274915')).toMatchObject({
    failure: { kind: 'wait', seconds: 5 }
  });
  await lock.lock();
});

test('six digits open until the page is loaded anew, and nothing of them is stored', async () => {
  const lock = await enrolled();
  const id = (await keptVault()).id;
  const before = await keptVault();
  expect(await lock.ways.setCode('fout fout fout', '274915')).toMatchObject({ ok: false });
  expect(await lock.ways.setCode(PASSPHRASE, '274915')).toMatchObject({ ok: true });
  expect(await keptVault()).toEqual(before);
  await lock.lock();
  expect(usersOf(lock.state())).toMatchObject([{ id, code: true }]);
  expect(await lock.unlockWithCode(id, '274915')).toMatchObject({ ok: true });
  await lock.lock();
  const loadedAnew = await boot();
  expect(usersOf(loadedAnew.state())).toMatchObject([{ id, code: false }]);
  expect(await loadedAnew.unlockWithCode(id, '274915')).toMatchObject({ failure: { kind: 'no-code' } });
});

test('after five wrong codes only the passphrase opens', async () => {
  const lock = await enrolled();
  await lock.ways.setCode(PASSPHRASE, '274915');
  await lock.lock();
  const [user] = usersOf(lock.state());
  const id = user?.id ?? '';
  for (let left = 4; left > 0; left--) {
    expect(await lock.unlockWithCode(id, '000000')).toMatchObject({ failure: { kind: 'wrong-code', left } });
  }
  await lock.unlockWithCode(id, '000000');
  expect(await lock.unlockWithCode(id, '274915')).toMatchObject({ failure: { kind: 'no-code' } });
  expect(usersOf(lock.state())).toMatchObject([{ code: false }]);
  expect(await lock.unlock(id, PASSPHRASE)).toMatchObject({ ok: true });
  await lock.lock();
});

test('a code outlives neither the lease nor a change of passphrase', async () => {
  const lock = await enrolled();
  const id = (await keptVault()).id;
  await lock.ways.setCode(PASSPHRASE, '274915');
  await lock.lock();
  now += LEASE + 60_000;
  signedIn = null;
  expect(await lock.unlockWithCode(id, '274915')).toMatchObject({ failure: { kind: 'lease-ended' } });
  signedIn = 'anna';
  expect(await lock.unlockWithCode(id, '274915')).toMatchObject({ ok: true });
  await lock.ways.changePassphrase(PASSPHRASE, 'tien gele fietsen');
  await lock.lock();
  expect(await lock.unlockWithCode(id, '274915')).toMatchObject({ failure: { kind: 'no-code' } });
});

test('the time to its own lock is kept for the next unlock, and never becomes longer than the bounds', async () => {
  const lock = await enrolled();
  expect(lock.patience()).toEqual(PATIENCE);
  await lock.setPatience({ untouched: 24 * 60 * 60_000, hidden: 60_000 });
  await lock.lock();
  const [user] = usersOf(lock.state());
  await lock.unlock(user?.id ?? '', PASSPHRASE);
  expect(lock.patience()).toEqual({ untouched: 15 * 60_000, hidden: 60_000 });
  visible(false);
  now += 60_000 + 1;
  visible(true);
  await expect.poll(() => lock.state().kind).toBe('locked');
});

test('storage that does not open is told, not hidden', async () => {
  const broken = new IDBFactory();
  broken.open = () => {
    throw new DOMException('No storage.', 'InvalidStateError');
  };
  storage = { indexedDB: broken, IDBKeyRange };
  const faults: unknown[] = [];
  const onFault = (cause: unknown) => faults.push(cause);
  const lock = new VaultLock(lockOptions({ clock: () => now, fetch, storage, onFault }));
  await expect.poll(() => lock.state()).toEqual({ kind: 'broken', reason: 'no-storage' });
  expect(faults).toHaveLength(1);
});

test('one vault that was revoked is destroyed, and that of a colleague on the same device stays', async () => {
  const tickets: string[] = [];
  const reported: string[] = [];
  let revoked = '';
  const server: Fetch = async (address, init) => {
    const { pathname } = new URL(String(address));
    if (!pathname.startsWith('/toestellen/')) return fetch(address, init);
    const { ticket = '' } = JSON.parse(String(init?.body)) as Record<string, string>;
    tickets.push(ticket);
    if (pathname === '/toestellen/gewist') reported.push(ticket);
    return json({ state: ticket === revoked ? 'revoked' : 'in-use' });
  };
  const first = await boot(server);
  await first.signIn('anna', 'goed');
  await first.enrol(PASSPHRASE, 'Anna');
  await first.signIn('bram', 'goed');
  await first.enrol(PASSPHRASE, 'Bram');
  await openSession(first).records.save('team-voorstad', [note('van-bram')]);
  await first.lock();
  const device = new DeviceStore(storage);
  const vaults = (await device.vaults()).sort((one, other) =>
    (one.label ?? '') < (other.label ?? '') ? -1 : 1
  );
  device.close();
  expect(new Set(vaults.map(({ ticket }) => ticket)).size).toBe(2);
  revoked = vaults[0]?.ticket ?? '';
  const again = await boot(server);
  await expect.poll(() => again.state()).toMatchObject({ kind: 'locked', wiped: true });
  expect(usersOf(again.state()).map(({ label }) => label)).toEqual(['Bram']);
  expect(reported).toEqual([revoked]);
  expect(await again.unlock(vaults[1]?.id ?? '', PASSPHRASE)).toMatchObject({ ok: true });
  expect(openSession(again).records.get('note:van-bram')).toBeDefined();
  await again.lock();
});

test('a server that does not say, or says something else than it should, has nothing destroyed', async () => {
  const first = await enrolled();
  await first.lock();
  for (const answer of [
    () => json({ state: 'gone' }),
    () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    () => json({ state: 'revoked' }, 500),
    () => Promise.reject(new TypeError('No connection.'))
  ]) {
    const lock = await boot(async (address, init) =>
      new URL(String(address)).pathname.startsWith('/toestellen/') ? answer() : fetch(address, init)
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lock.state()).toMatchObject({ kind: 'locked', wiped: false });
    expect(usersOf(lock.state())).toHaveLength(1);
  }
});
