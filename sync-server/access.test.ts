import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { DEMO_USERS } from './demo/accounts.ts';
import { conversation, ENGINES, resident, service, testServer, type TestServer } from './testing.ts';

const DATABASES = [
  'kaart',
  'team-voorstad',
  'team-bathmen',
  'team-wmo',
  'opkomst-voorstad',
  'opkomst-bathmen',
  'beheer',
  'accounts',
  'audit',
  'gemist',
  'nergens'
];
/** Who may open what besides the map. */
const OPEN: Record<string, readonly string[]> = {
  'vet-voorstad-1': ['team-voorstad', 'opkomst-voorstad'],
  'vet-voorstad-2': ['team-voorstad', 'opkomst-voorstad'],
  'teamleider-1': ['team-voorstad', 'opkomst-voorstad'],
  'vet-bathmen-1': ['team-bathmen', 'opkomst-bathmen'],
  'wmo-1': ['team-wmo'],
  'vrijwilliger-1': ['opkomst-voorstad'],
  'vrijwilliger-2': ['opkomst-voorstad'],
  'beheer-1': ['beheer'],
  'beleid-1': []
};

// The embedded engine judges documents itself; for a real CouchDB the gate does. Both must come to the same.
describe.each(ENGINES)('the gate before an engine of kind %s', (kind) => {
  let server: TestServer;
  const cookies: Record<string, string> = {};

  beforeAll(async () => {
    server = await testServer({ kind });
    await server.addDemoAccounts();
    for (const { name } of DEMO_USERS) cookies[name] = await server.signIn(name);
  });
  afterAll(async () => {
    expect(server.failures).toEqual([]);
    await server.discard();
  });

  const as = (name: string, method: string, target: string, body?: unknown) =>
    server.ask(method, target, { cookie: cookies[name], ...(body === undefined ? {} : { body }) });
  const push = async (name: string, database: string, docs: readonly object[], new_edits = false) => {
    const response = await as(name, 'POST', `/db/${database}/_bulk_docs`, { docs, new_edits });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown>[] };
  };

  it('opens to each user their own databases and the map, and tells nothing of the others', async () => {
    const refused = new Set<string>();
    for (const { name } of DEMO_USERS) {
      for (const database of DATABASES) {
        const may = database === 'kaart' || OPEN[name]?.includes(database);
        for (const [method, path, body] of [
          ['GET', '', undefined],
          ['GET', '/_changes', undefined],
          ['GET', '/_all_docs?include_docs=true', undefined],
          ['GET', '/resident:R1', undefined],
          ['POST', '/_bulk_get', { docs: [{ id: 'resident:R1' }] }],
          ['POST', '/_revs_diff', { 'resident:R1': ['1-a'] }],
          ['GET', '/_local/abcdefghijklmnopqrst', undefined]
        ] as const) {
          const response = await as(name, method, `/db/${database}${path}`, body);
          const text = await response.text();
          if (may) expect([200, 404], `${name} ${method} ${database}${path}`).toContain(response.status);
          else {
            expect(response.status, `${name} ${method} ${database}${path}`).toBe(403);
            refused.add(text);
          }
        }
      }
    }
    expect(refused.size).toBe(1);
  });

  it('lets nobody in who is not signed in, whatever they ask for', async () => {
    for (const database of DATABASES)
      for (const path of ['', '/_changes', '/_security', '/_bulk_get'])
        expect((await server.ask('GET', `/db/${database}${path}`)).status).toBe(401);
  });

  it('lets each user write in their own databases, and each kind where it belongs', async () => {
    for (const { name } of DEMO_USERS) {
      for (const database of DATABASES) {
        const docs = [conversation(name, `M-${name}`), service(`M-${name}`)].map((document) => ({
          ...document,
          _rev: '1-0123456789abcdef0123456789abcdef'
        }));
        const { status, answer } = await push(name, database, docs);
        const open = database === 'kaart' || OPEN[name]?.includes(database);
        expect(status, `${name} ${database}`).toBe(open ? 201 : 403);
        if (!open) continue;
        const taken = docs.filter(({ _id }) => !answer.some(({ id }) => id === _id)).map((doc) => doc.kind);
        const team = database.startsWith('team-') ? ['conversation'] : [];
        expect(taken).toEqual(database === 'kaart' && name === 'beheer-1' ? ['service'] : team);
      }
    }
  });

  it('refuses single documents with a reason, and takes the others', async () => {
    const docs = [
      { ...conversation('vet-voorstad-1', 'A1'), _rev: '1-a1' },
      { ...conversation('wmo-1', 'A2'), _rev: '1-a2' },
      { ...conversation('vet-voorstad-1', 'A3', { schema: 9 }), _rev: '1-a3' }
    ].map((document) => ({
      ...document,
      _rev: `1-${'0'.repeat(30)}${document._id.slice(-2).toLowerCase()}`
    }));
    const { answer } = await push('vet-voorstad-1', 'team-voorstad', docs);
    expect(answer).toEqual([
      expect.objectContaining({
        id: 'conversation:A2',
        error: 'forbidden',
        reason: 'Dit staat op naam van iemand anders.'
      }),
      expect.objectContaining({ id: 'conversation:A3', error: 'forbidden' })
    ]);
    expect((await as('vet-voorstad-2', 'GET', '/db/team-voorstad/conversation:A1')).status).toBe(200);
    expect((await as('vet-voorstad-2', 'GET', '/db/team-voorstad/conversation:A2')).status).toBe(404);
  });

  it('answers each document in its place when the engine makes the revisions', async () => {
    const docs = [
      conversation('wmo-1', 'B1'),
      conversation('vet-voorstad-1', 'B2'),
      conversation('vet-voorstad-1', 'B2'),
      service('B3')
    ];
    const { answer } = await push('vet-voorstad-1', 'team-voorstad', docs, true);
    expect(answer.map(({ id, error }) => [id, error])).toEqual([
      ['conversation:B1', 'forbidden'],
      ['conversation:B2', undefined],
      ['conversation:B2', 'conflict'],
      ['service:B3', 'forbidden']
    ]);
  });

  it('judges a single document like one among many', async () => {
    const path = '/db/team-voorstad/conversation:P1';
    const own = await as('vet-voorstad-1', 'PUT', path, conversation('vet-voorstad-1', 'P1'));
    expect(own.status).toBe(201);
    const { rev } = (await own.json()) as { rev: string };
    const forged = await as('vet-voorstad-2', 'PUT', path, {
      ...conversation('vet-voorstad-2', 'P1'),
      _rev: rev
    });
    expect(forged.status).toBe(403);
    expect(await forged.json()).toEqual({
      error: 'forbidden',
      reason: 'Dit is door iemand anders vastgelegd.'
    });
    const other = await as('vet-voorstad-1', 'PUT', path, conversation('vet-voorstad-1', 'P2'));
    expect(other.status).toBe(400);
  });

  it('takes again what it has already, as after an answer that got lost', async () => {
    const docs = [{ ...conversation('vet-voorstad-1', 'D1'), _rev: `1-${'d'.repeat(32)}` }];
    expect((await push('vet-voorstad-1', 'team-voorstad', docs)).answer).toEqual([]);
    expect((await push('vet-voorstad-1', 'team-voorstad', docs)).answer).toEqual([]);
  });

  it('lets a colleague merge two edits of a card and close the losing one, and notes who did', async () => {
    const rev = (letter: string) => letter.repeat(32);
    const edit = (start: number, ids: string[], more: object = {}) => ({
      ...resident('vet-voorstad-1', 'E1', more),
      _rev: `${start}-${ids[0]}`,
      _revisions: { start, ids }
    });
    await push('vet-voorstad-1', 'team-voorstad', [edit(1, [rev('a')])]);
    await push('vet-voorstad-1', 'team-voorstad', [edit(2, [rev('b'), rev('a')], { name: 'Een' })]);
    const merging = [
      edit(3, [rev('d'), rev('c'), rev('a')], { name: 'Samen' }),
      {
        _id: 'resident:E1',
        _rev: `3-${rev('e')}`,
        _revisions: { start: 3, ids: [rev('e'), rev('b'), rev('a')] },
        _deleted: true
      }
    ];
    expect((await push('vet-voorstad-2', 'team-voorstad', merging)).answer).toEqual([]);
    const card = await (
      await as('vet-voorstad-1', 'GET', '/db/team-voorstad/resident:E1?conflicts=true')
    ).json();
    expect(card).toMatchObject({ name: 'Samen', author: 'vet-voorstad-1' });
    expect(card).not.toHaveProperty('_conflicts');
    const removal = { _id: 'resident:E1', _rev: `4-${rev('f')}`, _deleted: true };
    const { answer } = await push('vet-voorstad-2', 'team-voorstad', [
      { ...removal, _revisions: { start: 4, ids: [rev('f'), rev('d'), rev('c'), rev('a')] } }
    ]);
    expect(answer).toMatchObject([{ error: 'forbidden' }]);
    const fact = await openDatabase(server.engine, 'audit').get(
      `change:team-voorstad:resident:E1:3-${rev('d')}`
    );
    expect(fact).toMatchObject({ who: 'vet-voorstad-2', documentKind: 'resident' });
    expect(JSON.stringify(fact)).not.toContain('Samen');
  });

  it('keeps a card whose removal is dressed up as something else', async () => {
    const rev = (letter: string) => letter.repeat(32);
    const id = 'resident:F1';
    const card = { ...resident('vet-voorstad-1', 'F1'), _rev: `1-${rev('a')}` };
    await push('vet-voorstad-1', 'team-voorstad', [card]);
    const path = `/db/team-voorstad/${id}`;
    const removal = { _id: id, _deleted: true };

    // The revision stands in the address alone.
    const byAddress = await as('vet-voorstad-2', 'PUT', `${path}?rev=1-${rev('a')}`, removal);
    expect(byAddress.status).toBe(403);
    // The revision of the side that stands, in another spelling.
    const capitals = {
      ...removal,
      _rev: `2-${rev('b')}`,
      _revisions: { start: 2, ids: [rev('b'), rev('A')] }
    };
    expect((await push('vet-voorstad-2', 'team-voorstad', [capitals])).answer).toMatchObject([
      { id, error: 'forbidden' }
    ]);
    const zero = { ...removal, _rev: `01-${rev('a')}` };
    expect((await push('vet-voorstad-2', 'team-voorstad', [zero], true)).answer).toMatchObject([{ id }]);
    const nameless = { ...removal, _revisions: { start: 2, ids: [rev('b'), rev('a')] } };
    expect((await push('vet-voorstad-2', 'team-voorstad', [nameless])).answer).toMatchObject([
      { id, error: 'forbidden' }
    ]);
    // An edit, and in the same request its removal with a history that begins at the edit.
    const edit = {
      ...card,
      _rev: `2-${rev('c')}`,
      _revisions: { start: 2, ids: [rev('c'), rev('a')] }
    };
    const after = { ...removal, _rev: `3-${rev('d')}`, _revisions: { start: 3, ids: [rev('d'), rev('c')] } };
    for (const docs of [
      [edit, after],
      [after, edit]
    ]) {
      const { answer } = await push('vet-voorstad-2', 'team-voorstad', docs);
      expect(answer).toMatchObject([{ id, error: 'forbidden' }]);
    }
    expect(await (await as('vet-voorstad-1', 'GET', path)).json()).toMatchObject({ name: 'Mevrouw Test' });
  });

  it('takes a revision from the address or from the document, never two that differ', async () => {
    const path = '/db/team-voorstad/conversation:G1';
    const own = conversation('vet-voorstad-1', 'G1');
    const { rev } = (await (await as('vet-voorstad-1', 'PUT', path, own)).json()) as { rev: string };
    const other = { ...own, _rev: `1-${'0'.repeat(32)}` };
    expect((await as('vet-voorstad-1', 'PUT', `${path}?rev=${rev}`, other)).status).toBe(400);
    const better = { ...own, notes: 'Beter' };
    expect((await as('vet-voorstad-1', 'PUT', `${path}?rev=${rev}`, better)).status).toBe(201);
  });

  it('keeps a checkpoint for replication, and keeps the courier’s out of reach', async () => {
    const path = '/db/team-voorstad/_local/zOjGFPXwb6sJPKtoyUrE7g%3D%3D';
    expect((await as('vet-voorstad-1', 'PUT', path, { last_seq: 1 })).status).toBe(201);
    expect(await (await as('vet-voorstad-1', 'GET', path)).json()).toMatchObject({ last_seq: 1 });
    expect((await as('vet-voorstad-1', 'PUT', '/db/team-voorstad/_local/courier', {})).status).toBe(403);
    expect((await as('vet-voorstad-1', 'PUT', path, { text: 'x'.repeat(70_000) })).status).toBe(413);
  });

  it('ends a long poll when the server stops, and never lets one last', async () => {
    const own = await testServer({ kind });
    await own.addDemoAccounts();
    const cookie = await own.signIn('wmo-1');
    const poll = own.ask('GET', '/db/team-wmo/_changes?feed=longpoll&heartbeat=10000&since=now', { cookie });
    setTimeout(() => own.stopping.abort(), 50);
    const answer = await (await poll).text();
    expect(JSON.parse(answer)).toMatchObject({ results: [] });
    expect((await own.ask('GET', '/db/team-wmo/_changes?feed=continuous', { cookie })).status).toBe(403);
    await own.discard();
  });

  it('answers hostile requests with a refusal, never with a failure', async () => {
    const segment = fc.oneof(
      fc.constantFrom(
        'kaart',
        'team-voorstad',
        'team-wmo',
        '_changes',
        '_bulk_docs',
        '_bulk_get',
        '_revs_diff'
      ),
      fc.constantFrom(
        '_all_docs',
        '_local',
        '_design',
        '_security',
        'resident:R1',
        '..',
        '%2e%2e',
        '%00',
        ''
      ),
      fc.webSegment()
    );
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom(
        '{"docs":null}',
        '{"docs":[1]}',
        '{"docs":[{"_id":1}]}',
        '{"docs":[{"_id":"resident:R1"}]}'
      ),
      fc.constantFrom(
        '{"keys":5}',
        '{"__proto__":{"_id":"x"}}',
        '['.repeat(5000),
        '{"docs":[{"_id":"step:1","_rev":7}]}'
      )
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
        fc.array(segment, { maxLength: 4 }),
        fc.webQueryParameters(),
        body,
        async (method, segments, query, text) => {
          const target = `/db/${segments.join('/')}${query ? `?${query}` : ''}`;
          const response = await server.ask(method, target, {
            cookie: cookies['vet-voorstad-1'],
            ...(method === 'GET' || method === 'HEAD' ? {} : { body: text })
          });
          expect(response.status, `${method} ${target} ${text}`).toBeLessThan(500);
          await response.body?.cancel();
        }
      ),
      { numRuns: 300 }
    );
  });
});
