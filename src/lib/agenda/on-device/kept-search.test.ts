import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { AnyDocument } from '../../core/document.ts';
import { openMapStore } from '../../db/map-store.ts';
import { DeviceSearch, toKept } from './kept-search.ts';
import { SEARCH_VERSION, searchData, type SearchData } from './map-search.ts';

const written = { schema: 1, author: 'import', device: 'server', created: '2026-01-01T00:00:00Z' };
const theme = (name: string): AnyDocument => ({
  ...written,
  _id: 'theme:geld',
  kind: 'theme',
  name,
  description: '',
  parent: null
});
const service = (id: string, name: string): AnyDocument => ({
  ...written,
  _id: `service:${id}`,
  kind: 'service',
  name,
  description: '',
  organization: null,
  locations: [],
  themes: ['geld'],
  lifeDomains: [],
  rung: 'network',
  access: 'open',
  targetGroups: [],
  zones: ['*'],
  languages: [],
  cost: null,
  opening: null,
  phones: [],
  email: null,
  url: null,
  verifiedOn: null,
  contractedWmo: false
});

const BEFORE = [theme('Geld'), service('a', 'Budgetkring'), service('b', 'Weggeefwinkel')];
const state = { sequence: '1', checked: 0, ahead: 0 };

async function storeWith(documents: AnyDocument[]) {
  const store = openMapStore({ indexedDB: new IDBFactory(), IDBKeyRange });
  const put = async (all: AnyDocument[]) => {
    const writer = await store.replace();
    await writer.write(all);
    await writer.activate(state);
  };
  await put(documents);
  return { store, put };
}
/** A device that has just started: what it makes is kept at once. */
async function started(store: ConstructorParameters<typeof DeviceSearch>[0]) {
  const keeping: Promise<void>[] = [];
  const search = new DeviceSearch(store, (keep) => keeping.push(keep()));
  const data = await search.data();
  await Promise.all(keeping);
  return { search, data };
}
const has = (data: SearchData | null, term: string) => [...(data?.entries.terms ?? [])].includes(term);

test('without a map there is nothing to search', async () => {
  expect((await started(openMapStore({ indexedDB: new IDBFactory(), IDBKeyRange }))).data).toBeNull();
});

test('what search is made of is kept, and read as it was', async () => {
  const { store } = await storeWith(BEFORE);
  const made = (await started(store)).data;
  const never = { ...store, all: () => Promise.reject(new Error('the whole map was read again')) };
  expect((await started(never)).data).toEqual(made);
});

test('a change of one entry, or of a theme it is about, is taken in without reading the whole map', async () => {
  const { store } = await storeWith(BEFORE);
  await started(store);
  await store.apply(
    [
      { id: 'service:a', document: service('a', 'Kasboekclub') },
      { id: 'service:b', deleted: true },
      { id: 'theme:geld', document: theme('Centen') }
    ],
    state
  );
  const never = { ...store, all: () => Promise.reject(new Error('the whole map was read again')) };
  const { data } = await started(never);
  expect(data?.entries.ids).toEqual(['service:a']);
  expect([has(data, 'kasboekclub'), has(data, 'budgetkring'), has(data, 'cent'), has(data, 'geld')]).toEqual([
    true,
    false,
    true,
    false
  ]);
  expect((await store.search())?.changes).toEqual([]);
});

test('a new map is read anew, and what was made of the one before is not kept for it', async () => {
  const { store, put } = await storeWith(BEFORE);
  const late = (await store.search())?.moment;
  await put([theme('Geld'), service('c', 'Ruilbeurs')]);
  if (!late) throw new Error('There is a map.');
  await store.keepSearch({ version: SEARCH_VERSION, data: toKept(searchData(BEFORE)) }, late);
  expect((await started(store)).data?.entries.ids).toEqual(['service:c']);
});

test('what another version made is made anew', async () => {
  const { store } = await storeWith(BEFORE);
  const moment = (await store.search())?.moment;
  if (!moment) throw new Error('There is a map.');
  await store.keepSearch({ version: SEARCH_VERSION + 1, data: 'unreadable' }, moment);
  expect((await started(store)).data?.entries.ids).toEqual(['service:a', 'service:b']);
});

test('what was kept and can no longer be read is made anew', async () => {
  const { store } = await storeWith(BEFORE);
  await started(store);
  const lost = { arrayBuffer: () => Promise.reject(new DOMException('lost', 'NotReadableError')) };
  store.keptSearch = () =>
    Promise.resolve({ version: SEARCH_VERSION, data: { entries: lost, lines: lost, knowledge: lost } });
  expect((await started(store)).data?.entries.ids).toEqual(['service:a', 'service:b']);
});

test('what is held in memory takes in a change without reading what was kept', async () => {
  const { store } = await storeWith(BEFORE);
  const { search } = await started(store);
  await store.apply([{ id: 'service:a', document: service('a', 'Kasboekclub') }], state);
  store.keptSearch = () => Promise.reject(new Error('what was kept was read again'));
  const data = await search.data();
  expect([has(data, 'kasboekclub'), has(data, 'budgetkring')]).toEqual([true, false]);
});

test('a change that another tab took in and kept is not missed by what is held in memory', async () => {
  const { store } = await storeWith(BEFORE);
  const { search } = await started(store);
  await store.apply([{ id: 'service:a', document: service('a', 'Kasboekclub') }], state);
  await started(store);
  expect((await store.search())?.changes).toEqual([]);
  expect(has(await search.data(), 'kasboekclub')).toBe(true);
});
