import * as fc from 'fast-check';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { AnyDocument } from '../core/document.ts';
import type { Idle } from '../core/idle.ts';
import { dataKey, KEY_LENGTH, type DataKey } from '../crypto/data-key.ts';
import type { BrowserStorage } from './device-store.ts';
import { memoryPouch } from './memory-pouch.ts';
import { Refusals } from './refusals.ts';
import { SealedDatabase } from './sealed-database.ts';
import { SealedLots } from './sealed-lots.ts';
import { SealedRecords } from './sealed-records.ts';
import { SealedStore } from './sealed-store.ts';

const TEAM = 'team-voorstad';
const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const pouch = memoryPouch();
const nobodyTold = () => Promise.resolve();
const freshStorage = (): BrowserStorage => ({ indexedDB: new IDBFactory(), IDBKeyRange });

/** Notes that compete are joined; of facts that compete the one that stands is shown. */
const merger = {
  merge: (revisions: readonly AnyDocument[]): AnyDocument => ({
    ...(revisions[0] as AnyDocument),
    words: [...new Set(revisions.flatMap(({ words }) => words as string[]))].sort()
  }),
  joins: (revisions: readonly AnyDocument[]) => revisions.every(({ kind }) => kind === 'note')
};

const document = (kind: string, name: string, word: string): AnyDocument => ({
  _id: `${kind}:${name}`,
  kind,
  schema: 1,
  author: 'anna',
  device: 'd',
  created: '2026-11-22T09:00:00.000Z',
  words: [word]
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

type Steps = Record<string, (...given: never[]) => Promise<unknown>>;

/** What ends a tab between any two of its steps: from the last step on, nothing it asks of its stores is done. */
class Fuse {
  left = Infinity;
  full = false;
  /** Steps that have begun and not ended. */
  busy = 0;

  /** The same store, seen through this fuse. */
  over<Store extends object>(store: Store, fused: readonly (keyof Store)[], own: Partial<Steps> = {}): Store {
    return new Proxy(store, {
      get: (_, name) => {
        if (typeof name === 'string' && own[name]) return own[name];
        const value: unknown = Reflect.get(store, name, store);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown => {
          const asked = fused.includes(name as keyof Store);
          if (asked && this.left-- <= 0) return Promise.reject(new Error('The browser has ended.'));
          if (this.full && name === 'put') return Promise.reject(new DOMException('', 'QuotaExceededError'));
          const answer = value.apply(store, given) as unknown;
          if (!asked || !(answer instanceof Promise)) return answer;
          this.busy++;
          return answer.finally(() => this.busy--);
        };
      }
    });
  }
}

/** Rest of a page, given by the step. */
class Rest {
  readonly #fuse: Fuse;
  #waiting: (() => void)[] = [];

  constructor(fuse: Fuse) {
    this.#fuse = fuse;
  }

  readonly idle: Idle = (_, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      this.#waiting.push(resolve);
      signal.addEventListener('abort', () => resolve());
    });

  /** Gives so many steps of rest, each once the work of the last has ended. */
  async give(steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) {
      await this.#atRest();
      for (const go of this.#waiting.splice(0)) go();
    }
    await this.#atRest();
  }

  /** Between two steps of the copying there are no more than a few turns. */
  async #atRest(): Promise<void> {
    for (let turns = 0; turns < 3 && this.#waiting.length === 0; turns++) {
      while (this.#fuse.busy > 0) await turn();
      await turn();
    }
  }
}

interface Tab {
  readonly records: SealedRecords;
  readonly rest: Rest;
  readonly fuse: Fuse;
  readonly lots: SealedLots;
  /** Places in the order of writing from which it asked the record for documents. */
  readonly asked: number[];
  readonly broken: unknown[];
}

/** One device on which the stores outlive its tabs. */
class Device {
  readonly key: DataKey;
  readonly local: string;
  readonly storage = freshStorage();
  /** In memory the tabs share one handle: closing one would close them all. */
  #database: SealedDatabase | null = null;

  constructor(key: DataKey) {
    this.key = key;
    this.local = `binnenzak-${crypto.randomUUID()}`;
  }

  get database(): SealedDatabase {
    this.#database ??= new SealedDatabase(pouch, TEAM, this.local, this.key, nobodyTold);
    return this.#database;
  }

  /** The record goes, and what lies beside it stays. */
  async loseRecord(): Promise<void> {
    await this.database.pouch.destroy();
    this.#database = null;
  }

  /** Opens the records with their copy; on other storage there is none, and the record is read whole. */
  async open(storage = this.storage): Promise<Tab> {
    const fuse = new Fuse();
    const lots = fuse.over(new SealedLots('kopie', storage, this.key, random), ['put', 'settle', 'forget']);
    const asked: number[] = [];
    const { database } = this;
    const seenDatabase = fuse.over(database, ['stampCopy'], {
      changes: (since: number, limit: number) => {
        asked.push(since);
        return database.changes(since, limit);
      },
      close: () => Promise.resolve()
    });
    const rest = new Rest(fuse);
    const broken: unknown[] = [];
    const records = new SealedRecords({
      schemas: { note: z.looseObject({}), fact: z.looseObject({}) },
      merger,
      refusals: new Refusals(new SealedStore('store', storage, this.key)),
      lots,
      idle: rest.idle,
      copySizes: { lot: 4, behind: 3 },
      onWritten: () => undefined,
      onBroken: (cause) => broken.push(cause)
    });
    await records.add(seenDatabase);
    return { records, rest, fuse, lots, asked, broken };
  }

  /** Writes a revision as replication does: a child of `parent`, or one that competes. */
  async receive(
    tab: Tab,
    revision: AnyDocument,
    name: string,
    parent?: string,
    deleted?: true
  ): Promise<void> {
    const [start = 0, before] = parent ? [Number.parseInt(parent), parent.split('-')[1] ?? ''] : [];
    await tab.records.database(TEAM).pouch.bulkDocs({
      docs: [
        {
          ...revision,
          _rev: `${start + 1}-${name}`,
          _revisions: { start: start + 1, ids: [name, ...(before ? [before] : [])] },
          ...(deleted ? { _deleted: true } : {})
        } as never
      ],
      new_edits: false
    });
  }
}

async function close(tab: Tab): Promise<void> {
  await tab.records.close();
  tab.lots.close();
}

const seen = (records: SealedRecords): unknown[] =>
  [...records.all()]
    .map(({ document: { _id, _rev, words }, delivery }) => ({ _id, _rev, words, delivery }))
    .sort((one, other) => (one._id < other._id ? -1 : 1));

/** Ids of the documents in the lots that lie on a device. */
async function idsInLots(device: Device): Promise<string[]> {
  const lots = new SealedLots('kopie', device.storage, device.key, random);
  const read = await lots.read(device.local);
  lots.close();
  const rows = (read?.lots ?? []).flatMap(({ values }) => values as [number, boolean, AnyDocument][]);
  return [...new Set(rows.map(([, , { _id }]) => _id))].sort();
}

const newDevice = async () => new Device(await dataKey(random(KEY_LENGTH), random));

const notes = (from: number, count: number): AnyDocument[] =>
  Array.from({ length: count }, (_, index) => document('note', String(from + index), 'a'));

test('after a rest, unlocking asks the record for what is newer than its copy and for nothing else (rule C1)', async () => {
  const device = await newDevice();
  const first = await device.open();
  await first.records.save(TEAM, notes(0, 10));
  await first.records.settled();
  await first.rest.give(9);
  await first.records.save(TEAM, notes(10, 1));
  await close(first);
  const second = await device.open();
  expect(second.asked).toEqual([10, 11]);
  expect(second.records.count().device).toBe(11);
  await close(second);
});

test('what is written while lots are written is read from the record (rule C1)', async () => {
  const device = await newDevice();
  const first = await device.open();
  await first.records.save(TEAM, notes(0, 10));
  await first.records.settled();
  await first.rest.give(2);
  const edited = { ...(first.records.get('note:0')?.document as AnyDocument), words: ['b'] };
  await first.records.save(TEAM, [edited]);
  await first.records.settled();
  await first.rest.give(2);
  await close(first);
  const second = await device.open();
  expect(second.asked).toEqual([10, 11]);
  expect(second.records.get('note:0')?.document['words']).toEqual(['b']);
  await close(second);
});

test('a conflict that a full disk kept open is closed at the next unlock, also when all is copied (rule C1)', async () => {
  const device = await newDevice();
  const first = await device.open();
  const { graft } = device.database;
  Object.assign(device.database, { graft: () => Promise.reject(new Error('QuotaExceededError')) });
  await first.records.save(TEAM, notes(0, 10));
  for (const word of ['b', 'c']) await device.receive(first, document('note', 'both', word), word);
  await first.records.settled();
  expect(first.records.get('note:both')?.document['words']).toEqual(['b', 'c']);
  await first.rest.give(9);
  await close(first);
  Object.assign(device.database, { graft });
  const second = await device.open();
  await second.records.settled();
  const stored = await device.database.pouch.get('note:both', { conflicts: true });
  expect([stored._rev.slice(0, 2), stored._conflicts]).toEqual(['2-', undefined]);
  await close(second);
});

test('of two tabs that copy the same record one goes on, and its copy stands (rule C3)', async () => {
  const device = await newDevice();
  const one = await device.open();
  await one.records.save(TEAM, notes(0, 10));
  await one.records.settled();
  const two = await device.open();
  for (const tab of [one, two]) await tab.rest.give(9);
  await one.records.save(TEAM, notes(10, 3));
  await one.records.settled();
  await one.rest.give(9);
  for (const tab of [one, two]) await close(tab);
  const third = await device.open();
  expect(third.asked[0]).toBe(10);
  expect(third.records.count().device).toBe(13);
  await close(third);
});

test('what was deleted is in no lot any more after the next rest (rule C4)', async () => {
  const device = await newDevice();
  const tab = await device.open();
  await tab.records.save(TEAM, notes(0, 10));
  await tab.records.settled();
  await tab.rest.give(9);
  expect(await idsInLots(device)).toContain('note:5');
  const record = tab.records.get('note:5');
  await device.receive(tab, document('note', '5', ''), 'z', record?.document._rev, true);
  await tab.records.settled();
  await tab.rest.give(9);
  expect(await idsInLots(device)).toHaveLength(9);
  expect(await idsInLots(device)).not.toContain('note:5');
  await close(tab);
});

test('a copy of another record under the same name is thrown away (rule C2)', async () => {
  const device = await newDevice();
  const first = await device.open();
  await first.records.save(TEAM, notes(0, 10));
  await first.records.settled();
  await first.rest.give(9);
  await close(first);
  await device.loseRecord();
  const second = await device.open();
  expect(seen(second.records)).toEqual([]);
  expect(await idsInLots(device)).toEqual([]);
  await close(second);
});

test('a full disk while copying ends the copy, gives its room back, and is nobody’s trouble (rule C5)', async () => {
  const device = await newDevice();
  const tab = await device.open();
  await tab.records.save(TEAM, notes(0, 10));
  await tab.records.settled();
  await tab.rest.give(9);
  tab.fuse.full = true;
  await tab.records.save(TEAM, notes(10, 10));
  await tab.records.settled();
  await tab.rest.give(9);
  expect(await idsInLots(device)).toEqual([]);
  expect(tab.broken).toEqual([]);
  expect(tab.records.count().device).toBe(20);
  await close(tab);
});

test('a save that the full disk refuses has the copy’s room when it is tried again (rule C5)', async () => {
  const device = await newDevice();
  const tab = await device.open();
  await tab.records.save(TEAM, notes(0, 10));
  await tab.records.settled();
  await tab.rest.give(9);
  const full = () => Promise.reject(new DOMException('', 'QuotaExceededError'));
  Object.assign(device.database, { write: full });
  expect(await tab.records.save(TEAM, notes(10, 1))).toEqual({ ok: false, failure: { kind: 'full' } });
  expect(await idsInLots(device)).toEqual([]);
  await close(tab);
});

type Event =
  | { kind: 'save' | 'edit' | 'compete' | 'delete' | 'damage' | 'lot-lost'; at: number; second: boolean }
  | { kind: 'rest' | 'crash' | 'full'; at: number; second: boolean }
  | { kind: 'restart' | 'marks' | 'second-tab' | 'record-lost'; at: number; second: boolean };

const event: fc.Arbitrary<Event> = fc.record({
  kind: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('save', 'edit', 'compete', 'delete', 'rest', 'rest') },
    { weight: 2, arbitrary: fc.constantFrom('restart', 'crash', 'marks', 'second-tab') },
    { weight: 1, arbitrary: fc.constantFrom('damage', 'lot-lost', 'full', 'record-lost') }
  ),
  at: fc.nat(11),
  second: fc.boolean()
}) as fc.Arbitrary<Event>;

/** A device on which things happen, at any of which it must read with the copy what it reads without. */
class Life {
  readonly device: Device;
  tab: Tab;
  other: Tab | null = null;
  #written = 0;

  private constructor(device: Device, tab: Tab) {
    this.device = device;
    this.tab = tab;
  }

  static async begin(): Promise<Life> {
    const device = await newDevice();
    return new Life(device, await device.open());
  }

  async live({ kind, at, second }: Event): Promise<void> {
    const tab = second && this.other ? this.other : this.tab;
    // Few documents, so that much happens to each.
    const name = String(at % 3);
    const kindOf = at % 2 === 0 ? 'fact' : 'note';
    const word = `w${this.#written++}`;
    const known = tab.records.get(`${kindOf}:${name}`)?.document;
    const changed = { ...document(kindOf, name, word), ...(known ? { _rev: known._rev } : {}) };
    switch (kind) {
      case 'save':
        await tab.records.save(
          TEAM,
          Array.from({ length: 1 + (at % 4) }, (_, index) => document('note', `${word}-${index}`, word))
        );
        break;
      case 'edit':
        await tab.records.save(TEAM, [changed as AnyDocument]);
        break;
      case 'compete':
        await this.device.receive(tab, document(kindOf, name, word), `b${word}`);
        break;
      case 'delete':
        if (known) await this.device.receive(tab, document(kindOf, name, ''), `d${word}`, known._rev, true);
        break;
      case 'damage':
        await tab.records.settled();
        if (tab.records.get(changed._id)) {
          const raw = new pouch<{ sealed: string }>(this.device.local);
          await raw.put({ _id: changed._id, _rev: (await raw.get(changed._id))._rev, sealed: 'AAAA' });
        }
        break;
      case 'marks':
        await tab.records.raiseMarks(TEAM, { sent: at * 3, processed: at });
        break;
      case 'rest':
        await tab.records.settled();
        await tab.rest.give(at);
        break;
      case 'full':
        tab.fuse.full = true;
        break;
      case 'crash':
        await tab.records.settled();
        tab.fuse.left = at;
        await tab.rest.give(at + 1);
        await this.restart();
        break;
      case 'restart':
        await this.restart();
        break;
      case 'second-tab':
        if (this.other) await close(this.other);
        this.other = this.other ? null : await this.device.open();
        break;
      case 'lot-lost': {
        const lots = new SealedLots('kopie', this.device.storage, this.device.key, random);
        const read = await lots.read(this.device.local);
        const left = read?.lots.slice(1).map(({ id }) => id) ?? [];
        if (read) await lots.settle(this.device.local, left, read.about);
        lots.close();
        break;
      }
      case 'record-lost':
        await this.end();
        await this.device.loseRecord();
        this.tab = await this.device.open();
    }
  }

  async end(): Promise<void> {
    await close(this.tab);
    if (this.other) await close(this.other);
    this.other = null;
  }

  /** Opens again, and compares what is read with what the whole record says. */
  async restart(): Promise<void> {
    await this.end();
    this.tab = await this.device.open();
    await this.tab.records.settled();
    const whole = await this.device.open(freshStorage());
    expect(seen(this.tab.records)).toEqual(seen(whole.records));
    await close(whole);
  }
}

test('whatever is written, deleted, received, damaged or cut short, the copy changes nothing of what is read (rule C2)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 40, size: 'max' }), async (events) => {
      const life = await Life.begin();
      for (const one of events) await life.live(one);
      await life.restart();
      await life.tab.rest.give(30);
      const there = new Set([...life.tab.records.all()].map(({ document: { _id } }) => _id));
      expect((await idsInLots(life.device)).filter((id) => !there.has(id))).toEqual([]);
      await life.end();
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40) }
  );
}, 60_000);
