/// <reference lib="webworker" />
import { checkedClock, type LastContact } from '../../core/clock.ts';
import { openMapStore } from '../../db/map-store.ts';
import { refreshMap, type PublicRound } from '../../sync/public-lane.ts';
import type { MapMethod, MapReader } from '../../social-map/map-reader.ts';
import { Calendar } from '../recurrence/calendar.ts';
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
const reply = (message: WorkerReply) => postMessage(message);

const store = openMapStore();
const news = new BroadcastChannel('binnenzak-kaart');
/** How long after an answer what search made is kept: the next letters go first. */
const KEEP_AFTER = 2000;
const search = new DeviceSearch(store, (keep) => setTimeout(() => void keep(), KEEP_AFTER));
let contact: LastContact | null = null;
const deviceClock = () => Date.now();
const clock = checkedClock(deviceClock, () => contact);
const calendar = new Calendar();
let latest: Finder | null = null;
let reader = readMap();
let started = hearState();

/** A reader of the map as it is now; what it needs is read once, when it is first asked for. */
function readMap(): MapReader {
  let documents: Promise<MapDocuments> | null = null;
  let checked: Promise<number | null> | null = null;
  // Told before the documents are read, so that they are never older than it says.
  const told = () => (checked ??= store.state().then((state) => state && state.checked + state.ahead));
  let finder: Promise<Finder> | null = null;
  return mapReaderOver(
    {
      documents: () =>
        (documents ??= told()
          .then(() => store.all())
          .then(sortDocuments)),
      finder: () =>
        (finder ??= search.data().then((data) => {
          latest = new Finder(data ?? searchData([]), clock, calendar, latest);
          return latest;
        })),
      checked: told
    },
    clock,
    calendar
  );
}

/** Reads which map is there, and how far this device's clock was off when the server last answered. */
async function hearState(): Promise<void> {
  contact = await store.state();
  reply({ kind: 'map', present: contact !== null });
}

/** What a round with the server brought, of this tab or of another one. */
async function heard(round: PublicRound): Promise<void> {
  await hearState();
  if (round !== 'unchanged') reader = readMap();
}

async function answer(id: number, method: MapMethod, question: unknown): Promise<void> {
  try {
    // What time it is follows from the last contact.
    await started;
    const ask = reader[method] as (question: unknown) => Promise<unknown>;
    reply({ kind: 'answer', id, answer: await ask(question) });
  } catch (error) {
    reader = readMap();
    started = hearState();
    reply({ kind: 'failed', id, message: String(error) });
  }
}

async function refresh(): Promise<void> {
  await navigator.locks.request(ROUND, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const lane = {
      fetch: (address: string, init: RequestInit) => fetch(address, init),
      store,
      clock: deviceClock
    };
    const round = await refreshMap(lane, AbortSignal.timeout(10 * 60_000));
    if (round === 'unreachable') return;
    await heard(round);
    news.postMessage(round);
  });
}

news.addEventListener('message', ({ data }: MessageEvent<PublicRound>) => void heard(data));
addEventListener('online', () => void refresh());
setInterval(() => void refresh(), REFRESH_EVERY);
addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  if (data.kind === 'refresh') void refresh();
  else void answer(data.id, data.method, data.question);
});
