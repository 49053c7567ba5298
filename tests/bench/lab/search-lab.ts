import { Calendar } from '#lib/agenda/recurrence/calendar.ts';
import { DeviceSearch, toKept } from '#lib/agenda/on-device/kept-search.ts';
import { Finder } from '#lib/agenda/on-device/find.ts';
import { searchData } from '#lib/agenda/on-device/map-search.ts';
import { openMapStore, type MapStore } from '#lib/db/map-store.ts';
import type { AnyDocument } from '#lib/core/document.ts';

/** A question of somebody who lives in a zone, or does not say so. */
export interface Asked {
  readonly text: string;
  readonly zone: string | null;
}

const clock = () => Date.now();
/** How often entries were changed, so that each time they get another word. */
let changes = 0;

/** Search as the worker has it: ready to answer, and brought up to date when asked again. */
function searchOver(store: MapStore) {
  let finder: Finder | null = null;
  const calendar = new Calendar();
  let keeping: () => Promise<void> = () => Promise.resolve();
  const search = new DeviceSearch(store, (keep) => (keeping = keep));
  return {
    async finder(): Promise<Finder> {
      const data = await search.data();
      if (!data) throw new Error('There is no map to search.');
      return (finder = new Finder(data, clock, calendar, finder));
    },
    keep: () => keeping()
  };
}

async function withStore<Value>(use: (store: MapStore) => Promise<Value>): Promise<Value> {
  const store = openMapStore();
  try {
    return await use(store);
  } finally {
    store.close();
  }
}

const milliseconds = async (work: () => unknown): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** Bytes (gzip) of the index of so many services, and of what search knows of words, each as it is kept. */
export const searchSizes = (services: number): Promise<{ entries: number; knowledge: number }> =>
  withStore(async (store) => {
    const all = await store.all();
    const some = new Set(all.filter(({ kind }) => kind === 'service').slice(0, services));
    const data = searchData(
      all.filter((one) => one.kind !== 'activity' && (one.kind !== 'service' || some.has(one)))
    );
    const { entries, lines, knowledge } = toKept(data);
    return { entries: await gzipped(new Blob([entries, lines])), knowledge: await gzipped(knowledge) };
  });

/** Makes the index of the map on this device, and keeps it. */
export const buildSearch = (): Promise<void> =>
  withStore(async (store) => {
    const search = searchOver(store);
    await search.finder();
    await search.keep();
  });

/** From a store that is open until questions can be answered with what was kept in it. */
export const loadSearch = (): Promise<number> =>
  withStore(async (store) => {
    await store.state();
    return milliseconds(() => searchOver(store).finder());
  });

/** How long each question takes to its first page of results. */
export const askSearch = (questions: readonly Asked[]): Promise<number[]> =>
  withStore(async (store) => {
    const finder = await searchOver(store).finder();
    const ask = ({ text, zone }: Asked) => finder.find({ text, zone, limit: 20, filters: {}, without: [] });
    // The first question of a visit also looks up when everything takes place.
    for (const question of questions.slice(0, 10)) await ask(question);
    const times: number[] = [];
    for (const question of questions) times.push(await milliseconds(() => ask(question)));
    return times;
  });

/** From so many entries that changed in the store until they can be found. */
export const changeSearch = (count: number): Promise<number> =>
  withStore(async (store) => {
    const search = searchOver(store);
    await search.finder();
    const services = (await store.kind('service')).slice(0, count);
    const word = `nieuw${++changes}`;
    const changed = services.map((service): AnyDocument => ({
      ...service,
      name: `${(service as unknown as { name: string }).name} ${word}`
    }));
    const state = await store.state();
    if (!state) throw new Error('There is no map to change.');
    await store.apply(
      changed.map((document) => ({ id: document._id, document })),
      state
    );
    let found = 0;
    const took = await milliseconds(async () => {
      const finder = await search.finder();
      found = finder.find({ text: word, zone: null, limit: count, filters: {}, without: [] }).total;
    });
    if (found !== count) throw new Error(`Of ${count} changed entries, ${found} were found.`);
    await search.keep();
    return took;
  });

async function gzipped(kept: Blob): Promise<number> {
  const stream = kept.stream().pipeThrough(new CompressionStream('gzip'));
  return (await new Response(stream).arrayBuffer()).byteLength;
}
