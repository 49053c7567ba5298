import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { MOST_LETTERS, openKioskStore, type KioskPlace, type KioskStore } from '../db/kiosk-store.ts';
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
const inUse = () => answering({ state: 'in-use', place: PLACE, key: 'KEY', taken: [] });
const lost = () => Promise.reject(new Error('no network'));

test('a device becomes a screen by a code, and keeps its place and its ticket', async () => {
  expect(
    await enrol(store, answering({ ticket: TICKET, place: PLACE, key: 'KEY' }, 201), '0123456789')
  ).toEqual({
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
  await store.enrol({ ticket: TICKET, place: PLACE, key: 'KEY' });
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
  await store.enrol({ ticket: TICKET, place: PLACE, key: 'KEY' });
  await store.count(CELL);
  const slow = async (path: string, body: unknown) => {
    await store.count(CELL);
    return inUse()(path, body);
  };
  await runErrand({ store, post: slow, about });
  expect(await store.unsent(10)).toEqual({ [CELL]: 2 });
});

test('a screen that is revoked is none any more', async () => {
  await store.enrol({ ticket: TICKET, place: PLACE, key: 'KEY' });
  await store.count(CELL);
  expect(await runErrand({ store, post: answering({ state: 'revoked' }), about })).toBe('revoked');
  expect([await store.place(), await store.ticket(), await store.unsent(10)]).toEqual([null, null, {}]);
});

test('a screen takes over what the server says of its place, and one without a ticket says nothing', async () => {
  await store.enrol({ ticket: TICKET, place: PLACE, key: 'KEY' });
  await runErrand({
    store,
    post: answering({ state: 'in-use', place: { ...PLACE, name: 'Nieuw' }, key: 'KEY 2', taken: [] }),
    about
  });
  expect([(await store.place())?.name, await store.serverKey()]).toEqual(['Nieuw', 'KEY 2']);
  await store.leave();
  sent = [];
  expect(await runErrand({ store, post: inUse(), about })).toBe('done');
  expect(sent).toEqual([]);
});

const letter = (id: string) => ({ id, letter: { key: 'AAAA', box: 'AAAA' } });

test('letters wait without a connection, and go when the server says that it has them', async () => {
  await store.enrol({ ticket: TICKET, place: PLACE, key: 'KEY' });
  for (let place = 0; place < 45; place++) await store.keepLetter(letter(`letter ${place}`));
  expect(await runErrand({ store, post: lost, about })).toBe('unreachable');
  const taking = (path: string, body: unknown) => {
    const { letters } = body as { letters: { id: string }[] };
    return answering({ state: 'in-use', place: PLACE, key: 'KEY', taken: letters.map(({ id }) => id) })(
      path,
      body
    );
  };
  expect(await runErrand({ store, post: taking, about })).toBe('done');
  expect(sent.map(({ body }) => (body['letters'] as unknown[]).length)).toEqual([20, 20, 5]);
  expect(await store.letters(10)).toEqual([]);
});

test('letters that the server does not take stay, and it is not asked without end', async () => {
  await store.enrol({ ticket: TICKET, place: PLACE, key: 'KEY' });
  for (let place = 0; place < 30; place++) await store.keepLetter(letter(`letter ${place}`));
  expect(await runErrand({ store, post: inUse(), about })).toBe('done');
  expect(await store.letters(100)).toHaveLength(30);
});

test('of 5,000 letters without a connection those are refused that do not fit, and none that waits is lost', async () => {
  let kept = 0;
  for (let place = 0; place < 5000; place++)
    kept += Number(await store.keepLetter(letter(`letter ${place}`)));
  expect(kept).toBe(MOST_LETTERS);
  expect((await store.letters(10_000)).length).toBe(MOST_LETTERS);
}, 60_000);
