import { afterEach, beforeEach, expect, test } from 'vitest';
import { testServer, type TestServer } from '../testing.ts';
import { whatItIs } from './devices.ts';

const TICKET = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36';
let server: TestServer;

beforeEach(async () => {
  server = await testServer();
  await server.addDemoAccounts();
  for (const [name, roles, teams] of [
    ['leider', ['team-lead'], ['voorstad']],
    ['leider-elders', ['team-lead'], ['bathmen']],
    ['baas', ['administrator'], []]
  ] as const)
    await server.addAccount({
      name,
      displayName: name,
      roles: [...roles],
      teams: [...teams],
      zones: [],
      activities: []
    });
});
afterEach(async () => {
  expect(server.failures).toEqual([]);
  await server.discard();
});

const as = async (user: string, method: string, path: string, body?: unknown) =>
  server.ask(method, path, {
    cookie: await server.signIn(user),
    headers: { 'user-agent': ANDROID },
    ...(body === undefined ? {} : { body })
  });
const register = async (user: string, ticket = TICKET) =>
  (await as(user, 'POST', '/toestellen/hier', { ticket, device: '0123456789abcdef' })).json();
const standing = async (ticket = TICKET) =>
  (await server.ask('POST', '/toestellen/stand', { body: { ticket } })).json();
interface Line {
  id: string;
  user: string;
  state: string;
  what: string;
  by: string | null;
}
const seenBy = async (user: string): Promise<Line[]> =>
  ((await (await as(user, 'GET', '/toestellen')).json()) as { devices: Line[] }).devices;
const idSeenBy = async (user: string) => (await seenBy(user))[0]?.id ?? '';
const revoke = async (user: string, id: string) =>
  (await as(user, 'POST', '/toestellen/intrekken', { id })).status;

test('a device is seen by who works on it, by their team lead and by an administrator, and by nobody else', async () => {
  expect(await register('vet-voorstad-1')).toEqual({ state: 'in-use' });
  for (const user of ['vet-voorstad-1', 'leider', 'baas'])
    expect(await seenBy(user)).toMatchObject([
      { user: 'vet-voorstad-1', what: 'Android-telefoon', state: 'in-use' }
    ]);
  const id = await idSeenBy('baas');
  for (const user of ['vet-voorstad-2', 'leider-elders', 'wmo-1']) {
    expect(await seenBy(user)).toEqual([]);
    expect(await revoke(user, id)).toBe(403);
  }
  expect((await server.ask('GET', '/toestellen')).status).toBe(401);
  expect(JSON.stringify(await seenBy('baas'))).not.toContain(TICKET);
});

test('a device that is revoked hears so without a session, and is known to be told and to be wiped', async () => {
  await register('vet-voorstad-1');
  const id = await idSeenBy('leider');
  expect(await standing()).toEqual({ state: 'in-use' });
  expect(await revoke('leider', id)).toBe(204);
  expect(await seenBy('leider')).toMatchObject([{ state: 'revoked', by: 'leider' }]);
  expect(await standing()).toEqual({ state: 'revoked' });
  expect(await seenBy('leider')).toMatchObject([{ state: 'told' }]);
  expect(await standing()).toEqual({ state: 'revoked' });
  await server.ask('POST', '/toestellen/gewist', { body: { ticket: TICKET } });
  expect(await seenBy('leider')).toMatchObject([{ state: 'wiped' }]);
  expect(await standing()).toEqual({ state: 'revoked' });
});

test('revoking ends every session of its user, so that what is sent from it is refused', async () => {
  await register('vet-voorstad-1');
  const cookie = await server.signIn('vet-voorstad-1');
  const other = await server.signIn('vet-voorstad-2');
  await revoke('baas', await idSeenBy('baas'));
  const asked = async (with_: string) =>
    (await server.ask('GET', '/db/team-voorstad/_all_docs', { cookie: with_ })).status;
  expect([await asked(cookie), await asked(other)]).toEqual([401, 200]);
  // Whoever knows the password and logs in on it again meets the same.
  expect(await register('vet-voorstad-1')).toEqual({ state: 'revoked' });
});

test('another device of the same user goes on, and one that is unknown need destroy nothing', async () => {
  await register('vet-voorstad-1');
  await register('vet-voorstad-1', OTHER);
  const [first] = await seenBy('vet-voorstad-1');
  await revoke('vet-voorstad-1', first?.id ?? '');
  const states = [await standing(TICKET), await standing(OTHER)].map(({ state }) => state as string);
  expect(states.sort()).toEqual(['in-use', 'revoked']);
  expect(await standing('c'.repeat(32))).toEqual({ state: 'in-use' });
  await server.ask('POST', '/toestellen/gewist', { body: { ticket: OTHER } });
  expect((await seenBy('vet-voorstad-1')).map(({ state }) => state)).not.toContain('wiped');
});

test.each([{}, { ticket: 7 }, { ticket: 'A'.repeat(32) }, { ticket: TICKET, more: 1 }])(
  'a question that is not well made is refused: %j',
  async (body) => {
    expect((await server.ask('POST', '/toestellen/stand', { body })).status).toBe(400);
    expect((await as('wmo-1', 'POST', '/toestellen/hier', body)).status).toBe(400);
  }
);

test('a device is called by what its owner knows it as', () => {
  expect(whatItIs(ANDROID)).toBe('Android-telefoon');
  expect(whatItIs('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)')).toBe('iPhone');
  expect(whatItIs('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')).toBe('Windows-computer');
  expect(whatItIs('')).toBe('Onbekend toestel');
});
