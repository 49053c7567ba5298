import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../database.ts';
import { dyingAfter, temporaryEngine } from '../testing.ts';
import type { Engine } from '../engines/engine.ts';
import { createAudit, type ChangeFact } from './audit.ts';
import { createSeals, sealId } from './seals.ts';
import { verifyAudit } from './verify.ts';

const DAY = 24 * 60 * 60_000;
let engine: Engine;
let discard: () => Promise<void>;
let trail: Database;
let now: number;

beforeEach(async () => {
  ({ engine, discard } = await temporaryEngine(false));
  trail = openDatabase(engine, 'audit');
  await engine.as({ name: 'server', roles: ['_admin'] })(
    new Request('http://engine/audit', { method: 'PUT' })
  );
  now = Date.UTC(2026, 10, 22, 12);
});
afterEach(() => discard());

const fact = (name: string): ChangeFact => ({
  database: 'team-voorstad',
  document: `conversation:${name}`,
  rev: '1-a',
  documentKind: 'conversation',
  who: 'vet-voorstad-1',
  fromDevice: 'telefoon',
  when: '2026-11-22T11:00:00.000Z',
  removed: false
});
const idOf = (name: string) => `change:team-voorstad:conversation:${name}:1-a`;
const clock = () => now;
const told = (...names: string[]) => createAudit(trail, clock).add(names.map(fact));
const seal = (on = engine) => createSeals(openDatabase(on, 'audit'), clock).seal();

/** Three links over five facts, a minute or more old. */
async function chain(): Promise<void> {
  for (const names of [['a', 'b'], ['c'], ['d', 'e']]) {
    await told(...names);
    now += 2 * 60_000;
    await seal();
  }
}
const verdict = (anchor?: string) => verifyAudit(trail, now, anchor);
const breaks = async (anchor?: string) => (await verdict(anchor)).breaks;
async function change(id: string, to: (stored: object) => object | null): Promise<void> {
  const stored = await trail.get(id);
  if (!stored) throw new Error(`${id} is not there.`);
  const changed = to(stored);
  await trail.write([changed ?? { _id: id, _rev: stored._rev, _deleted: true }]);
}

test('a chain that nobody touched holds, and sealing again adds nothing', async () => {
  await chain();
  expect(await seal()).toBe(0);
  expect(await verdict()).toMatchObject({ links: 3, facts: 5, unsealed: 0, breaks: [] });
});

test('a fact that may still get its name waits for a later link, and is not forgotten', async () => {
  await told('a');
  now += 61_000;
  await told('b');
  expect(await seal()).toBe(1);
  now += 30_000;
  expect(await seal()).toBe(0);
  expect(await verdict()).toMatchObject({ unsealed: 1, breaks: [] });
  now += 31_000;
  expect(await seal()).toBe(1);
  expect(await verdict()).toMatchObject({ links: 2, facts: 2, unsealed: 0, breaks: [] });
});

test.each([
  ['changed', (stored: object) => ({ ...stored, who: 'iemand-anders' }), 'was changed'],
  ['removed', () => null, 'is gone']
])('a fact that is %s after it was sealed is found', async (_, to, found) => {
  await chain();
  await change(idOf('c'), to);
  expect(await breaks()).toEqual([`${idOf('c')} of link 2 ${found}.`]);
});

test('a fact that is changed and sealed again is found', async () => {
  await chain();
  await change(idOf('c'), (stored) => ({ ...stored, who: 'iemand-anders' }));
  now += 2 * 60_000;
  await seal();
  expect(await breaks()).toContain(`${idOf('c')} was changed between link 2 and link 4.`);
});

test('a fact that was slipped in under an old date is found', async () => {
  await chain();
  now += 2 * DAY;
  await trail.write([{ _id: idOf('x'), ...fact('x'), kind: 'change', created: '2026-11-22T12:01:00.000Z' }]);
  expect(await breaks()).toEqual([`${idOf('x')} is in no link.`]);
});

test('a link that is changed, removed or cut off the end is found', async () => {
  await chain();
  const { anchor } = await verdict();
  await change(sealId(2), (stored) => ({ ...stored, facts: {} }));
  expect(await breaks()).toContain('Link 2 was changed after it was made.');
  await change(sealId(2), () => null);
  expect(await breaks()).toContain('Link 3 does not go on from the link before.');
  await change(sealId(3), () => null);
  await change(idOf('c'), () => null);
  await change(idOf('d'), () => null);
  await change(idOf('e'), () => null);
  // What is left fits together: only what was written down elsewhere tells.
  expect(await breaks()).toEqual([]);
  expect(await breaks(anchor ?? '')).toEqual([
    `The link ${anchor} that was written down is not in the chain.`
  ]);
});

test('two servers that seal at once make one chain', async () => {
  await told('a', 'b', 'c');
  now += 2 * 60_000;
  await Promise.all([seal(), seal(), seal()]);
  await seal();
  expect(await verdict()).toMatchObject({ links: 1, facts: 3, breaks: [] });
});

test('a server that dies at any point while it seals leaves a chain that is gone on with', async () => {
  for (let limit = 1; limit < 12; limit++) {
    await told(`f${limit}`);
    now += 2 * 60_000;
    await seal(dyingAfter(engine, limit)).catch(() => undefined);
  }
  await seal();
  expect(await verdict()).toMatchObject({ facts: 11, unsealed: 0, breaks: [] });
});
