import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, testServer, type TestServer } from '../testing.ts';

const DAY = 24 * 60 * 60_000;
const OFFICE = '198.51.100.1';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await server.addDemoAccounts();
});
afterAll(async () => {
  expect(server.failures).toEqual([]);
  await server.discard();
});

const logIn = (username: string, password: string, cookie?: string) =>
  server.ask('POST', '/auth/login', { body: { username, password }, cookie, address: OFFICE });
const knownCookieOf = (response: Response) =>
  response.headers.getSetCookie().find((one) => one.startsWith('binnenzak-known='));
const valueOf = (cookie: string | undefined) => cookie?.split(';')[0];

it('somebody who guesses at a colleague’s account from the same office does not keep the colleague out', async () => {
  const known = knownCookieOf(await logIn('wmo-1', PASSWORD));
  expect(known).toMatch(/HttpOnly; SameSite=Strict/);
  for (let guess = 0; guess < 6; guess++) await logIn('wmo-1', `gok ${guess}`);
  expect((await logIn('wmo-1', PASSWORD)).status).toBe(429);
  expect((await logIn('wmo-1', PASSWORD, valueOf(known))).status).toBe(200);
});

it('a browser is known for those who logged in on it, not for whom its owner guesses at', async () => {
  const own = valueOf(knownCookieOf(await logIn('beleid-1', PASSWORD)));
  for (let guess = 0; guess < 6; guess++) await logIn('vet-bathmen-1', `gok ${guess}`, own);
  expect((await logIn('vet-bathmen-1', PASSWORD, own)).status).toBe(429);
});

it('of two people on one telephone each has a budget of their own', async () => {
  const first = valueOf(knownCookieOf(await logIn('vrijwilliger-1', PASSWORD)));
  const second = valueOf(knownCookieOf(await logIn('vrijwilliger-2', PASSWORD, first)));
  expect(second).toBe(first);
  for (let guess = 0; guess < 6; guess++) await logIn('vrijwilliger-1', `gok ${guess}`, first);
  expect((await logIn('vrijwilliger-1', PASSWORD, first)).status).toBe(429);
  expect((await logIn('vrijwilliger-2', PASSWORD, first)).status).toBe(200);
});

it('an invitation lets somebody in also while others guess at the account', async () => {
  for (let guess = 0; guess < 6; guess++) await logIn('vet-voorstad-2', `gok ${guess}`);
  const invitation = await server.accounts.inviteAgain('vet-voorstad-2', 'toegang-1');
  const body = { secret: invitation?.secret, password: 'een nieuw wachtwoord' };
  const welcomed = await server.ask('POST', '/auth/welcome', { body });
  const known = valueOf(knownCookieOf(welcomed));
  expect((await logIn('vet-voorstad-2', 'een nieuw wachtwoord')).status).toBe(429);
  expect((await logIn('vet-voorstad-2', 'een nieuw wachtwoord', known)).status).toBe(200);
});

it('a browser is forgotten after 400 days', async () => {
  const own = await testServer();
  const token = await own.knownBrowsers.remember('', 'wmo-1');
  expect(await own.knownBrowsers.find(token, 'wmo-1')).not.toBeNull();
  own.pass(400 * DAY);
  expect(await own.knownBrowsers.find(token, 'wmo-1')).toBeNull();
  await own.knownBrowsers.sweep();
  expect(await own.knownBrowsers.remember(token, 'wmo-1')).not.toBe(token);
  await own.discard();
});
