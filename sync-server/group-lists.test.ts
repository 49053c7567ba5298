import { afterEach, beforeEach, expect, test } from 'vitest';
import { listDatabases, openDatabase } from './database.ts';
import type { Engine } from './engines/engine.ts';
import { createGroupLists, type GroupLists } from './group-lists.ts';
import { provisionZone } from './provision.ts';
import { temporaryEngine } from './testing.ts';

const LIST = 'groep-koffie';
const ZONE = 'opkomst-voorstad';
let engine: Engine;
let discard: () => Promise<void>;
let lists: GroupLists;
let now: number;

beforeEach(async () => {
  ({ engine, discard } = await temporaryEngine());
  now = Date.UTC(2026, 11, 1, 12);
  lists = createGroupLists(engine, () => now);
  await provisionZone(engine, 'voorstad');
  await said('kept', '2026-10-01');
});
afterEach(() => discard());

const at = (database: string) => openDatabase(engine, database);
const said = (state: 'kept' | 'ended', day: string, keepDays = 30) =>
  lists.settle(
    {
      _id: 'group-list:1',
      kind: 'group-list',
      schema: 1,
      author: 'vet-voorstad-1',
      device: 'phone',
      created: `${day}T10:00:00.000Z`,
      activity: 'activity:koffie',
      state,
      keepDays
    },
    'voorstad'
  );
const card = (id: string, more: object) => ({
  _id: id,
  kind: id.slice(0, id.indexOf(':')),
  schema: 1,
  author: 'vrijwilliger-1',
  device: 'phone',
  created: '2026-10-01T10:00:00.000Z',
  stamps: {},
  seen: {},
  kept: {},
  ...more
});
const person = (name: string, consentOn: string, left: string | null = null) =>
  card(`participant:${name}`, { firstName: name, consentOn, left });
const mark = (name: string, day: string, present = true) =>
  card(`attendance-mark:${day}.${name}`, {
    session: { activity: 'activity:koffie', start: `${day}T09:30:00` },
    participant: `participant:${name}`,
    present
  });
const ids = async () => (await at(LIST).startingWith('')).map(({ _id }) => _id);

test('who left or did not come for longer than the term is taken off, with all their marks', async () => {
  await at(LIST).write([
    person('komt', '2026-10-01'),
    mark('komt', '2026-10-07'),
    mark('komt', '2026-11-04'),
    person('nieuw', '2026-11-02'),
    person('weg', '2026-10-01', '2026-10-20'),
    mark('weg', '2026-10-14'),
    person('bleef-weg', '2026-10-01'),
    mark('bleef-weg', '2026-10-21'),
    mark('bleef-weg', '2026-11-25', false),
    person('net-weg', '2026-10-01', '2026-11-20')
  ]);
  await lists.sweep();
  expect(await ids()).toEqual([
    'attendance-mark:2026-10-07.komt',
    'attendance-mark:2026-11-04.komt',
    'participant:komt',
    'participant:net-weg',
    'participant:nieuw'
  ]);
});

test('the other of two edits that stand beside each other does not come back', async () => {
  const edit = (rev: string, firstName: string) => ({
    ...person('weg', '2026-10-01', '2026-10-20'),
    firstName,
    _rev: rev
  });
  const call = engine.as({ name: 'binnenzak-server', roles: ['_admin'] });
  await call(
    new Request(`http://engine/${LIST}/_bulk_docs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ docs: [edit('1-a', 'Weg'), edit('1-b', 'Wegh')], new_edits: false })
    })
  );
  await lists.sweep();
  expect(await ids()).toEqual([]);
});

test('a list that ended is closed at once, and is gone after its term', async () => {
  await at(LIST).write([person('komt', '2026-11-20')]);
  await said('ended', '2026-11-25');
  expect(await lists.isOpen(LIST)).toBe(false);
  await lists.sweep();
  expect(await ids()).toEqual(['participant:komt']);
  now = Date.UTC(2026, 11, 26, 12);
  await lists.sweep();
  expect(await listDatabases(engine)).toEqual([ZONE]);
  // Said again, as after a crash: there is nothing to close.
  await said('ended', '2026-11-25');
  expect(await lists.isOpen(LIST)).toBe(false);
  await lists.sweep();
});

test('a phone whose clock is a year ahead does not make a list that ended stay longer', async () => {
  await said('ended', '2027-11-25');
  now = Date.UTC(2027, 0, 2, 12);
  await lists.sweep();
  expect(await listDatabases(engine)).toEqual([ZONE]);
});

const counts = async () =>
  (await at(ZONE).startingWith('list-count:')).map(({ session, present, fresh, closed }) => [
    (session as { start: string }).start.slice(0, 10),
    present,
    fresh,
    closed
  ]);

test('a zone reads how many of the list were there and how many for the first time, and not who', async () => {
  await at(LIST).write([
    person('ans', '2026-11-04'),
    person('bep', '2026-11-11'),
    mark('ans', '2026-11-11'),
    mark('ans', '2026-11-18'),
    mark('bep', '2026-11-18'),
    mark('cor', '2026-11-18', false)
  ]);
  await lists.count(LIST);
  await lists.count(LIST);
  expect(await counts()).toEqual([
    ['2026-11-11', 1, null, false],
    ['2026-11-18', 2, 1, false]
  ]);
  expect(JSON.stringify(await at(ZONE).startingWith(''))).not.toMatch(/ans|bep|cor/);
});

test('a mark that is taken back is taken off the count', async () => {
  await at(LIST).write([mark('ans', '2026-11-18'), mark('bep', '2026-11-18')]);
  await lists.count(LIST);
  const [{ _rev } = { _rev: '' }] = await at(LIST).startingWith('attendance-mark:2026-11-18.ans');
  await at(LIST).put({ ...mark('ans', '2026-11-18', false), _rev });
  await lists.count(LIST);
  expect(await counts()).toEqual([['2026-11-18', 1, null, false]]);
});

test('a count stays when the names in it are removed, and when somebody is marked there later still', async () => {
  await at(LIST).write([
    person('weg', '2026-10-01', '2026-10-20'),
    mark('weg', '2026-10-14'),
    person('komt', '2026-10-01'),
    mark('komt', '2026-10-14'),
    mark('komt', '2026-11-18')
  ]);
  await lists.sweep();
  await at(LIST).write([mark('laat', '2026-10-14')]);
  await lists.count(LIST);
  await lists.sweep();
  expect(await counts()).toEqual([
    ['2026-10-14', 2, null, true],
    ['2026-11-18', 1, 0, false]
  ]);
});

test('a list that is gone leaves its counts', async () => {
  await at(LIST).write([person('komt', '2026-10-01'), mark('komt', '2026-11-18')]);
  await said('ended', '2026-11-25');
  now = Date.UTC(2026, 11, 26, 12);
  await lists.sweep();
  expect(await listDatabases(engine)).toEqual([ZONE]);
  expect(await counts()).toEqual([['2026-11-18', 1, null, true]]);
});
