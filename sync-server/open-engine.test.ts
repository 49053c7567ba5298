import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine } from './open-engine.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binnenzak-unit-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const failureOf = async (settings: { couchdbUrl: string | null; dataDir: string }): Promise<string> => {
  const outcome = await openEngine(settings);
  if (outcome.ok) throw new Error('This engine should not open.');
  expect(outcome.failure).not.toContain('\n');
  return outcome.failure;
};

describe('the engine', () => {
  it('opens in a folder that is not there yet, which is then for its own account alone, again and again', async () => {
    const settings = { couchdbUrl: null, dataDir: join(folder, 'new') };
    const engine = await openEngine(settings);
    expect(engine.ok).toBe(true);
    if (engine.ok) await engine.value.close();
    // Windows has no such modes.
    if (process.platform !== 'win32') expect((await stat(settings.dataDir)).mode & 0o777).toBe(0o700);
    const again = await openEngine(settings);
    expect(again.ok).toBe(true);
    if (again.ok) await again.value.close();
  });

  it('says so when its folder is a file', async () => {
    const dataDir = join(folder, 'file');
    await writeFile(dataDir, '');
    expect(await failureOf({ couchdbUrl: null, dataDir })).toContain('DATA_DIR is');
  });

  it('says so when CouchDB does not answer, without its password', async () => {
    const failure = await failureOf({ couchdbUrl: 'http://admin:hunter2@127.0.0.1:1', dataDir: folder });
    expect(failure).toContain('does not answer');
    expect(failure).not.toContain('hunter2');
  });

  it.each([
    [401, 'refuses the name and password'],
    [403, 'must be an administrator']
  ])('says so when CouchDB answers %i', async (status, words) => {
    const couchdb = createServer((_, response) => response.writeHead(status).end('{}'));
    await new Promise<void>((resolve) => void couchdb.listen(0, '127.0.0.1', () => resolve()));
    const address = couchdb.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const failure = await failureOf({ couchdbUrl: `http://a:b@127.0.0.1:${port}`, dataDir: folder });
    expect(failure).toContain(words);
    couchdb.close();
  });
});
