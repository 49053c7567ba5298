import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { openKioskStore, type KioskPlace, type KioskStore } from '../db/kiosk-store.ts';
import { enrol, runErrand } from './errand.ts';

const PLACE: KioskPlace = {
  name: 'Kulturhuus',
  zone: 'schalkhaar',
  location: null,
  team: 'voorstad',
  printer: 'a4'
};
const TICKET = 'a'.repeat(64);
const CELL = '2026-11-24|09|schulden|nl|found';
const about = () => ({ built: 1, checked: null, stuck: [] });
let store: KioskStore;
let sent: { path: string; body: Record<string, unknown> }[];

beforeEach(() => {
  store = openKioskStore({ indexedDB: new IDBFactory(), IDBKeyRange });
  sent = [];
});
const answering =
  (answer: unknown, status = 200) =>
  (path: string, body: unknown) => {
    sent.push({ path, body: body as Record<string, unknown> });
    return Promise.resolve(new Response(JSON.stringify(answer), { status }));
  };
const inUse = () => answering({ state: 'in-use', place: PLACE });
const lost = () => Promise.reject(new Error('no network'));

test('a device becomes a screen by a code, and keeps its place and its ticket', async () => {
  expect(await enrol(store, answering({ ticket: TICKET, place: PLACE }, 201), '0123456789')).toEqual({
    ok: true,
    value: null
  });
  expect([await store.place(), await store.ticket()]).toEqual([PLACE, TICKET]);
});

test('a code that is refused, and a server that is not there, leave the device as it was', async () => {
  const refused = answering({ reason: 'Deze code werkt niet.' }, 404);
  expect(await enrol(store, refused, '1')).toEqual({
    ok: false,
    failure: { kind: 'refused', words: 'Deze code werkt niet.' }
  });
  for (const post of [lost, answering('<html>', 200)])
    expect(await enrol(store, post, '1')).toMatchObject({ ok: false, failure: { kind: 'unreachable' } });
  expect(await store.place()).toBeNull();
});

test('what was counted is sent once it can be, and not again when the server has it', async () => {
  await store.enrol({ ticket: TICKET, place: PLACE });
  await store.count(CELL);
  await store.count(CELL);
  expect(await runErrand({ store, post: lost, about })).toBe('unreachable');
  expect(await runErrand({ store, post: inUse(), about })).toBe('done');
  expect(sent.at(-1)?.body['counts']).toEqual({ [CELL]: 2 });
  await runErrand({ store, post: inUse(), about });
  expect(sent.at(-1)?.body['counts']).toEqual({});
  await store.count(CELL);
  await runErrand({ store, post: inUse(), about });
  expect(sent.at(-1)?.body['counts']).toEqual({ [CELL]: 3 });
});

test('visits that are counted while an errand is under way are not taken for sent', async () => {
  await store.enrol({ ticket: TICKET, place: PLACE });
  await store.count(CELL);
  const slow = async (path: string, body: unknown) => {
    await store.count(CELL);
    return inUse()(path, body);
  };
  await runErrand({ store, post: slow, about });
  expect(await store.unsent(10)).toEqual({ [CELL]: 2 });
});

test('a screen that is revoked is none any more', async () => {
  await store.enrol({ ticket: TICKET, place: PLACE });
  await store.count(CELL);
  expect(await runErrand({ store, post: answering({ state: 'revoked' }), about })).toBe('revoked');
  expect([await store.place(), await store.ticket(), await store.unsent(10)]).toEqual([null, null, {}]);
});

test('a screen takes over what the server says of its place, and one without a ticket says nothing', async () => {
  await store.enrol({ ticket: TICKET, place: PLACE });
  await runErrand({ store, post: answering({ state: 'in-use', place: { ...PLACE, name: 'Nieuw' } }), about });
  expect((await store.place())?.name).toBe('Nieuw');
  await store.leave();
  sent = [];
  expect(await runErrand({ store, post: inUse(), about })).toBe('done');
  expect(sent).toEqual([]);
});
