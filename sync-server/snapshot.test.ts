import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAP_DATABASE } from '#lib/roles/databases.ts';
import { openDatabase, type Database } from './database.ts';
import { service, testServer, withoutGuard, type TestServer } from './testing.ts';

let server: TestServer;
let map: Database;

beforeEach(async () => {
  server = await testServer();
  map = openDatabase(server.engine, MAP_DATABASE);
});
afterEach(async () => {
  expect(server.failures).toEqual([]);
  await server.discard();
});

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; waited < 500 && !condition(); waited++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
}

const fill = async (count: number) => {
  await map.write(Array.from({ length: count }, (_, number) => service(`S${number}`)));
  await until(() => server.mirror.count() === count);
};

async function snapshot(headers: Record<string, string> = {}) {
  const response = await server.ask('GET', '/kaart/snapshot', { headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  const lines = bytes.length > 0 ? gunzipSync(bytes).toString().trimEnd().split('\n') : [];
  const [head, ...documents] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { response, head, documents };
}

const changes = async (since: string, more = '') => {
  const response = await server.ask('GET', `/kaart/changes?since=${encodeURIComponent(since)}${more}`);
  return { status: response.status, page: (await response.json()) as Page };
};
interface Page {
  sequence: string;
  pending: number;
  changes: { id: string; deleted?: true; document?: object }[];
}

describe('the snapshot', () => {
  it('is compressed, says how many documents follow, and leaves out revisions', async () => {
    await fill(3);
    const { response, head, documents } = await snapshot();
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(head).toEqual({ sequence: expect.any(String), count: 3 });
    expect(documents).toHaveLength(3);
    expect(documents[0]).toMatchObject({ _id: 'service:S0', name: 'Koffie' });
    expect(documents[0]).not.toHaveProperty('_rev');
  });

  it('is not sent again to who has it', async () => {
    await fill(1);
    const etag = (await snapshot()).response.headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const { response } = await snapshot({ 'if-none-match': known });
      expect(response.status).toBe(304);
      expect(response.headers.get('etag')).toBe(etag);
    }
    await map.write([service('S9')]);
    await until(() => server.mirror.count() === 2);
    expect((await snapshot({ 'if-none-match': etag })).response.status).toBe(200);
  });

  it('of an empty map is one line', async () => {
    const { head, documents } = await snapshot();
    expect(head).toMatchObject({ count: 0 });
    expect(documents).toEqual([]);
  });

  it('is prepared once for all who ask together', async () => {
    await fill(2);
    const answers = await Promise.all(Array.from({ length: 20 }, () => snapshot()));
    expect(new Set(answers.map(({ response }) => response.headers.get('etag'))).size).toBe(1);
  });
});

describe('the changes', () => {
  it('carry on where the snapshot ended: new, changed and gone', async () => {
    await fill(3);
    const { head } = await snapshot();
    const since = String(head?.['sequence']);
    expect((await changes(since)).page).toEqual({ sequence: since, changes: [], pending: 0 });

    const [first, second] = await map.startingWith('service:');
    if (!first || !second) throw new Error('The map should hold three services.');
    await map.remove(first);
    await map.put({ ...second, name: 'Thee' });
    const { page } = await changes(since);
    expect(page.changes).toEqual([
      { id: first._id, deleted: true },
      { id: second._id, document: expect.objectContaining({ name: 'Thee' }) }
    ]);
    expect(page.changes[1]?.document).not.toHaveProperty('_rev');
    await until(() => server.mirror.count() === 2);
    expect((await changes(page.sequence)).page.changes).toEqual([]);
  });

  it('come in pages that lead to the end', async () => {
    await fill(25);
    const ids = new Set<string>();
    let since = '0';
    for (let pages = 0; pages < 10; pages++) {
      const { page } = await changes(since, '&limit=10');
      expect(page.changes.length).toBeLessThanOrEqual(10);
      for (const { id } of page.changes) ids.add(id);
      since = page.sequence;
      if (page.pending === 0) break;
    }
    expect(ids.size).toBe(25);
    expect((await snapshot()).head?.['sequence']).toBe(since);
  });

  it.each(['garbage', '12', '-1', '99999', '../x', 'deadbeefdeadbeef.3-x', '{"a":1}'])(
    'since %s are gone: take the snapshot',
    async (since) => {
      expect((await changes(since)).status).toBe(410);
    }
  );

  it('since a point of this map that makes no sense are gone too', async () => {
    const { head } = await snapshot();
    const [lineage] = String(head?.['sequence']).split('.');
    expect((await changes(`${lineage}.garbage`)).status).toBe(410);
  });

  it('know a map that was thrown away from its successor', async () => {
    await fill(2);
    const other = await testServer();
    const { head } = await snapshot();
    const since = encodeURIComponent(String(head?.['sequence']));
    expect((await other.ask('GET', `/kaart/changes?since=${since}`)).status).toBe(410);
    await other.discard();
  });

  it.each(['0', '-1', 'x', '1e3'])('with limit %s are a question that makes no sense', async (limit) => {
    expect((await changes('0', `&limit=${limit}`)).status).toBe(400);
  });
});

describe('the map in memory', () => {
  it('goes on following after the engine failed for a while', async () => {
    let failing = false;
    const own = await testServer();
    const unreliable = {
      ...own.engine,
      as: (identity: Parameters<typeof own.engine.as>[0]) => (request: Request) =>
        failing ? Promise.resolve(new Response('{}', { status: 503 })) : own.engine.as(identity)(request)
    };
    const { createMapMirror } = await import('./map-mirror.ts');
    const failures: unknown[] = [];
    const mirror = createMapMirror({
      database: openDatabase(withoutGuard(unreliable), MAP_DATABASE),
      random: (count) => new Uint8Array(count),
      onFailure: (error) => failures.push(error)
    });
    await mirror.start();
    failing = true;
    await openDatabase(own.engine, MAP_DATABASE).write([service('S1')]);
    await until(() => mirror.count() === 1);
    await until(() => failures.length > 0);
    failing = false;
    await openDatabase(own.engine, MAP_DATABASE).write([service('S2')]);
    await until(() => mirror.count() === 2);
    await mirror.stop();
    await own.discard();
  });
});
