import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SessionAnswer } from '#lib/roles/user.ts';
import { openDatabase, type Database } from './database.ts';
import { SERVER, type Engine } from './engines/engine.ts';
import { createNews } from './news.ts';
import { activity, conversation, temporaryEngine, testServer, type TestServer } from './testing.ts';

const TEAM = 'team-voorstad';
const ZONE = 'opkomst-voorstad';

describe('one question for news of several databases', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
    await server.addDemoAccounts();
  });
  afterAll(() => server.discard());
  let number = 0;
  const write = (database: string) =>
    openDatabase(server.engine, database).write([conversation('vet-voorstad-1', `N${++number}`)]);
  const place = async (name: string) =>
    String((await openDatabase(server.engine, name).changes({ since: 'now', limit: '1' })).last_seq);
  const here = async () => ({ [TEAM]: await place(TEAM), [ZONE]: await place(ZONE) });
  const ask = async (since: Record<string, string>, user = 'vet-voorstad-1', opened?: readonly string[]) => {
    const cookie = await server.signIn(user);
    const session = await (await server.ask('GET', '/auth/session', { cookie })).json();
    const open = opened ?? SessionAnswer.parse(session).databases;
    return server.ask('POST', '/nieuws', { cookie, body: { since, open } });
  };

  /** Says of the coffee, which the worker looks after, whether its group keeps a list. */
  async function openList(state: 'kept' | 'ended'): Promise<void> {
    await openDatabase(server.engine, 'kaart').write([activity('koffie')]);
    const fact = {
      _id: `group-list:${state}`,
      kind: 'group-list',
      schema: 1,
      author: 'vet-voorstad-1',
      device: 'phone',
      created: state === 'kept' ? '2026-11-20T10:00:00.000Z' : '2026-11-21T10:00:00.000Z',
      activity: 'activity:koffie',
      state,
      keepDays: 30
    };
    await openDatabase(server.engine, ZONE).write([fact]);
    await server.courier.process(ZONE);
  }

  it('is answered at once when something came in before it was asked', async () => {
    const since = await here();
    await write(ZONE);
    expect(await (await ask(since)).json()).toEqual({ news: true });
  });

  it.each([TEAM, ZONE])('is answered when something is written in %s while it is open', async (name) => {
    const since = await here();
    let answered = false;
    const answer = ask(since).finally(() => (answered = true));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(answered).toBe(false);
    await write(name);
    expect(await (await answer).json()).toEqual({ news: true });
  });

  it('is answered at once when something else is open by now than the device knows', async () => {
    expect(await (await ask(await here(), 'vet-voorstad-1', [TEAM])).json()).toEqual({ news: true });
  });

  it('is answered when a database is opened or closed to who asks while it is open', async () => {
    for (const state of ['kept', 'ended'] as const) {
      const since = await here();
      let answered = false;
      const answer = ask(since).finally(() => (answered = true));
      await new Promise((resolve) => setTimeout(resolve, 150));
      server.news.lookAgain();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(answered).toBe(false);
      await openList(state);
      expect(await (await answer).json()).toEqual({ news: true });
    }
  });

  it('is refused whole when one of the databases is not open to who asks', async () => {
    expect((await ask({ ...(await here()), 'team-borgele': '0' })).status).toBe(403);
    expect((await ask({ kaart: '0' })).status).toBe(403);
    expect((await ask({ [TEAM]: '0' }, 'beheer-1')).status).toBe(403);
    expect((await server.ask('POST', '/nieuws', { body: { since: {}, open: [] } })).status).toBe(401);
  });

  it.each([
    {},
    { since: {} },
    { since: [], open: [] },
    { since: { [TEAM]: 7 }, open: [] },
    { since: { [TEAM]: 'x'.repeat(5000) }, open: [] },
    { since: {}, open: [7] }
  ])('is refused when it is not well made: %j', async (body) => {
    const cookie = await server.signIn('vet-voorstad-1');
    expect((await server.ask('POST', '/nieuws', { cookie, body })).status).toBe(400);
  });

  it('is let go with "unavailable" when the server stops', async () => {
    const answer = ask(await here());
    await new Promise((resolve) => setTimeout(resolve, 100));
    server.stopping.abort();
    expect((await answer).status).toBe(503);
  });
});

describe('news', () => {
  let temporary: Awaited<ReturnType<typeof temporaryEngine>>;
  let asked: string[] = [];
  let engine: Engine;
  let team: Database;
  const never = new AbortController().signal;
  const same = () => Promise.resolve(false);
  beforeAll(async () => {
    temporary = await temporaryEngine(false);
    engine = {
      ...temporary.engine,
      as: (identity) => {
        const call = temporary.engine.as(identity);
        return (request) => {
          asked.push(new URL(request.url).search);
          return call(request);
        };
      }
    };
    await engine.as(SERVER)(new Request(`http://engine/${TEAM}`, { method: 'PUT' }));
    team = openDatabase(engine, TEAM);
  });
  afterEach(() => (asked = []));
  afterAll(() => temporary.discard());
  const place = async () => String((await team.changes({ since: 'now', limit: '1' })).last_seq);

  it('is none when nothing was written in the time set', async () => {
    expect(await createNews(engine).after(new Map([[TEAM, await place()]]), 60, [never], same)).toBe(false);
  });

  it('reaches all who wait, with one open question to the engine for each database', async () => {
    const news = createNews(engine);
    const since = new Map([[TEAM, await place()]]);
    const waiting = Array.from({ length: 40 }, () => news.after(since, 10_000, [never], same));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await team.write([{ _id: 'conversation:X1' }]);
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([true]));
    // The one that is open at the write, and at most one more before everybody has left.
    expect(asked.filter((query) => query.includes('longpoll')).length).toBeLessThanOrEqual(2);
  });

  it('of a write at any moment around the question is never slept through', async () => {
    const news = createNews(engine);
    for (let turn = 0; turn < 40; turn++) {
      const since = new Map([[TEAM, await place()]]);
      const answer = news.after(since, 10_000, [never], same);
      await new Promise((resolve) => setTimeout(resolve, turn / 4));
      await team.write([{ _id: `conversation:T${turn}` }]);
      expect(await answer).toBe(true);
    }
  }, 20_000);

  it('is asked of the engine no longer once nobody waits', async () => {
    const news = createNews(engine);
    const leaving = new AbortController();
    const answer = news.after(new Map([[TEAM, await place()]]), 10_000, [leaving.signal], same);
    await new Promise((resolve) => setTimeout(resolve, 100));
    leaving.abort();
    expect(await answer).toBe(false);
    asked = [];
    await team.write([{ _id: 'conversation:Y1' }]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked.filter((query) => query.includes('_changes') || query.includes('longpoll'))).toEqual([]);
  });
});
