import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedEngine } from '#server/engines/embedded.ts';
import { SERVER, type Engine } from '#server/engines/engine.ts';
import { Subject, type Changes } from './engines.ts';

describe('the folder of the embedded engine', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'binnenzak-engine-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const start = async (): Promise<[Subject, Engine]> => {
    const engine = await createEmbeddedEngine({ folder, guard: () => null });
    return [new Subject(engine), engine];
  };

  it('holds documents, security, positions and its name over a restart', async () => {
    const [before, first] = await start();
    const security = { admins: { names: [], roles: [] }, members: { names: [], roles: ['team'] } };
    await before.ask('PUT', '/kept/');
    await before.ask('PUT', '/kept/_security', security);
    await before.write('kept', { _id: 'a', n: 1 });
    const { body: page } = await before.ask<Changes>('GET', '/kept/_changes');
    const { body: welcome } = await before.ask('GET', '/');
    await first.close();

    const [after, second] = await start();
    expect((await after.ask('GET', '/kept/a')).body).toMatchObject({ n: 1 });
    expect((await after.ask('GET', '/kept/_security')).body).toEqual(security);
    expect((await after.ask('GET', '/')).body).toEqual(welcome);
    await after.write('kept', { _id: 'b' });
    const { body: rest } = await after.ask<Changes>('GET', `/kept/_changes?since=${page.last_seq}`);
    expect(rest.results.map(({ id }) => id)).toEqual(['b']);
    await second.close();
  });

  it('tells everything again to whoever asks from a position of an earlier database of that name', async () => {
    const [subject, engine] = await start();
    await subject.ask('PUT', '/again');
    for (const _id of ['a', 'b', 'c']) await subject.write('again', { _id });
    const { body: page } = await subject.ask<Changes>('GET', '/again/_changes');
    await subject.ask('DELETE', '/again');
    await subject.ask('PUT', '/again');
    for (const _id of ['d', 'e', 'f', 'g']) await subject.write('again', { _id });
    const { body } = await subject.ask<Changes>('GET', `/again/_changes?since=${page.last_seq}`);
    expect(body.results).toHaveLength(4);
    expect((await subject.ask<Changes>('GET', '/again/_changes?since=99')).body.results).toHaveLength(4);
    await engine.close();
  });

  it('may hold other things, and what a deletion that was cut short left behind', async () => {
    await mkdir(join(folder, 'half', 'documents'), { recursive: true });
    await writeFile(join(folder, 'notes'), 'x');
    await writeFile(join(folder, '%zz'), 'x');
    const [subject, engine] = await start();
    expect((await subject.ask('GET', '/half')).status).toBe(404);
    expect((await subject.ask<string[]>('GET', '/_all_dbs')).body).toEqual(['again', 'kept']);
    expect((await subject.ask('PUT', '/half')).status).toBe(201);
    await engine.close();
  });

  it('is let go when the engine closes, which ends long polls and refuses what comes later', async () => {
    const [subject, engine] = await start();
    await subject.ask('PUT', '/waiting');
    const poll = subject.ask<Changes>('GET', '/waiting/_changes?feed=longpoll&since=now&heartbeat=1000');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await engine.close();
    expect((await poll).body.results).toEqual([]);
    expect((await subject.ask('GET', '/waiting')).status).toBe(503);
    const [, again] = await start();
    await again.close();
  });

  it('belongs to one process at a time', async () => {
    const [, engine] = await start();
    const module = fileURLToPath(new URL('../../sync-server/engines/embedded.ts', import.meta.url));
    const script = `import { createEmbeddedEngine } from ${JSON.stringify(module)};
      await createEmbeddedEngine({ folder: ${JSON.stringify(folder)}, guard: () => null }).then(
        () => console.log('opened'), (error) => console.log(error.constructor.name));
      process.exit();`;
    const second = () => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    expect((await second()).stdout.trim()).toBe('FolderInUse');
    await engine.close();
    expect((await second()).stdout.trim()).toBe('opened');
  });

  it('loses a database while others read, write, list and wait in it, and nobody is the worse for it', async () => {
    const [subject, engine] = await start();
    for (let round = 0; round < 5; round++) {
      const name = `busy${round}`;
      await subject.ask('PUT', `/${name}`);
      const docs = Array.from({ length: 200 }, (_, number) => ({ _id: `d${number}` }));
      const poll = subject.ask('GET', `/${name}/_changes?feed=longpoll&since=now&heartbeat=1000`);
      const work = [
        subject.ask('POST', `/${name}/_bulk_docs`, { docs }),
        subject.ask('GET', `/${name}/_all_docs?include_docs=true`),
        subject.ask('GET', `/${name}/_changes?include_docs=true`),
        subject.ask('POST', `/${name}/_compact`, {}),
        subject.ask('DELETE', `/${name}`),
        subject.ask('GET', `/${name}/d1`),
        subject.ask('PUT', `/${name}`),
        poll
      ];
      for (const { status } of await Promise.all(work)) expect(status).toBeLessThan(500);
    }
    await engine.close();
  });

  it('serves many who make, open and delete one database at the same time', async () => {
    const [subject, engine] = await start();
    const statuses = await Promise.all(
      Array.from({ length: 30 }, (_, number) =>
        subject.ask(['PUT', 'GET', 'DELETE'][number % 3] ?? 'GET', '/contested').then(({ status }) => status)
      )
    );
    for (const status of statuses) expect([200, 201, 404, 412]).toContain(status);
    expect((await engine.as(SERVER)(new Request('http://engine/_up'))).status).toBe(200);
    await engine.close();
  });
});
