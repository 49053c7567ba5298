import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AnyDocument } from '../core/document.ts';
import { openMapStore } from '../db/map-store.ts';
import type { MapChange, MapStore } from '../db/map-store.ts';
import { refreshMap } from './public-lane.ts';

const document = (number: number, name = `Dienst ${number}`): AnyDocument => ({
  _id: `service:${number}`,
  kind: 'service',
  schema: 1,
  author: 'import',
  device: 'server',
  created: '2026-11-01T00:00:00.000Z',
  name
});
const documents = (count: number) => Array.from({ length: count }, (_, number) => document(number));
const ndjson = (sequence: string, count: number, body: readonly AnyDocument[]) =>
  [{ sequence, count }, ...body].map((line) => JSON.stringify(line)).join('\n') + '\n';

/** A body that arrives in pieces which break lines, and letters of more than one byte, anywhere. */
function inPieces(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, (at += size)));
    }
  });
}

let store: MapStore;
beforeEach(() => {
  store = openMapStore({ indexedDB: new IDBFactory(), IDBKeyRange });
});

const asked: string[] = [];
beforeEach(() => void asked.splice(0));

/** A round against a server that gives these answers one after the other. */
function round(...answers: (() => Response | Promise<Response>)[]) {
  const fetch = async (address: string) => {
    asked.push(address);
    const next = answers.shift();
    if (!next) throw new Error(`nothing more to answer to ${address}`);
    return next();
  };
  return refreshMap({ fetch, store, clock: () => 1000 }, new AbortController().signal);
}
const snapshot =
  (body: readonly AnyDocument[], sequence = '5-x', count = body.length) =>
  () =>
    new Response(inPieces(ndjson(sequence, count, body), 1000));
const page =
  (sequence: string, changes: MapChange[], pending = 0) =>
  () =>
    Response.json({ sequence, changes, pending });
const portal = () =>
  new Response('<html>Log in op dit netwerk</html>', { headers: { 'content-type': 'text/html' } });
const names = async () => (await store.all()).map((one) => one['name']).sort();

describe('the public lane', () => {
  test('a device without a map takes a snapshot, whatever the size of the pieces it comes in', async () => {
    expect(await round(snapshot([...documents(50), document(50, 'Café Één')]))).toBe('new-map');
    expect(await store.state()).toEqual({ sequence: '5-x', checked: 1000, ahead: 0 });
    const found = await store.together(['service:50'], () => ['service:49', 'service:that-is-gone']);
    expect(found.found[0]?.['name']).toBe('Café Één');
    expect(found.around.map(({ _id }) => _id)).toEqual(['service:49']);
    expect((await store.together(['service:that-is-gone'], () => [])).found).toEqual([]);
    expect(await store.all()).toHaveLength(51);
  });

  test('a device with a map takes what changed since, page after page', async () => {
    await round(snapshot(documents(3)));
    const changed = page('6-x', [{ id: 'service:0', document: document(0, 'Anders') }], 1);
    const removed = page('7-x', [{ id: 'service:1', deleted: true }]);
    expect(await round(changed, removed)).toBe('changed');
    expect(asked.slice(1)).toEqual(['/kaart/changes?since=5-x', '/kaart/changes?since=6-x']);
    expect(await names()).toEqual(['Anders', 'Dienst 2']);
    expect((await store.state())?.sequence).toBe('7-x');
  });

  test('where nothing changed, the time of the last check is kept', async () => {
    await round(snapshot(documents(1)));
    expect(await round(page('5-x', []))).toBe('unchanged');
  });

  test('a server that no longer knows the sequence gives a whole new map', async () => {
    await round(snapshot(documents(5)));
    const gone = () => new Response(null, { status: 410 });
    expect(await round(gone, snapshot([document(9)], '1-y'))).toBe('new-map');
    expect(await names()).toEqual(['Dienst 9']);
  });

  test.each([
    ['a captive portal', portal],
    ['a server in trouble', () => new Response('', { status: 502 })],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a snapshot that was cut short', snapshot(documents(2), '6-x', 3)],
    ['a snapshot with a broken line', () => new Response('{"sequence":"6-x","count":1}\n{"_id":\n')],
    ['an answer in other words', () => new Response('"welkom"')]
  ])('%s leaves the map as it was', async (_, answer) => {
    await round(snapshot(documents(5)));
    const gone = () => new Response(null, { status: 410 });
    expect(await round(gone, answer)).toBe('unreachable');
    expect(await round(answer)).toBe('unreachable');
    expect(await names()).toHaveLength(5);
    expect((await store.state())?.sequence).toBe('5-x');
  });

  test('what the server says of the time is kept, with a snapshot and with changes', async () => {
    const at = (seconds: number, answer: () => Response) => () => {
      const response = answer();
      response.headers.set('date', new Date(1000 + seconds * 1000).toUTCString());
      return response;
    };
    await round(at(3600, snapshot(documents(1))));
    expect(await store.state()).toEqual({ sequence: '5-x', checked: 1000, ahead: 3_600_000 });
    await round(at(-60, page('5-x', [])));
    expect(await store.state()).toEqual({ sequence: '5-x', checked: 1000, ahead: -60_000 });
    await round(() => new Response('', { status: 502, headers: { date: new Date(0).toUTCString() } }));
    expect((await store.state())?.ahead).toBe(-60_000);
  });

  test('the map in use serves until the new one is complete', async () => {
    await round(snapshot(documents(5)));
    const writer = await store.replace();
    await writer.write([document(9)]);
    expect(await names()).toHaveLength(5);
    await writer.activate({ sequence: '1-y', checked: 2000, ahead: 0 });
    expect(await names()).toEqual(['Dienst 9']);
  });

  test('a snapshot that stops half way is started anew the next time', async () => {
    const writer = await store.replace();
    await writer.write(documents(3));
    expect(await store.state()).toBeNull();
    expect(await store.all()).toEqual([]);
    expect(await round(snapshot([document(9)]))).toBe('new-map');
    expect(await names()).toEqual(['Dienst 9']);
  });

  test('a server that promises more and brings nothing is asked once', async () => {
    await round(snapshot(documents(1)));
    expect(await round(page('5-x', [], 10))).toBe('unchanged');
  });
});
