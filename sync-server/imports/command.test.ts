import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEngine } from '../open-engine.ts';

const COMMAND = join(import.meta.dirname, 'command.ts');
const FIXTURE = join(import.meta.dirname, 'fixtures/hsds-1.1');

let folder: string;
let dataDir: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binnenzak-import-'));
  dataDir = join(folder, 'data');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (...words: string[]) =>
  new Promise<{ code: number | string; out: string; err: string }>((resolve) => {
    const env = { ...process.env, DATA_DIR: dataDir, COUCHDB_URL: '' };
    execFile(process.execPath, [COMMAND, ...words], { env }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err })
    );
  });

test('an import tells what became of every row, keeps all remarks on request, and a second changes nothing', async () => {
  const report = join(folder, 'verslag.csv');
  const first = await run(FIXTURE, '--report', report);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(/samen +30 +8 +6 +16/);
  expect(first.out).toContain('Op de kaart: 6 nieuw, 0 veranderd, 0 gelijk gebleven.');
  expect(await readFile(report, 'utf8')).toContain('"services.csv";"2";"hersteld";"organisatie 99');
  expect((await run(FIXTURE)).out).toContain('De kaart was al gelijk: er is niets veranderd (6 gelijk).');
}, 30_000);

test('junk ends the command with a reason, before any data folder is made', async () => {
  const junk = join(folder, 'junk.csv');
  await writeFile(junk, '');
  await truncate(junk, 100 * 1024 * 1024);
  const { code, err } = await run(junk);
  expect(code).toBe(1);
  expect(err).toContain("'junk.csv' is 100 MB groot");
  await expect(readFile(join(dataDir, 'kaart', 'security.json'))).rejects.toThrow('ENOENT');
}, 30_000);

test('while Binnenzak runs on the same data folder, the command says to stop it first', async () => {
  const running = await openEngine({ dataDir, couchdbUrl: null });
  if (!running.ok) throw new Error(running.failure);
  const { code, err } = await run(FIXTURE);
  await running.value.close();
  expect(code).toBe(1);
  expect(err).toContain('stop het dan eerst (Ctrl+C). De kaart is niet veranderd.');
}, 30_000);
