import { expect, test } from 'vitest';
import type { Engine } from '../engines/engine.ts';
import { applyToMap } from './apply-to-map.ts';
import type { MapEntry } from './map-document.ts';

type Stored = Record<string, unknown> & { _id: string; _rev?: string };

/** The two requests that an import makes, on a map in memory. `meanwhile` runs before each write. */
function memoryEngine(meanwhile: (documents: Map<string, Stored>) => void = () => undefined) {
  const documents = new Map<string, Stored>();
  const writes: number[] = [];
  const answer = (path: string, body: { keys: string[]; docs: Stored[] }): unknown => {
    if (path.endsWith('/_all_docs')) {
      const row = (key: string) =>
        documents.has(key) ? { id: key, key, doc: documents.get(key) } : { key, error: 'not_found' };
      return { rows: body.keys.map(row) };
    }
    meanwhile(documents);
    writes.push(body.docs.length);
    return body.docs.map((document) => {
      if (documents.get(document._id)?._rev !== document._rev) return { id: document._id, error: 'conflict' };
      const _rev = `${Number(document._rev?.split('-')[0] ?? 0) + 1}-x`;
      documents.set(document._id, { ...document, _rev });
      return { ok: true, id: document._id, rev: _rev };
    });
  };
  const engine: Engine = {
    kind: 'embedded',
    as: () => async (request) => Response.json(answer(new URL(request.url).pathname, await request.json())),
    close: async () => undefined
  };
  return { engine, documents, writes };
}

const theme = (name: string, description = ''): MapEntry => ({
  _id: `theme:${name}`,
  kind: 'theme',
  schema: 1,
  name,
  description,
  parent: null
});

test('a second import of the same writes nothing, whatever the order of the fields in the store', async () => {
  const { engine, documents, writes } = memoryEngine();
  const entries = [theme('a'), theme('b')];
  expect(await applyToMap(engine, entries, 0)).toEqual({ added: 2, changed: 0, unchanged: 0, newer: 0 });
  for (const [id, document] of documents) {
    documents.set(id, Object.fromEntries(Object.entries(document).reverse()) as Stored);
  }
  expect(await applyToMap(engine, entries, 5000)).toEqual({ added: 0, changed: 0, unchanged: 2, newer: 0 });
  expect(writes).toEqual([2]);
});

test('only what differs is written, with the moment at which it was first made', async () => {
  const { engine, documents, writes } = memoryEngine();
  await applyToMap(engine, [theme('a'), theme('b')], 0);
  const counts = await applyToMap(engine, [theme('a'), theme('b', 'nieuw')], 5000);
  expect(counts).toEqual({ added: 0, changed: 1, unchanged: 1, newer: 0 });
  expect(writes).toEqual([2, 1]);
  expect(documents.get('theme:b')).toMatchObject({
    description: 'nieuw',
    created: '1970-01-01T00:00:00.000Z'
  });
});

test('a document of a newer schema is left alone', async () => {
  const { engine, documents } = memoryEngine();
  documents.set('theme:a', { _id: 'theme:a', _rev: '1-x', kind: 'theme', schema: 2, created: '' });
  expect(await applyToMap(engine, [theme('a')], 0)).toMatchObject({ newer: 1, changed: 0 });
  expect(documents.get('theme:a')?.schema).toBe(2);
});

test('an entry that somebody changes at the same time is compared again and then written', async () => {
  let first = true;
  const { engine, documents } = memoryEngine((stored) => {
    if (first)
      stored.set('theme:a', { _id: 'theme:a', _rev: '7-y', kind: 'theme', schema: 1, name: 'van een ander' });
    first = false;
  });
  expect(await applyToMap(engine, [theme('a')], 0)).toMatchObject({ added: 0, changed: 1 });
  expect(documents.get('theme:a')).toMatchObject({ name: 'a', _rev: '8-x' });
});

test('batches hold 500 documents', async () => {
  const { engine, writes } = memoryEngine();
  const entries = Array.from({ length: 1201 }, (_, at) => theme(`t${at}`));
  expect(await applyToMap(engine, entries, 0)).toMatchObject({ added: 1201 });
  expect(writes).toEqual([500, 500, 201]);
});

test('one entry that breaks its schema stops the import before anything is written', async () => {
  const { engine, writes } = memoryEngine();
  const broken = { ...theme('b'), name: 7 } as unknown as MapEntry;
  await expect(applyToMap(engine, [theme('a'), broken], 0)).rejects.toThrow();
  expect(writes).toEqual([]);
});
