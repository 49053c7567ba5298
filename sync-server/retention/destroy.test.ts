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
  const destroy = async (user: string, residents: readonly string[], of = 'voorstad') =>
    server.ask('POST', '/bewaren/vernietigen', {
      cookie: await server.signIn(user),
      body: { team: of, residents }
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
    for (const residents of [['resident:NU'], ['resident:OUD', 'resident:NU'], ['resident:NERGENS']]) {
      expect((await destroy('teamleider-1', residents)).status).toBe(409);
      expect(await ids()).toEqual(all);
    }
  });

  test('nobody but the team’s lead destroys or reads the reports', async () => {
    for (const user of ['vet-voorstad-1', 'wmo-1', 'beheer-1', 'beleid-1']) {
      expect((await destroy(user, ['resident:OUD'])).status).toBe(403);
      expect((await reportsFor(user)).status).toBe(403);
    }
    expect((await destroy('teamleider-1', ['resident:OUD'], 'bathmen')).status).toBe(403);
    expect(await ids()).toEqual(all);
  });

  test.each([{}, { team: '../x', residents: ['resident:OUD'] }, { team: 'voorstad', residents: [] }])(
    'a question that is not well made is refused: %j',
    async (body) => {
      const cookie = await server.signIn('teamleider-1');
      expect((await server.ask('POST', '/bewaren/vernietigen', { cookie, body })).status).toBe(400);
    }
  );
});
