/// <reference lib="webworker" />
import { openMapStore } from '../db/map-store.ts';
import { refreshMap } from '../sync/public-lane.ts';
import type { MapMethod, MapReader } from '../social-map/map-reader.ts';
import { Finder } from './find.ts';
import { DeviceSearch } from './kept-search.ts';
import { sortDocuments, type MapDocuments } from './map-documents.ts';
import { mapReaderOver } from './map-reading.ts';
import { searchData } from './map-search.ts';

/*
 * Everything about the map that takes time, away from the page: bringing it up to date, and answering questions that
 * need all of it. One worker per tab; one of them at a time talks with the server.
 */

export type WorkerRequest =
  | { readonly kind: 'ask'; readonly id: number; readonly method: MapMethod; readonly question: unknown }
  | { readonly kind: 'refresh' };

export type WorkerReply =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  | { readonly kind: 'map'; readonly present: boolean };

const REFRESH_EVERY = 15 * 60_000;
const ROUND = 'binnenzak-kaart-round';
const clock = () => Date.now();
const reply = (message: WorkerReply) => postMessage(message);

const store = openMapStore();
const news = new BroadcastChannel('binnenzak-kaart');
/** How long after an answer what search made is kept: the next letters go first. */
const KEEP_AFTER = 2000;
const search = new DeviceSearch(store, (keep) => setTimeout(() => void keep(), KEEP_AFTER));
let latest: Finder | null = null;
let reader = readMap();

/** A reader of the map as it is now; what it needs is read once, when it is first asked for. */
function readMap(): MapReader {
  let documents: Promise<MapDocuments> | null = null;
  let finder: Promise<Finder> | null = null;
  return mapReaderOver(
    {
      documents: () => (documents ??= store.all().then(sortDocuments)),
      finder: () =>
        (finder ??= search.data().then((data) => {
          latest = new Finder(data ?? searchData([]), clock, latest);
          return latest;
        }))
    },
    clock
  );
}

function mapChanged(): void {
  reader = readMap();
  reply({ kind: 'map', present: true });
}

async function answer(id: number, method: MapMethod, question: unknown): Promise<void> {
  try {
    const ask = reader[method] as (question: unknown) => Promise<unknown>;
    reply({ kind: 'answer', id, answer: await ask(question) });
  } catch (error) {
    reader = readMap();
    reply({ kind: 'failed', id, message: String(error) });
  }
}

async function refresh(): Promise<void> {
  await navigator.locks.request(ROUND, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const lane = { fetch: (address: string, init: RequestInit) => fetch(address, init), store, clock };
    const round = await refreshMap(lane, AbortSignal.timeout(10 * 60_000));
    if (round === 'new-map' || round === 'changed') {
      mapChanged();
      news.postMessage(round);
    }
  });
}

news.addEventListener('message', mapChanged);
addEventListener('online', () => void refresh());
setInterval(() => void refresh(), REFRESH_EVERY);
addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  if (data.kind === 'refresh') void refresh();
  else void answer(data.id, data.method, data.question);
});
void store.state().then((state) => reply({ kind: 'map', present: state !== null }));
