import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SessionAnswer } from '#lib/roles/user.ts';
import { isServerPath } from './app.ts';
import { KOFFIE_EN_WEGGEVEN } from './demo/activities.ts';
import { PASSWORD, testServer, type TestServer } from './testing.ts';

const DAY = 24 * 60 * 60_000;
const login = (username: string, password: string) => ({ body: { username, password } });
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0];

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await server.addDemoAccounts();
});
afterAll(() => server.discard());

describe('logging in', () => {
  it('gives a cookie that no script and no other site can use, and says who this is', async () => {
    const response = await server.ask('POST', '/auth/login', login('vet-voorstad-1', PASSWORD));
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    expect(response.headers.get('set-cookie')).not.toContain('Secure');
    const answer = SessionAnswer.parse(await response.json());
    expect(answer).toMatchObject({
      user: 'vet-voorstad-1',
      teams: ['voorstad'],
      databases: ['team-voorstad', 'opkomst-voorstad']
    });
    const session = await server.ask('GET', '/auth/session', { cookie: cookieOf(response) });
    expect(await session.json()).toEqual(answer);
  });

  it("names the people of one's own teams, and nobody else", async () => {
    const colleaguesOf = async (user: string) => {
      const session = await server.ask('GET', '/auth/session', { cookie: await server.signIn(user) });
      return SessionAnswer.parse(await session.json()).colleagues;
    };
    const voorstad = await colleaguesOf('vet-voorstad-1');
    expect(voorstad.map(({ name }) => name)).toEqual(['teamleider-1', 'vet-voorstad-1', 'vet-voorstad-2']);
    expect(voorstad.map(({ displayName }) => displayName)).toEqual([
      'Hilde Assink',
      'Marloes Wegdam',
      'Yusuf Karadal'
    ]);
    expect(voorstad.map(({ teams }) => teams)).toEqual([['voorstad'], ['voorstad'], ['voorstad']]);
    expect(await colleaguesOf('beheer-1')).toEqual([]);
  });

  it('names who left a team to those who read what they wrote there, and to nobody else', async () => {
    const own = await testServer();
    await own.addDemoAccounts();
    const former = async (user: string) => {
      const session = await own.ask('GET', '/auth/session', { cookie: await own.signIn(user) });
      return SessionAnswer.parse(await session.json()).formerColleagues;
    };
    expect(await former('vet-voorstad-1')).toEqual([]);
    const standing = { displayName: 'Yusuf Karadal', roles: ['field-worker' as const], memberships: [] };
    await own.accounts.decide('vet-voorstad-2', { ...standing, ends: null }, 'toegang-1');
    expect(await former('vet-voorstad-1')).toEqual([
      { name: 'vet-voorstad-2', displayName: 'Yusuf Karadal' }
    ]);
    await own.accounts.decide('vet-voorstad-2', { ...standing, ends: '2026-11-01' }, 'toegang-1');
    expect(await former('vet-voorstad-1')).toHaveLength(1);
    for (const user of ['vet-bathmen-1', 'vrijwilliger-1', 'beheer-1'])
      expect(await former(user)).toEqual([]);
    await own.discard();
  });

  it('names to a volunteer the workers of their zone and who looks after an activity with them, and no more', async () => {
    const told = async (user: string) => {
      const session = await server.ask('GET', '/auth/session', { cookie: await server.signIn(user) });
      return SessionAnswer.parse(await session.json()).volunteers;
    };
    const to = await told('vrijwilliger-1');
    expect(to.map(({ displayName }) => displayName).sort()).toEqual([
      'Bert Olthof',
      'Hilde Assink',
      'Marloes Wegdam',
      'Ria Terhorst',
      'Yusuf Karadal'
    ]);
    expect(to.find(({ name }) => name === 'vrijwilliger-2')).toMatchObject({
      worker: false,
      activities: [KOFFIE_EN_WEGGEVEN]
    });
    await server.addAccount({
      name: 'vrijwilliger-3',
      displayName: 'Alleen elders',
      roles: ['volunteer'],
      teams: [],
      zones: ['voorstad'],
      activities: ['activity:elders']
    });
    expect((await told('vrijwilliger-1')).map(({ name }) => name)).not.toContain('vrijwilliger-3');
    expect((await told('vet-voorstad-1')).map(({ name }) => name)).toContain('vrijwilliger-3');
    for (const user of ['beleid-1', 'beheer-1']) expect(await told(user)).toEqual([]);
  });

  it('names every team of the municipality to whoever is in one, and to nobody else', async () => {
    const teamsTold = async (user: string) => {
      const session = await server.ask('GET', '/auth/session', { cookie: await server.signIn(user) });
      return SessionAnswer.parse(await session.json()).allTeams;
    };
    expect(await teamsTold('wmo-1')).toEqual(['bathmen', 'voorstad', 'wmo']);
    expect(await teamsTold('vrijwilliger-1')).toEqual([]);
  });

  it('does not mind the capital and the space that a telephone adds', async () => {
    expect((await server.ask('POST', '/auth/login', login('Vet-voorstad-1 ', PASSWORD))).status).toBe(200);
  });

  it('answers a wrong password and an unknown name alike', async () => {
    const wrong = await server.ask('POST', '/auth/login', login('wmo-1', 'fout'));
    const unknown = await server.ask('POST', '/auth/login', login('niemand', 'fout'));
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await unknown.text());
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  it.each([
    ['', 'no body'],
    ['{', 'half a body'],
    ['null', 'nothing'],
    ['[]', 'a list'],
    ['{"username":"wmo-1"}', 'no password'],
    ['{"username":1,"password":2}', 'numbers'],
    ['{"username":{"$gt":""},"password":"x"}', 'an object as a name'],
    [`{"username":"wmo-1","password":"${'x'.repeat(2000)}"}`, 'an endless password']
  ])('refuses %s (%s) as no log-in', async (body) => {
    const response = await server.ask('POST', '/auth/login', { body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'bad_request' });
  });

  it('refuses a body far too large without reading it', async () => {
    const body = JSON.stringify({ username: 'x'.repeat(20_000), password: 'x' });
    expect((await server.ask('POST', '/auth/login', { body })).status).toBe(413);
  });

  it('makes who keeps guessing wait, and says how long', async () => {
    for (let attempt = 0; attempt < 5; attempt++)
      await server.ask('POST', '/auth/login', { ...login('beleid-1', 'fout'), address: '203.0.113.9' });
    const sixth = await server.ask('POST', '/auth/login', {
      ...login('beleid-1', PASSWORD),
      address: '203.0.113.9'
    });
    expect(sixth.status).toBe(429);
    expect(sixth.headers.get('retry-after')).toBe('1');
    const elsewhere = await server.ask('POST', '/auth/login', login('beleid-1', PASSWORD));
    expect(elsewhere.status).toBe(200);
  });

  it('ends the session that the browser had', async () => {
    const first = cookieOf(await server.ask('POST', '/auth/login', login('wmo-1', PASSWORD)));
    await server.ask('POST', '/auth/login', { ...login('wmo-1', PASSWORD), cookie: first });
    expect((await server.ask('GET', '/auth/session', { cookie: first })).status).toBe(401);
  });
});

describe('a session', () => {
  it('ends at the log-out, everywhere that cookie went', async () => {
    const cookie = await server.signIn('wmo-1');
    const response = await server.ask('POST', '/auth/logout', { cookie });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await server.ask('GET', '/auth/session', { cookie })).status).toBe(401);
    expect((await server.ask('GET', '/db/team-wmo', { cookie })).status).toBe(401);
  });

  it('is nobody without a cookie, or with one that was made up', async () => {
    for (const cookie of [
      undefined,
      'binnenzak-session=',
      'binnenzak-session=x',
      `binnenzak-session=${'a'.repeat(43)}`
    ])
      expect((await server.ask('GET', '/auth/session', { cookie })).status).toBe(401);
  });

  it('lives on by use, and ends after 30 days without', async () => {
    const own = await testServer();
    await own.addDemoAccounts();
    const cookie = await own.signIn('wmo-1');
    own.pass(20 * DAY);
    const renewed = await own.ask('GET', '/db/team-wmo', { cookie });
    expect(renewed.headers.get('set-cookie')).toContain(cookie);
    expect((await own.ask('GET', '/auth/session', { cookie })).headers.get('set-cookie')).toBeNull();
    own.pass(29 * DAY);
    expect((await own.ask('GET', '/auth/session', { cookie })).status).toBe(200);
    own.pass(30 * DAY);
    expect((await own.ask('GET', '/auth/session', { cookie })).status).toBe(401);
    await own.sessions.sweep();
    expect(own.failures).toEqual([]);
    await own.discard();
  });

  it('of an example account is worth nothing where there are no example data', async () => {
    const own = await testServer({ demo: false });
    await own.addDemoAccounts();
    const cookie = await own.signIn('vet-voorstad-1');
    expect((await own.ask('GET', '/auth/session', { cookie })).status).toBe(401);
    expect((await own.ask('POST', '/auth/login', login('vet-voorstad-1', PASSWORD))).status).toBe(401);
    await own.discard();
  });

  it('has a cookie for encrypted connections alone where the address is one', async () => {
    const own = await testServer({ origin: 'https://binnenzak.example.nl' });
    await own.addDemoAccounts();
    const response = await own.ask('POST', '/auth/login', login('wmo-1', PASSWORD));
    expect(response.headers.get('set-cookie')).toContain('Secure');
    expect(response.headers.get('strict-transport-security')).toContain('max-age=');
    await own.discard();
  });
});

describe('a request from another website', () => {
  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'https://elders.example' }],
    [{ origin: 'null' }]
  ])('is refused: %o', async (headers) => {
    const cookie = await server.signIn('wmo-1');
    for (const target of ['/auth/logout', '/courier/team-wmo', '/db/team-wmo/_bulk_docs'])
      expect((await server.ask('POST', target, { cookie, headers, body: {} })).status).toBe(403);
    expect((await server.ask('POST', '/auth/login', { headers, ...login('wmo-1', PASSWORD) })).status).toBe(
      403
    );
    expect((await server.ask('GET', '/auth/session', { cookie })).status).toBe(200);
  });

  it('is told apart from one of our own page', async () => {
    for (const headers of [{ origin: 'http://localhost:3000' }, { 'sec-fetch-site': 'same-origin' }])
      expect((await server.ask('POST', '/auth/login', { headers, ...login('wmo-1', PASSWORD) })).status).toBe(
        200
      );
  });
});

describe('every answer', () => {
  it('carries the headers that keep browsers careful', async () => {
    const cookie = await server.signIn('wmo-1');
    for (const target of ['/auth/session', '/db/team-wmo', '/db/x', '/auth/nothing', '/healthz']) {
      const { headers } = await server.ask('GET', target, { cookie });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
  });

  it('is JSON for an address that does not exist', async () => {
    for (const target of ['/auth', '/auth/x', '/courier', '/db/../x', '/auth/login/x']) {
      const response = await server.ask('GET', target, {});
      expect([400, 401, 404]).toContain(response.status);
      expect(await response.json()).toHaveProperty('reason');
    }
  });

  it('says that all is well, and with what', async () => {
    const response = await server.ask('GET', '/healthz');
    expect(await response.json()).toEqual({ status: 'ok', engine: 'embedded', version: '1.2.3', demo: true });
  });
});

describe('the courier on request', () => {
  it('answers when it is done', async () => {
    const cookie = await server.signIn('wmo-1');
    const response = await server.ask('POST', '/courier/team-wmo', { cookie });
    expect(await response.json()).toEqual({ processed: true });
  });

  it('goes nowhere that the user may not go', async () => {
    const cookie = await server.signIn('wmo-1');
    for (const database of ['team-voorstad', 'kaart', 'accounts', 'audit', 'nothing'])
      expect((await server.ask('POST', `/courier/${database}`, { cookie })).status).toBe(403);
    expect((await server.ask('POST', '/courier/team-wmo')).status).toBe(401);
  });
});

describe('a courier that is cut off because the server stops', () => {
  it('asks to try again, and is no failure to log', async () => {
    const own = await testServer();
    await own.addDemoAccounts();
    const cookie = await own.signIn('wmo-1');
    await own.courier.stop();
    expect((await own.ask('POST', '/courier/team-wmo', { cookie })).status).toBe(503);
    expect(own.failures).toEqual([]);
    await own.discard();
  });
});

describe('the addresses of the server', () => {
  it.each([
    '/healthz',
    '/auth/login',
    '/db/',
    '/db',
    '/db/kaart?x=1',
    '/kaart/snapshot',
    '/kaart/changes?since=1',
    '/courier/x',
    '/gemist'
  ])('include %s', (target) => expect(isServerPath(target)).toBe(true));
  it.each([
    '/',
    '/kaart',
    '/kaart/83',
    '/kaart/snapshot2',
    '/authors',
    '/dbx',
    '/healthz/x',
    '/DB/kaart',
    '/x/db/kaart'
  ])('leave %s to the pages', (target) => expect(isServerPath(target)).toBe(false));
});

it('nothing that these tests tried was a failure of the server', () => {
  expect(server.failures).toEqual([]);
});
