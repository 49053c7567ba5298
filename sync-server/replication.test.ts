import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { conversation, ENGINES, resident, testServer, type TestServer } from './testing.ts';

interface Device {
  bulkDocs(documents: object[]): Promise<unknown>;
  get(id: string): Promise<Record<string, unknown>>;
  replicate: { to(target: Device, options?: object): Replicating; from(source: Device): Replicating };
  close(): Promise<void>;
}
interface Replicating extends Promise<{ docs_written: number; doc_write_failures: number }> {
  on(event: 'denied', listener: (error: { id: string; reason: string }) => void): this;
}

// Required, since these packages are CommonJS without types of their own.
const require = createRequire(import.meta.url);
const PouchDB = require('pouchdb-core') as {
  new (name: string, options: object): Device;
  plugin(plugin: unknown): void;
};
for (const plugin of ['adapter-memory', 'adapter-http', 'replication'])
  PouchDB.plugin(require(`pouchdb-${plugin}`));

describe.each(ENGINES)('a device that replicates through the gate to %s', (kind) => {
  let server: TestServer;
  let phones = 0;
  beforeAll(async () => {
    server = await testServer({ kind });
    await server.addDemoAccounts();
  });
  afterAll(() => server.discard());

  const phone = () => new PouchDB(`gate-${kind}-${++phones}`, { adapter: 'memory' });
  async function databaseFor(user: string, database: string): Promise<Device> {
    const cookie = await server.signIn(user);
    return new PouchDB(`http://localhost:3000/db/${database}`, {
      adapter: 'http',
      skip_setup: true,
      fetch: (url: string, options: RequestInit) => {
        const headers = new Headers(options.headers);
        headers.set('cookie', cookie);
        const { pathname, search } = new URL(url);
        return server.app(new Request(url, { ...options, headers }), {
          address: '192.0.2.1',
          target: pathname + search
        });
      }
    });
  }

  it('sends its work, which a colleague then has, and is told what was refused', async () => {
    const mine = phone();
    await mine.bulkDocs([
      resident('vet-voorstad-1'),
      ...Array.from({ length: 120 }, (_, number) => conversation('vet-voorstad-1', `N${number}`)),
      conversation('wmo-1', 'forged')
    ]);
    const denied: string[] = [];
    const push = mine.replicate.to(await databaseFor('vet-voorstad-1', 'team-voorstad'));
    const sent = await push.on('denied', ({ id }) => denied.push(id));
    expect(sent).toMatchObject({ docs_written: 121, doc_write_failures: 1 });
    expect(denied).toHaveLength(1);

    const theirs = phone();
    await theirs.replicate.from(await databaseFor('vet-voorstad-2', 'team-voorstad'));
    expect(await theirs.get('conversation:N119')).toMatchObject({ author: 'vet-voorstad-1' });
    await expect(theirs.get('conversation:forged')).rejects.toThrow();
    expect(server.failures).toEqual([]);
    expect(await openDatabase(server.engine, 'team-voorstad').get('conversation:forged')).toBeNull();
  });

  it('gets nothing of another team', async () => {
    const theirs = phone();
    await expect(theirs.replicate.from(await databaseFor('wmo-1', 'team-voorstad'))).rejects.toThrow();
    await expect(theirs.get('resident:R1')).rejects.toThrow();
  });
});
