import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cellOf } from '#lib/kiosk/counts.ts';
import { testServer, type TestServer } from '../testing.ts';

const PLACE = {
  name: 'Kulturhuus',
  zone: 'schalkhaar',
  location: null,
  team: 'voorstad',
  printer: 'receipt'
};
const CURATOR = 'beheer-1';
const DAY = 24 * 60 * 60_000;
let server: TestServer;

beforeEach(async () => {
  server = await testServer();
  await server.addDemoAccounts();
});
afterEach(async () => {
  expect(server.failures).toEqual([]);
  await server.discard();
});

const as = async (user: string, method: string, path: string, body?: unknown) =>
  server.ask(method, `/kiosken${path}`, {
    cookie: await server.signIn(user),
    ...(body === undefined ? {} : { body })
  });
const say = (path: string, body: unknown, address?: string) =>
  server.ask('POST', `/kiosken${path}`, { body, ...(address === undefined ? {} : { address }) });
const makeCode = async (): Promise<string> =>
  ((await (await as(CURATOR, 'POST', '/code', PLACE)).json()) as { code: string }).code;
const enrol = async (): Promise<string> =>
  ((await (await say('/aanmelden', { code: await makeCode() })).json()) as { ticket: string }).ticket;
const report = (ticket: string, rest: object = {}) => ({
  ticket,
  built: 1_764_000_000_000,
  checked: null,
  stuck: [],
  counts: {},
  letters: [],
  ...rest
});
interface Line {
  id: string;
  state: string;
  contact: string;
  outcomes: Record<string, number>;
}
const kiosks = async (): Promise<Line[]> =>
  ((await (await as(CURATOR, 'GET', '')).json()) as { kiosks: Line[] }).kiosks;

describe('a code', () => {
  test('makes one screen of one device, once', async () => {
    const code = await makeCode();
    const enrolled = await say('/aanmelden', { code });
    expect(enrolled.status).toBe(201);
    expect(await enrolled.json()).toMatchObject({ place: PLACE });
    expect((await say('/aanmelden', { code })).status).toBe(404);
    expect(await kiosks()).toHaveLength(1);
  });

  test('is used once also by two at the same moment', async () => {
    const code = await makeCode();
    const both = await Promise.all([say('/aanmelden', { code }), say('/aanmelden', { code })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 404]);
  });

  test('is worth nothing after a day', async () => {
    const code = await makeCode();
    server.pass(DAY + 1000);
    expect((await say('/aanmelden', { code })).status).toBe(404);
  });

  test('is not found by trying: after ten tries an address waits', async () => {
    for (let tried = 0; tried < 10; tried++)
      expect((await say('/aanmelden', { code: String(tried).padStart(10, '0') })).status).toBe(404);
    const code = await makeCode();
    expect((await say('/aanmelden', { code })).status).toBe(429);
    expect((await say('/aanmelden', { code }, '192.0.2.9')).status).toBe(201);
  });

  test('is made by a curator, for a team that there is, and by nobody else', async () => {
    for (const user of ['vet-voorstad-1', 'vrijwilliger-1', 'beleid-1'])
      expect((await as(user, 'POST', '/code', PLACE)).status).toBe(403);
    expect((await server.ask('POST', '/kiosken/code', { body: PLACE })).status).toBe(401);
    expect((await as(CURATOR, 'POST', '/code', { ...PLACE, team: 'nergens' })).status).toBe(400);
    expect((await as(CURATOR, 'POST', '/code', { ...PLACE, more: 1 })).status).toBe(400);
  });
});

describe('a screen', () => {
  test('opens nothing but its own standing: no database, no list, no session', async () => {
    const ticket = await enrol();
    const headers = { authorization: `Bearer ${ticket}` };
    for (const path of ['/db/team-voorstad/_all_docs', '/db/kaart/_all_docs', '/auth/session', '/kiosken'])
      expect((await server.ask('GET', path, { headers })).status, path).toBe(401);
    const [database] = (await server.databases()).filter((name) => name.startsWith('kiosk-'));
    for (const user of [CURATOR, 'vet-voorstad-1', 'toegang-1'])
      expect(
        (await server.ask('GET', `/db/${database}/_all_docs`, { cookie: await server.signIn(user) })).status
      ).toBe(403);
  });

  test('is seen by curators with its last contact, and by nobody else', async () => {
    const ticket = await enrol();
    server.pass(DAY);
    expect(await (await say('/stand', report(ticket, { stuck: ['clock'] }))).json()).toMatchObject({
      state: 'in-use',
      place: PLACE
    });
    expect(await kiosks()).toMatchObject([{ contact: '2026-11-23T12:00:00.000Z', stuck: ['clock'] }]);
    for (const user of ['vet-voorstad-1', 'beleid-1']) expect((await as(user, 'GET', '')).status).toBe(403);
    expect(JSON.stringify(await kiosks())).not.toContain(ticket);
  });

  test('that is revoked hears so, and is heard no more', async () => {
    const ticket = await enrol();
    const [{ id } = { id: '' }] = await kiosks();
    expect((await as('vet-voorstad-1', 'POST', '/intrekken', { id })).status).toBe(403);
    expect((await as(CURATOR, 'POST', '/intrekken', { id })).status).toBe(204);
    expect((await as(CURATOR, 'POST', '/intrekken', { id })).status).toBe(404);
    const counts = {
      [cellOf({ day: '2026-11-22', hour: 9, topic: null, language: 'nl', outcome: 'found' })]: 3
    };
    expect(await (await say('/stand', report(ticket, { counts }))).json()).toEqual({ state: 'revoked' });
    expect(await kiosks()).toMatchObject([{ state: 'revoked', outcomes: {} }]);
    expect(await (await say('/stand', report('0'.repeat(64)))).json()).toEqual({ state: 'revoked' });
  });

  test('is counted once, however often and in whatever order it tells its counts', async () => {
    const ticket = await enrol();
    const cell = (outcome: 'found' | 'left', day = '2026-11-21') =>
      cellOf({ day, hour: 9, topic: 'schulden', language: 'pl', outcome });
    const told = async (counts: object) => say('/stand', report(ticket, { counts }));
    await told({ [cell('found')]: 2 });
    await told({ [cell('found')]: 5, [cell('left')]: 1 });
    await told({ [cell('found')]: 2, 'geen telling': 9 });
    await told({ [cell('found', '2026-11-22')]: 1, [cell('left', '2025-01-01')]: 7 });
    expect((await kiosks())[0]?.outcomes).toEqual({ found: 6, left: 1 });
  });

  test.each([{}, { ticket: 'x' }, { counts: { a: -1 } }, { stuck: ['iets'] }, { more: 1 }])(
    'a report that is not well made is refused: %j',
    async (rest) => {
      const body =
        'ticket' in rest || Object.keys(rest).length > 0 ? { ...report('0'.repeat(64)), ...rest } : rest;
      expect((await say('/stand', body)).status).toBe(400);
    }
  );
});
