import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmbeddedEngine } from '../engines/embedded.ts';
import { SERVER, type Engine } from '../engines/engine.ts';
import { ensureDatabase } from '../engines/provision.ts';
import { applyToMap } from './apply-to-map.ts';
import { readDirectory } from './read-directory.ts';

const CORPUS = join(import.meta.dirname, '../../demo/sociale-kaart');
const closed = { names: [], roles: ['_admin'] };

let folder: string;
let engine: Engine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binnenzak-import-'));
  engine = await createEmbeddedEngine({ folder, guard: () => null });
  await ensureDatabase(engine, 'kaart', { admins: closed, members: closed });
});
afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

async function read(path: string) {
  const outcome = await readDirectory(path);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value.entries;
}

async function mapState() {
  const answer = await engine.as(SERVER)(new Request('http://engine/kaart'));
  const { doc_count, update_seq } = (await answer.json()) as Record<string, unknown>;
  return { doc_count, update_seq };
}

test('the demo municipality goes into the embedded engine whole, and a second import writes nothing', async () => {
  const entries = await read(CORPUS);
  expect(await applyToMap(engine, entries, 0)).toEqual({ added: 850, changed: 0, unchanged: 0, newer: 0 });
  const state = await mapState();
  expect(state.doc_count).toBe(850);
  expect(await applyToMap(engine, await read(CORPUS), 9000)).toEqual({
    added: 0,
    changed: 0,
    unchanged: 850,
    newer: 0
  });
  expect(await mapState()).toEqual(state);
});

test('another directory comes beside the first and takes nothing away', async () => {
  await applyToMap(engine, await read(CORPUS), 0);
  const counts = await applyToMap(engine, await read(join(import.meta.dirname, 'fixtures/hsds-1.1')), 0);
  expect(counts).toEqual({ added: 6, changed: 0, unchanged: 0, newer: 0 });
  expect((await mapState()).doc_count).toBe(856);
});
