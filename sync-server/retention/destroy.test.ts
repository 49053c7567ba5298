import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../database.ts';
import { SERVER } from '../engines/engine.ts';
import { conversation, resident, testServer, type TestServer } from '../testing.ts';

const TEAM = 'team-voorstad';
const OLD = { author: 'vet-voorstad-1', created: '2010-03-01T10:00:00.000Z' };
const stamps = (day: string) => ({ name: `${Date.parse(day)}-0000-phone` });

describe.each(['embedded', 'couchdb'] as const)('over an engine of kind %s', (kind) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await testServer({ kind });
    await server.addDemoAccounts();
    await team().write([
      resident('vet-voorstad-1', 'OUD', { ...OLD, name: 'Oude Naam', stamps: stamps('2010-03-01') }),
      conversation('vet-voorstad-1', 'OUD', {
        ...OLD,
        resident: 'resident:OUD',
        day: '2010-03-01',
        question: 'Oude vraag'
      }),
      resident('vet-voorstad-1', 'NU'),
      conversation('vet-voorstad-1', 'NU', { resident: 'resident:NU' })
    ]);
  });
  afterEach(async () => {
    expect(server.failures).toEqual([]);
    await server.discard();
  });

  const team = () => openDatabase(server.engine, TEAM);
  const ids = async () => (await team().startingWith('')).map(({ _id }) => _id);
  const all = ['conversation:NU', 'conversation:OUD', 'resident:NU', 'resident:OUD'];
  const destroy = async (user: string, subjects: readonly string[], of = 'voorstad') =>
    server.ask('POST', '/bewaren/vernietigen', {
      cookie: await server.signIn(user),
      body: { team: of, subjects }
    });
  const reportsFor = async (user: string) =>
    server.ask('GET', '/bewaren/verslagen/voorstad', { cookie: await server.signIn(user) });

  test('a file whose term is over is gone with everything in it, and the report tells of nobody', async () => {
    const answer = await destroy('teamleider-1', ['resident:OUD']);
    expect(answer.status).toBe(200);
    expect(await ids()).toEqual(['conversation:NU', 'resident:NU']);
    const text = await (await reportsFor('teamleider-1')).text();
    expect(JSON.parse(text)).toMatchObject({
      reports: [
        {
          team: 'voorstad',
          by: 'teamleider-1',
          files: 1,
          documents: { conversation: 1, resident: 1 },
          terms: [expect.stringContaining('Wmo 2015')]
        }
      ]
    });
    expect(text).not.toMatch(/OUD|Oude/);
  });

  test('the content of what was destroyed is not to be had from the engine either', async () => {
    const [before] = await team().startingWith('conversation:OUD');
    await destroy('teamleider-1', ['resident:OUD']);
    const response = await server.engine.as(SERVER)(
      new Request(`http://engine/${TEAM}/conversation:OUD?rev=${before?._rev}`)
    );
    expect(await response.text()).not.toContain('Oude vraag');
  });

  test('both sides of a card that two edited are destroyed', async () => {
    const side = (rev: string, name: string) => ({
      ...resident('vet-voorstad-1', 'OUD', { ...OLD, name, stamps: stamps('2010-03-01') }),
      _rev: rev
    });
    await server.engine.as(SERVER)(
      new Request(`http://engine/${TEAM}/_bulk_docs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ docs: [side('1-aa', 'Een'), side('1-bb', 'Ander')], new_edits: false })
      })
    );
    await destroy('teamleider-1', ['resident:OUD']);
    expect(await ids()).toEqual(['conversation:NU', 'resident:NU']);
  });

  test('a file whose term is not over stays, and so does everything that was asked along with it', async () => {
    for (const subjects of [['resident:NU'], ['resident:OUD', 'resident:NU'], ['resident:NERGENS']]) {
      expect((await destroy('teamleider-1', subjects)).status).toBe(409);
      expect(await ids()).toEqual(all);
    }
  });

  test('a short contact that came to no card is destroyed two years after it ended, with what became of it', async () => {
    const old = {
      ...OLD,
      created: '2024-11-21T10:00:00.000Z',
      schema: 1,
      device: 'phone',
      day: '2024-11-21'
    };
    const report = { ...old, _id: 'report:K', kind: 'report', resident: null, question: 'Waar is de bus?' };
    const more = { reporter: 'other', reporterNote: '', domains: [], zone: 'voorstad', urgency: 'normal' };
    const result = { ...old, _id: 'report-result:K', kind: 'report-result', report: 'report:K' };
    await team().write([{ ...report, ...more }]);
    expect((await destroy('teamleider-1', ['report:K'])).status).toBe(409);
    await team().write([{ ...result, resident: null, outcome: 'solved', note: '', entry: null }]);
    const answer = await destroy('teamleider-1', ['report:K']);
    expect(await answer.json()).toMatchObject({
      report: { documents: { report: 1, 'report-result': 1 }, terms: [expect.stringContaining('2 jaar')] }
    });
    expect(await ids()).toEqual(all);
  });

  test('nobody but the team’s lead destroys or reads the reports', async () => {
    for (const user of ['vet-voorstad-1', 'wmo-1', 'beheer-1', 'beleid-1']) {
      expect((await destroy(user, ['resident:OUD'])).status).toBe(403);
      expect((await reportsFor(user)).status).toBe(403);
    }
    expect((await destroy('teamleider-1', ['resident:OUD'], 'bathmen')).status).toBe(403);
    expect(await ids()).toEqual(all);
  });

  test.each([
    {},
    { team: '../x', subjects: ['resident:OUD'] },
    { team: 'voorstad', subjects: [] },
    { team: 'voorstad', subjects: ['story:OUD'] }
  ])('a question that is not well made is refused: %j', async (body) => {
    const cookie = await server.signIn('teamleider-1');
    expect((await server.ask('POST', '/bewaren/vernietigen', { cookie, body })).status).toBe(400);
  });
});
