import { afterEach, beforeEach, expect, test } from 'vitest';
import { AccountHistoryAnswer } from '#lib/roles/account-history.ts';
import { InvitationAnswer } from '#lib/roles/person.ts';
import { AUDIT_DATABASE } from '../audit/audit.ts';
import { createSeals } from '../audit/seals.ts';
import { verifyAudit } from '../audit/verify.ts';
import { openDatabase } from '../database.ts';
import { random, testServer, type TestServer } from '../testing.ts';
import { ACCOUNTS_DATABASE, createAccounts } from './accounts.ts';

const WORKER = {
  displayName: 'Fatma Nieuwman',
  roles: ['field-worker' as const],
  memberships: [{ of: 'team' as const, name: 'voorstad', until: null }],
  ends: null
};
const ACCESS = { roles: WORKER.roles, memberships: WORKER.memberships, ends: null };

let server: TestServer;
let administrator: string;
beforeEach(async () => {
  server = await testServer();
  await server.addDemoAccounts();
  administrator = await server.signIn('toegang-1');
});
afterEach(() => server.discard());

const ask = (path: string, body: object) =>
  server.ask('POST', `/auth/people${path}`, { cookie: administrator, body });
async function history(name: string) {
  const answer = await server.ask('GET', `/auth/people/${name}/history`, { cookie: administrator });
  return AccountHistoryAnswer.parse(await answer.json()).history;
}
const trail = () => openDatabase(server.engine, AUDIT_DATABASE);

test('the trail tells who let somebody in, to what, and what was changed later', async () => {
  const invited = await ask('', { name: 'fatma', ...WORKER });
  const { secret } = InvitationAnswer.parse(await invited.json());
  server.pass(1000);
  await server.ask('POST', '/auth/welcome', { body: { secret, password: 'een heel lang wachtwoord' } });
  server.pass(1000);
  await ask('/fatma/standing', { ...WORKER, roles: ['team-lead'], ends: '2026-12-31' });
  server.pass(1000);
  await ask('/fatma/sessions/end', {});
  server.pass(1000);
  await ask('/fatma/invitation', {});
  const to = { ...ACCESS, roles: ['team-lead'], ends: '2026-12-31' };
  expect(await history('fatma')).toMatchObject([
    { act: 'invited-again', who: 'Anneke Roelvink', from: null, to: null },
    { act: 'sessions-ended', from: null, to: null },
    { act: 'decided', from: ACCESS, to, when: '2026-11-22T12:00:02.000Z' },
    { act: 'password-chosen', who: 'Fatma Nieuwman', from: null, to: null },
    { act: 'invited', from: null, to: ACCESS }
  ]);
});

test('what the trail holds of an account is no name of a person, and nothing to log in with', async () => {
  const { secret } = InvitationAnswer.parse(await (await ask('', { name: 'fatma', ...WORKER })).json());
  const facts = JSON.stringify(await trail().startingWith('account-change:fatma:'));
  expect(facts).toContain('"who":"toegang-1"');
  for (const word of ['Nieuwman', secret.split('.').at(-1) ?? '', 'hash']) expect(facts).not.toContain(word);
});

test('a name that is taken, and an account that is not there, leave no word', async () => {
  const count = async () => (await trail().startingWith('account-change:')).length;
  const before = await count();
  expect((await ask('', { name: 'wmo-1', ...WORKER })).status).toBe(409);
  for (const act of ['standing', 'invitation', 'sessions/end'])
    expect((await ask(`/niemand/${act}`, WORKER)).status).toBe(404);
  expect(await count()).toBe(before);
});

test('what the identity provider says is noted when it changes, and not at each log-in', async () => {
  const { roles, memberships, displayName } = WORKER;
  const said = { displayName, roles: [...roles], memberships: [...memberships] };
  const user = await server.accounts.recognise('https://id.example fatma', said);
  await server.accounts.recognise('https://id.example fatma', said);
  server.pass(1000);
  expect(await server.accounts.recognise('https://id.example fatma', { ...said, roles: [] })).toBeNull();
  expect(await history(user?.name ?? '')).toMatchObject([
    { act: 'recognised', who: null, from: ACCESS, to: { ...ACCESS, roles: [] } },
    { act: 'recognised', who: null, from: null, to: ACCESS }
  ]);
});

test('the trail tells who revoked a device, and that it destroyed what was on it', async () => {
  const ticket = 'a'.repeat(32);
  const worker = { cookie: await server.signIn('wmo-1') };
  const body = { ticket, device: '0123456789abcdef' };
  await server.ask('POST', '/toestellen/hier', { ...worker, body });
  const listed = await server.ask('GET', '/toestellen', worker);
  const { devices }: { devices: { id: string }[] } = (await listed.json()) as never;
  server.pass(1000);
  for (let twice = 0; twice < 2; twice++)
    await server.ask('POST', '/toestellen/intrekken', {
      cookie: administrator,
      body: { id: devices[0]?.id }
    });
  server.pass(1000);
  await server.ask('POST', '/toestellen/gewist', { body: { ticket } });
  const which = { id: '0123456789abcdef', what: 'Onbekend toestel' };
  expect((await history('wmo-1')).slice(0, 2)).toMatchObject([
    { act: 'device-wiped', who: null, which },
    { act: 'device-revoked', who: 'Anneke Roelvink', which }
  ]);
});

test('nothing changes when the trail cannot be written', async () => {
  const accounts = createAccounts({
    database: openDatabase(server.engine, ACCOUNTS_DATABASE),
    trail: { note: () => Promise.reject(new Error('The trail is full.')) },
    clock: () => Date.UTC(2026, 10, 22),
    random,
    demo: true
  });
  await expect(accounts.decide('wmo-1', { ...WORKER, ends: '2026-11-01' }, 'toegang-1')).rejects.toThrow();
  await expect(accounts.invite('nieuw', WORKER, 'toegang-1')).rejects.toThrow();
  expect(await server.accounts.find('wmo-1')).toMatchObject({ displayName: 'Sander Hietveld' });
  expect(await server.accounts.invited('nieuw.x')).toBeNull();
  expect((await server.accounts.people()).some(({ name }) => name === 'nieuw')).toBe(false);
});

test('a change of an account is in the chain: whoever alters it is found', async () => {
  await ask('', { name: 'fatma', ...WORKER });
  const now = Date.UTC(2026, 10, 22, 12, 30);
  await createSeals(trail(), () => now).seal();
  expect((await verifyAudit(trail(), now)).breaks).toEqual([]);
  const [fact] = await trail().startingWith('account-change:fatma:');
  await trail().put({ ...(fact as { _id: string }), who: 'wmo-1' });
  expect((await verifyAudit(trail(), now)).breaks).not.toEqual([]);
});
