import Dexie from 'dexie';
import PouchDB from 'pouchdb-core';
import { openMapStore } from '#lib/db/map-store.ts';
import { refreshMap } from '#lib/sync/public-lane.ts';

/** The product's own first sync of the map; milliseconds. */
export async function productFirstSync(): Promise<number> {
  await Dexie.delete('binnenzak-kaart');
  const store = openMapStore();
  const started = performance.now();
  const round = await refreshMap(
    { fetch: (address, init) => fetch(address, init), store, clock: Date.now },
    new AbortController().signal
  );
  const took = performance.now() - started;
  if (round !== 'new-map') throw new Error(`The first sync ended as ${round}.`);
  store.close();
  return took;
}

/** The floor: fetch the same bytes, parse them, write them in one go. */
export async function floorFirstSync(): Promise<number> {
  await Dexie.delete('floor');
  const database = new Dexie('floor');
  database.version(1).stores({ documents: '_id' });
  await database.open();
  const started = performance.now();
  const [, ...lines] = (await (await fetch('/kaart/snapshot')).text()).trimEnd().split('\n');
  await database.table('documents').bulkPut(JSON.parse(`[${lines.join(',')}]`));
  const took = performance.now() - started;
  database.close();
  return took;
}

/**
 * PouchDB's replication of the same map into IndexedDB, with its defaults. Comes after `enrolLab`,
 * which gives it a session on the server and PouchDB its adapters.
 */
export async function pouchFirstSync(): Promise<number> {
  await new PouchDB('pouch-kaart', { adapter: 'idb' }).destroy();
  const database = new PouchDB('pouch-kaart', { adapter: 'idb' });
  const started = performance.now();
  await database.replicate.from(new PouchDB(`${location.origin}/db/kaart`, { adapter: 'http' }), {});
  const took = performance.now() - started;
  await database.close();
  return took;
}
