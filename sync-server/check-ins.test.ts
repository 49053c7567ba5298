import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Activity } from '#lib/agenda/activity.ts';
import { CheckIn } from '#lib/attendance/attendance.ts';
import { openDatabase } from './database.ts';
import { testServer, type TestServer } from './testing.ts';

const HOUR = 60 * 60_000;
// The clock of the test server begins on Sunday 22 November 2026, 13.00 in the Netherlands.
const START = '2026-11-22T13:30:00';
const token = (digit: string) => digit.repeat(32);
const activity: Activity = {
  _id: 'activity:koffie',
  kind: 'activity',
  schema: 1,
  author: 'beheer-1',
  device: 'desk',
  created: '2026-11-01T10:00:00.000Z',
  form: 'activity',
  name: 'Koffie',
  description: 'Koffie in de buurt',
  service: null,
  organization: null,
  location: null,
  zone: 'voorstad',
  start: '2026-11-01T13:30:00',
  durationMinutes: 90,
  rrule: 'FREQ=WEEKLY',
  exdates: [],
  rdates: [],
  moves: [],
  cost: null,
  registration: 'none',
  capacity: null,
  themes: [],
  targetGroups: [],
  languages: [],
  wheelchair: null,
  cancelled: false,
  verifiedOn: null,
  confirmBy: null
};

let server: TestServer;
beforeEach(async () => {
  server = await testServer();
  await publish(activity, { ...activity, _id: 'activity:overal', zone: null });
  await publish(
    { ...activity, _id: 'activity:af', exdates: [START] },
    { ...activity, _id: 'activity:bathmen', zone: 'zandweerd' }
  );
});
afterEach(async () => {
  expect(server.failures).toEqual([]);
  await server.discard();
});

async function publish(...activities: Activity[]): Promise<void> {
  const before = server.mirror.count();
  for (const one of activities) await openDatabase(server.engine, 'kaart').put(one);
  await expect.poll(() => server.mirror.count()).toBe(before + activities.length);
}
const here = (change: object = {}, options = {}) =>
  server.ask('POST', '/ben-er', {
    body: { activity: 'activity:koffie', start: START, token: token('a'), ...change },
    ...options
  });
const kept = (zone = 'voorstad') => openDatabase(server.engine, `opkomst-${zone}`).startingWith('check-in:');

describe('a visitor who says that they are there', () => {
  it('is counted at the session in its zone, with no more than the hour', async () => {
    expect((await here()).status).toBe(204);
    const [checkIn, ...others] = await kept();
    expect(others).toEqual([]);
    expect(CheckIn.safeParse(checkIn).success).toBe(true);
    expect(checkIn).toEqual({
      _id: `check-in:koffie.20261122T133000.${token('a')}`,
      _rev: expect.any(String),
      kind: 'check-in',
      schema: 1,
      author: 'binnenzak-server',
      device: 'server',
      created: '2026-11-22T12:00:00.000Z',
      session: { activity: 'activity:koffie', start: START }
    });
  });

  it('counts once however often the phone sends it, and twice from two phones', async () => {
    const answers = await Promise.all([here(), here(), here(), here({ token: token('b') })]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(await kept()).toHaveLength(2);
  });

  it('is counted from an hour before the session until a day after it, and no longer', async () => {
    expect((await here({ start: '2026-11-29T13:30:00' })).status).toBe(404);
    server.pass(26 * HOUR - 1000);
    expect((await here()).status).toBe(204);
    server.pass(HOUR);
    expect((await here({ token: token('b') })).status).toBe(404);
    expect(await kept()).toHaveLength(1);
  });

  it.each([
    { activity: 'activity:weg' },
    { activity: 'activity:af' },
    { activity: 'activity:overal' },
    { start: '2026-11-22T13:00:00' }
  ])('is counted at no session that is not there now: %j', async (change) => {
    expect((await here(change)).status).toBe(404);
    expect(await kept()).toEqual([]);
  });

  it('is counted in a zone where nobody has an account yet', async () => {
    expect((await here({ activity: 'activity:bathmen' })).status).toBe(204);
    expect(await kept('zandweerd')).toHaveLength(1);
  });

  it.each([
    { token: 'kort' },
    { token: token('G') },
    { start: 'nu' },
    { activity: 'service:x' },
    { naam: 'Jan' }
  ])('is refused in another form: %j', async (change) => expect((await here(change)).status).toBe(400));

  it('is refused from another website and in another type', async () => {
    expect((await here({}, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await here({}, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });

  it('is slowed down from an address where too many say so, and from no other', async () => {
    for (let time = 0; time < 300; time++) await here({ start: '2026-11-22T13:00:00' });
    expect((await here()).status).toBe(429);
    expect((await here({}, { address: '192.0.2.2' })).status).toBe(204);
  });

  it('can be written by nobody else, not even by a worker of the zone', async () => {
    const cookie = await server.signIn('vet-voorstad-1');
    await server.addDemoAccounts();
    const body = {
      _id: `check-in:koffie.20261122T133000.${token('c')}`,
      kind: 'check-in',
      schema: 1,
      author: 'vet-voorstad-1',
      device: 'phone',
      created: '2026-11-22T12:00:00.000Z',
      session: { activity: 'activity:koffie', start: START }
    };
    const answer = await server.ask('PUT', `/db/opkomst-voorstad/${encodeURIComponent(body._id)}`, {
      cookie,
      body
    });
    expect(answer.status).toBe(403);
  });
});
