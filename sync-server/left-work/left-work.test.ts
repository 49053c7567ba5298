import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Standing } from '#lib/roles/person.ts';
import { AUDIT_DATABASE } from '../audit/audit.ts';
import { openDatabase } from '../database.ts';
import { conversation, ENGINES, resident, testServer, type TestServer } from '../testing.ts';
import { LEFT_DATABASE } from './left-work.ts';

const DAY = 24 * 60 * 60_000;
const TEAM = 'team-voorstad';
const LEFT: Standing = {
  displayName: 'Yusuf Karadal',
  roles: ['field-worker'],
  memberships: [{ of: 'team', name: 'wmo', until: null }],
  ends: null
};

interface Answered {
  readonly done?: number;
  readonly refused?: { readonly id: string; readonly reason: string }[];
  readonly pieces?: { readonly id: string; readonly by: string; readonly byName: string }[];
}

describe.each(ENGINES)('over an engine of kind %s', (kind) => {
  let server: TestServer;
  let worker: string;
  beforeEach(async () => {
    server = await testServer({ kind });
    await server.addDemoAccounts();
    worker = await server.signIn('vet-voorstad-2');
    await server.accounts.decide('vet-voorstad-2', LEFT, 'toegang-1');
  });
  afterEach(async () => {
    expect(server.failures).toEqual([]);
    await server.discard();
  });

  const team = () => openDatabase(server.engine, TEAM);
  const store = () => openDatabase(server.engine, LEFT_DATABASE);
  /** Something as a device would send it: of a name of its own already. */
  const written = (id: string, more: object = {}) => ({
    ...conversation('vet-voorstad-2', id, more),
    _rev: '1-abc',
    _revisions: { start: 1, ids: ['abc'] }
  });
  const handIn = (docs: object[], database = TEAM, cookie = worker) =>
    server.ask('POST', `/achtergelaten/${database}/_bulk_docs`, { cookie, body: { docs, new_edits: false } });
  const missing = async (revs: object) =>
    (await server.ask('POST', `/achtergelaten/${TEAM}/_revs_diff`, { cookie: worker, body: revs })).json();
  const asLead = async (path: string, body?: object, lead = 'teamleider-1'): Promise<Answered> => {
    const cookie = await server.signIn(lead);
    const answer = await server.ask(body ? 'POST' : 'GET', `/achtergelaten/team/${path}`, {
      cookie,
      ...(body ? { body } : {})
    });
    return answer.ok ? ((await answer.json()) as Answered) : { done: -answer.status };
  };
  const waiting = async () => (await asLead('voorstad')).pieces ?? [];

  test('what somebody had not sent when they left a team waits for its lead, and reaches the team in their name', async () => {
    expect(await (await handIn([written('A')])).json()).toEqual([]);
    expect(await team().get('conversation:A')).toBeNull();
    expect(await waiting()).toMatchObject([{ by: 'vet-voorstad-2', byName: 'Yusuf Karadal' }]);
    const ids = (await waiting()).map(({ id }) => id);
    server.pass(1000);
    expect(await asLead('voorstad/overnemen', { ids })).toEqual({ done: 1, refused: [] });
    expect(await team().get('conversation:A')).toMatchObject({ author: 'vet-voorstad-2', _rev: '1-abc' });
    expect(await waiting()).toEqual([]);
    const trail = openDatabase(server.engine, AUDIT_DATABASE);
    expect(await trail.startingWith('left-work:voorstad:')).toMatchObject([
      { outcome: 'put-aside', who: 'vet-voorstad-2', revisions: ['conversation:A 1-abc'] },
      { outcome: 'accepted', who: 'teamleider-1', by: 'vet-voorstad-2' }
    ]);
    expect(await trail.get('change:team-voorstad:conversation:A:1-abc')).toMatchObject({
      who: 'vet-voorstad-2'
    });
  });

  test('handing in twice leaves one piece, and what the team has is not asked for', async () => {
    await team().graft([written('B')]);
    expect(await missing({ 'conversation:A': ['1-abc'], 'conversation:B': ['1-abc'] })).toEqual({
      'conversation:A': { missing: ['1-abc'] }
    });
    await handIn([written('A')]);
    await handIn([written('A')]);
    expect(await waiting()).toHaveLength(1);
    expect(await missing({ 'conversation:A': ['1-abc'] })).toEqual({});
  });

  test('an edited card comes beside what the team wrote meanwhile, and nothing is written over', async () => {
    await team().graft([
      { ...resident('vet-voorstad-1', 'K'), _rev: '1-aa', _revisions: { start: 1, ids: ['aa'] } }
    ]);
    const edit = (name: string, hash: string) => ({
      ...resident('vet-voorstad-1', 'K', { name }),
      _rev: `2-${hash}`,
      _revisions: { start: 2, ids: [hash, 'aa'] }
    });
    await handIn([edit('Van wie wegging', 'ee')]);
    await team().graft([edit('Van het team', 'dd')]);
    const ids = (await waiting()).map(({ id }) => id);
    expect(await asLead('voorstad/overnemen', { ids })).toMatchObject({ done: 1 });
    const both = await team().revisions([
      { id: 'resident:K', rev: '2-dd' },
      { id: 'resident:K', rev: '2-ee' }
    ]);
    expect(both.map(({ name }) => name)).toEqual(['Van het team', 'Van wie wegging']);
  });

  test('what is in another name, does not belong there or is not well made is refused with the reason', async () => {
    const forged = { ...written('V'), author: 'vet-voorstad-1' };
    const odd = { ...written('O'), onbekend: 1 };
    const answer = (await (await handIn([forged, odd, written('G')])).json()) as {
      id: string;
      reason: string;
    }[];
    expect(answer).toMatchObject([
      { id: 'conversation:V', reason: 'Dit staat op naam van iemand anders.' },
      { id: 'conversation:O', reason: 'Er staat een veld in dat de server niet kent.' }
    ]);
    expect(await waiting()).toHaveLength(1);
  });

  test('what the lead throws away is gone, and reached nobody', async () => {
    await handIn([written('A')]);
    const ids = (await waiting()).map(({ id }) => id);
    expect(await asLead('voorstad/weggooien', { ids })).toEqual({ done: 1, refused: [] });
    expect(await store().startingWith('left:')).toEqual([]);
    expect(await team().get('conversation:A')).toBeNull();
  });

  test('nobody but the lead of that team reads, takes or throws away what waits', async () => {
    await handIn([written('A')]);
    const ids = (await waiting()).map(({ id }) => id);
    for (const user of ['vet-voorstad-1', 'vet-voorstad-2', 'wmo-1', 'beheer-1', 'toegang-1', 'beleid-1']) {
      expect(await asLead('voorstad', undefined, user)).toEqual({ done: -403 });
      expect(await asLead('voorstad/overnemen', { ids }, user)).toEqual({ done: -403 });
      expect(await asLead('voorstad/weggooien', { ids }, user)).toEqual({ done: -403 });
    }
    expect(await asLead('wmo', undefined)).toEqual({ done: -403 });
    expect(await waiting()).toHaveLength(1);
  });

  test('who is in the team, was never in it, or left it more than sixty days ago hands in nothing', async () => {
    for (const user of ['vet-voorstad-1', 'wmo-1', 'teamleider-1', 'toegang-1'])
      expect((await handIn([written('A')], TEAM, await server.signIn(user))).status).toBe(403);
    for (const database of ['team-wmo', 'opkomst-voorstad', 'kaart', 'audit', 'team-nergens'])
      expect((await handIn([written('A')], database)).status).toBe(403);
    server.pass(60 * DAY);
    const back = await server.signIn('vet-voorstad-2');
    expect((await handIn([written('A')], TEAM, back)).status).toBe(201);
    server.pass(DAY);
    const late = await server.signIn('vet-voorstad-2');
    expect((await handIn([written('B')], TEAM, late)).status).toBe(403);
  });

  test('a volunteer whose membership of a team ended hands in nothing: no team was ever open to them', async () => {
    const memberships = [{ of: 'team' as const, name: 'voorstad', until: '2026-11-20' }];
    const standing = { displayName: 'Bert', roles: ['volunteer' as const], memberships, ends: null };
    await server.accounts.decide('vrijwilliger-2', standing, 'toegang-1');
    const docs = [{ ...written('A'), author: 'vrijwilliger-2' }];
    expect((await handIn(docs, TEAM, await server.signIn('vrijwilliger-2'))).status).toBe(403);
  });

  test('a membership that ended by its last day lets hand in as well, and an account that ended does not', async () => {
    const ends = { ...LEFT, memberships: [{ of: 'team' as const, name: 'bathmen', until: '2026-11-23' }] };
    await server.accounts.decide('vet-bathmen-1', { ...ends, displayName: 'Gerdien' }, 'toegang-1');
    const docs = [{ ...written('A'), author: 'vet-bathmen-1' }];
    const now = async () => handIn(docs, 'team-bathmen', await server.signIn('vet-bathmen-1'));
    expect((await now()).status).toBe(403);
    server.pass(2 * DAY);
    expect((await now()).status).toBe(201);
    await server.accounts.decide(
      'vet-bathmen-1',
      { ...ends, displayName: 'Gerdien', ends: '2026-11-01' },
      'toegang-1'
    );
    expect((await now()).status).toBe(401);
  });

  test('a place to go on from is never told, so that all is found again by its revisions', async () => {
    const cookie = worker;
    const path = `/achtergelaten/${TEAM}/_local/abc`;
    expect((await server.ask('PUT', path, { cookie, body: { last_seq: 3 } })).status).toBe(201);
    expect((await server.ask('GET', path, { cookie })).status).toBe(404);
    for (const question of ['', '/_changes', '/_all_docs', '/conversation:A', '/_bulk_get'])
      expect((await server.ask('GET', `/achtergelaten/${TEAM}${question}`, { cookie })).status).toBe(404);
  });
});
