import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import type { Engine } from '../engines/engine.ts';
import { createNews } from '../news.ts';
import { provisionGroup, provisionServer, provisionZone } from '../provision.ts';
import { conversation, temporaryEngine, withoutGuard } from '../testing.ts';

let temporary: Awaited<ReturnType<typeof temporaryEngine>>;
let engine: Engine;
beforeAll(async () => {
  temporary = await temporaryEngine(false);
  engine = withoutGuard(temporary.engine);
  await provisionZone(engine, 'voorstad');
});
afterAll(() => temporary.discard());

const designOf = (name: string) => openDatabase(engine, name).get('_design/binnenzak');

it('gives every database behind the gate its rules, once', async () => {
  await provisionGroup(engine, 'groep-koffie');
  await provisionServer(engine);
  await provisionZone(engine, 'voorstad');
  for (const name of ['kaart', 'beheer', 'opkomst-voorstad', 'groep-koffie']) {
    const design = await designOf(name);
    expect(design?.['validate_doc_update']).toContain(`own.refusal("${name}"`);
    expect(design?._rev).toMatch(/^1-/);
  }
  expect(await designOf('accounts')).toBeNull();
});

it('brings the rules of a newer version to what is there already', async () => {
  const database = openDatabase(engine, 'groep-koffie');
  const design = await designOf('groep-koffie');
  await database.put({ ...design, _id: '_design/binnenzak', validate_doc_update: 'function () {}' });
  await provisionServer(engine);
  expect((await designOf('groep-koffie'))?.['validate_doc_update']).toBe(design?.['validate_doc_update']);
});

it('is no news to who waits for work, and hides none', async () => {
  const database = openDatabase(engine, 'opkomst-voorstad');
  expect((await database.changes({ since: '0', limit: '1' })).results).toEqual([]);
  const asks = () =>
    createNews(engine).after(new Map([['opkomst-voorstad', '0']]), 50, [], async () => false);
  expect(await asks()).toBe(false);
  await database.write([conversation('ik')]);
  expect(await asks()).toBe(true);
});

it('is not given to the embedded engine, which goes by the rules themselves', async () => {
  const own = await temporaryEngine();
  await provisionZone(own.engine, 'voorstad');
  expect(await openDatabase(own.engine, 'opkomst-voorstad').get('_design/binnenzak')).toBeNull();
  await own.discard();
});
