import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAP_DATABASE } from '#lib/roles/databases.ts';
import { openDatabase } from './database.ts';
import { provideKnowledge, readKnowledge } from './knowledge.ts';
import { openEngine } from './open-engine.ts';
import { provisionServer } from './provision.ts';

const PRODUCT = join(import.meta.dirname, '..', 'knowledge');
const NEED = {
  slug: 'rouw',
  name: 'rouw',
  names: {},
  themes: [],
  terms: ['rouw'],
  said: { nl: ['zij is er niet meer'] }
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binnenzak-knowledge-'));
  await mkdir(join(folder, 'needs'));
  await mkdir(join(folder, 'vocabulary'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, content: unknown) => writeFile(join(folder, name), JSON.stringify(content));

async function engineInFolder() {
  const outcome = await openEngine({ couchdbUrl: null, dataDir: join(folder, 'data') });
  if (!outcome.ok) throw new Error(outcome.failure);
  await provisionServer(outcome.value);
  return outcome.value;
}

test('what the product knows keeps to its shape, and every need has a name of its own', async () => {
  const entries = await readKnowledge(PRODUCT);
  expect(new Set(entries.map(({ _id }) => _id)).size).toBe(entries.length);
  expect(entries.filter(({ kind }) => kind === 'vocabulary').map(({ _id }) => _id)).toContain(
    'vocabulary:times'
  );
});

test('a file that does not keep to its shape is named', async () => {
  await write('needs/mis.json', [{ ...NEED, terms: 'rouw' }]);
  await expect(readKnowledge(folder)).rejects.toThrow('mis.json');
});

test('what is on the map already is not written again, and what a curator changed stays', async () => {
  await write('needs/een.json', [NEED]);
  const engine = await engineInFolder();
  const map = openDatabase(engine, MAP_DATABASE);
  expect(await provideKnowledge(engine, folder, 0)).toMatchObject({ added: 1 });
  expect(await provideKnowledge(engine, folder, 0)).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
  const stored = await map.get('need:rouw');
  await map.put({ ...stored, _id: 'need:rouw', author: 'carla', name: 'verlies' });
  await write('needs/een.json', [{ ...NEED, terms: ['rouw', 'verlies'] }]);
  await provideKnowledge(engine, folder, 0);
  expect(await map.get('need:rouw')).toMatchObject({ author: 'carla', name: 'verlies', terms: ['rouw'] });
  await engine.close();
});
