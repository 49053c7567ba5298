import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { AnyDocument } from '../core/document.ts';
import { dataKey, KEY_LENGTH, type DataKey } from '../crypto/data-key.ts';
import type { Merger } from './conflicts.ts';
import { memoryPouch } from './memory-pouch.ts';
import { Refusals } from './refusals.ts';
import { countUnsent, SealedDatabase } from './sealed-database.ts';
import { sealedDrafts } from './sealed-drafts.ts';
import { SealedLots } from './sealed-lots.ts';
import { SealedRecords } from './sealed-records.ts';
import { SealedStore } from './sealed-store.ts';

const CANARY = 'Kanarie: mevrouw De Boer';
const TEAM = 'team-voorstad';

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const pouch = memoryPouch();

/** Joins the lists of words; enough to see that nothing is lost. */
const merger: Merger = {
  merge: (revisions) => ({
    ...(revisions[0] as AnyDocument),
    words: [...new Set(revisions.flatMap(({ words }) => words as string[]))].sort()
  }),
  joins: () => true
};

let key: DataKey;
let local: string;
let store: SealedStore;
let lots: SealedLots;
let storage: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange };
let open: SealedRecords[] = [];

beforeEach(async () => {
  key = await dataKey(random(KEY_LENGTH), random);
  local = `binnenzak-${await key.name('database')}`;
  storage = { indexedDB: new IDBFactory(), IDBKeyRange };
  store = new SealedStore('binnenzak-store', storage, key);
  lots = new SealedLots('binnenzak-store-kopie', storage, key, random);
});
afterEach(async () => {
  for (const records of open) await records.close();
  open = [];
  lots.close();
  await store.close();
});

async function openRecords(
  written: (database: string) => void = () => undefined,
  database = new SealedDatabase(pouch, TEAM, local, key, () => Promise.resolve()),
  onBroken = (cause: unknown): void => {
    throw cause;
  }
): Promise<SealedRecords> {
  const records = new SealedRecords({
    schemas: {
      note: z.looseObject({ words: z.array(z.string().check(z.minLength(1, 'Vul een woord in.'))) })
    },
    merger,
    refusals: new Refusals(store),
    lots,
    idle: () => Promise.resolve(),
    onWritten: written,
    onBroken
  });
  await records.add(database);
  open.push(records);
  return records;
}

const note = (id: string, words: string[], schema = 1): AnyDocument => ({
  _id: `note:${id}`,
  kind: 'note',
  schema,
  author: 'anna',
  device: 'd',
  created: '2026-11-22T09:00:00.000Z',
  words
});

const rawDatabase = () => new pouch<{ sealed: string; here?: true }>(local);

test('on disk a document holds its id, its revision and a seal, and nothing of what was typed', async () => {
  await (await openRecords()).save(TEAM, [note('1', [CANARY])]);
  const stored = await rawDatabase().get('note:1');
  expect(Object.keys(stored).sort()).toEqual(['_id', '_rev', 'here', 'sealed']);
  expect(Buffer.from(stored.sealed, 'base64').includes('Kanarie')).toBe(false);
  expect(JSON.stringify(stored)).not.toContain('anna');
});

test('a document that is moved to another id does not open', async () => {
  const records = await openRecords();
  await records.save(TEAM, [note('1', [CANARY])]);
  const { sealed } = await rawDatabase().get('note:1');
  await rawDatabase().put({ _id: 'note:2', sealed });
  await records.settled();
  expect(records.get('note:2')).toBeUndefined();
});

test('what was saved is there at once, and after opening again (rule W1)', async () => {
  const records = await openRecords();
  expect(await records.save(TEAM, [note('1', ['a']), note('2', ['b'])])).toEqual({
    ok: true,
    value: undefined
  });
  expect(records.get('note:2')).toMatchObject({ database: TEAM, delivery: 'device' });
  await records.close();
  const again = await openRecords();
  expect([...again.all()].map(({ document }) => document._id).sort()).toEqual(['note:1', 'note:2']);
  expect(again.count()).toEqual({ device: 2, sent: 0, processed: 0, refused: 0 });
});

test('a document that does not pass its schema is not written, nor are those saved with it', async () => {
  const records = await openRecords();
  const saved = await records.save(TEAM, [note('1', ['a']), note('2', [''])]);
  const problems = [{ path: 'words.0', message: 'Vul een woord in.' }];
  expect(saved).toEqual({ ok: false, failure: { kind: 'invalid', problems } });
  expect([...records.all()]).toEqual([]);
});

test('a document of a newer version is never written over (rule W4)', async () => {
  const records = await openRecords();
  await records.save(TEAM, [note('1', ['a'], 2)]);
  expect(await records.save(TEAM, [note('1', ['b'], 1)])).toMatchObject({ failure: { kind: 'invalid' } });
  expect(records.get('note:1')?.document['words']).toEqual(['a']);
});

test('a save over what another tab was first to change is merged with it (rule W3)', async () => {
  const one = await openRecords();
  const two = await openRecords(() => undefined, one.database(TEAM));
  await one.save(TEAM, [note('1', ['a'])]);
  await two.settled();
  const [mine, theirs] = [one.get('note:1')?.document, two.get('note:1')?.document];
  await one.save(TEAM, [{ ...(mine as AnyDocument), words: ['a', 'b'] }]);
  await two.save(TEAM, [{ ...(theirs as AnyDocument), words: ['a', 'c'] }]);
  await one.settled();
  expect(one.get('note:1')?.document['words']).toEqual(['a', 'b', 'c']);
  expect(two.get('note:1')?.document['words']).toEqual(['a', 'b', 'c']);
});

test('other tabs hear of a save by the name of the database alone', async () => {
  const heard: string[] = [];
  await (await openRecords((name) => heard.push(name))).save(TEAM, [note('1', ['a'])]);
  expect(heard).toEqual([TEAM]);
});

test('competing revisions become one that holds both, under the same name on every device (rule M7)', async () => {
  const revisions = [
    { ...note('1', ['mine']), _rev: '1-aaa', _revisions: { start: 1, ids: ['aaa'] } },
    { ...note('1', ['theirs']), _rev: '1-bbb', _revisions: { start: 1, ids: ['bbb'] } }
  ];
  const names: (string | undefined)[] = [];
  for (const device of ['one', 'two']) {
    local = `binnenzak-${device}-${await key.name('database')}`;
    const records = await openRecords();
    await records.database(TEAM).pouch.bulkDocs({ docs: revisions as never, new_edits: false });
    await records.settled();
    expect(records.get('note:1')?.document['words']).toEqual(['mine', 'theirs']);
    expect(records.get('note:1')?.delivery).toBe('device');
    expect((await rawDatabase().get('note:1', { conflicts: true }))._conflicts).toBeUndefined();
    names.push(records.get('note:1')?.document._rev);
  }
  expect(names[0]).toBe(names[1]);
});

test('a full disk is told as such, and nothing of the save is there (rule W5)', async () => {
  const records = await openRecords();
  const database = records.database(TEAM);
  const full = Object.assign(new Error('abort'), { status: 500, reason: 'QuotaExceededError' });
  Object.assign(database, { write: () => Promise.reject(full) });
  expect(await records.save(TEAM, [note('1', ['a'])])).toEqual({ ok: false, failure: { kind: 'full' } });
  expect(records.get('note:1')).toBeUndefined();
});

test('how far a document is follows from the marks, and what was not sent is counted without the key', async () => {
  const records = await openRecords();
  await records.save(TEAM, [note('1', ['a'])]);
  await records.settled();
  await records.raiseMarks(TEAM, { sent: 1 });
  await records.save(TEAM, [note('2', ['b'])]);
  expect([records.get('note:1')?.delivery, records.get('note:2')?.delivery]).toEqual(['sent', 'device']);
  await records.raiseMarks(TEAM, { processed: 1 });
  await records.raiseMarks(TEAM, { sent: 0, processed: 0 });
  expect(records.get('note:1')?.delivery).toBe('processed');
  await records.close();
  expect(await countUnsent(pouch, local)).toBe(1);
});

test('this device’s own revision is counted as not sent while a received one stands over it', async () => {
  const records = await openRecords();
  await records.save(TEAM, [note('1', ['mine'])]);
  await records.close();
  const own = (await rawDatabase().get('note:1'))._rev;
  const received = { start: 1, ids: ['z'] };
  const database = new SealedDatabase(pouch, TEAM, local, key, () => Promise.resolve());
  await database.marks();
  await database.pouch.bulkDocs({
    docs: [{ ...note('1', ['theirs']), _rev: '1-z', _revisions: received }],
    new_edits: false
  } as never);
  await database.close();
  expect(await rawDatabase().get('note:1', { conflicts: true })).toMatchObject({
    _rev: '1-z',
    _conflicts: [own]
  });
  expect(await countUnsent(pouch, local)).toBe(1);
});

test('a conflict that a full disk keeps open is told, and what both sides say is shown all the same', async () => {
  const database = new SealedDatabase(pouch, TEAM, local, key, () => Promise.resolve());
  await database.marks();
  await database.graft(
    ['aaa', 'bbb'].map((name) => ({
      document: note('1', [name]),
      deleted: false,
      history: { start: 1, ids: [name] }
    }))
  );
  Object.assign(database, { graft: () => Promise.reject(new Error('QuotaExceededError')) });
  const broken: unknown[] = [];
  const records = await openRecords(undefined, database, (cause) => broken.push(cause));
  expect(records.get('note:1')?.document['words']).toEqual(['aaa', 'bbb']);
  expect(broken).toHaveLength(1);
});

test('of one document two revisions may be refused, and letting go of one leaves the other (rule S3)', async () => {
  const refusals = new Refusals(store);
  const refusal = (rev: string) => ({ database: TEAM, id: 'note:1', rev, reason: rev });
  await refusals.add(refusal('3-merge'));
  await refusals.add(refusal('3-end'));
  const read = new Refusals(store);
  await read.load();
  expect(read.find(TEAM, 'note:1', '3-merge')).toEqual(refusal('3-merge'));
  await read.remove(refusal('3-end'));
  expect(read.all()).toEqual([refusal('3-merge')]);
});

test('drafts lie sealed under names that tell nothing, and the last of two writes stays', async () => {
  const drafts = sealedDrafts(store, () => 7);
  await Promise.all([drafts.save(CANARY, { text: 'eerst' }), drafts.save(CANARY, { text: CANARY })]);
  expect(await drafts.list()).toEqual([{ key: CANARY, value: { text: CANARY }, changed: 7 }]);
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = storage.indexedDB.open('binnenzak-store');
    request.onsuccess = () => resolve(request.result);
  });
  const items = await new Promise<{ key: string; box: Uint8Array }[]>((resolve) => {
    const request = database.transaction('drafts').objectStore('drafts').getAll();
    request.onsuccess = () => resolve(request.result as { key: string; box: Uint8Array }[]);
  });
  database.close();
  expect(items.map((item) => item.key)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect(Buffer.from(items[0]?.box ?? []).includes('Kanarie')).toBe(false);
  await drafts.remove(CANARY);
  expect(await drafts.load(CANARY)).toBeNull();
});
