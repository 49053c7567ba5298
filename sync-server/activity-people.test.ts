import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SessionAnswer } from '#lib/roles/user.ts';
import { activityPeopleStep } from './activity-people.ts';
import { createCourier } from './courier.ts';
import { openDatabase } from './database.ts';
import type { Engine } from './engines/engine.ts';
import { createGroupLists } from './group-lists.ts';
import { activity, dyingAfter, testServer, type TestServer } from './testing.ts';

const ZONE = 'opkomst-voorstad';
const KOFFIE = 'activity:koffie';
const LIST = 'groep-koffie';
let server: TestServer;

describe.each(['embedded', 'couchdb'] as const)('over an engine of kind %s', (kind) => {
  beforeEach(async () => {
    server = await testServer({ kind });
    await server.addDemoAccounts();
    await at('kaart').write([activity('koffie'), activity('elders', { zone: 'bathmen' })]);
  });
  afterEach(async () => {
    expect(server.failures).toEqual([]);
    await server.discard();
  });

  const at = (database: string) => openDatabase(server.engine, database);
  const fact = (id: string, created: string, more: object) => ({
    _id: id,
    kind: id.slice(0, id.indexOf(':')),
    schema: 1,
    author: 'vet-voorstad-2',
    device: 'phone',
    created: `2026-11-${created}.000Z`,
    activity: KOFFIE,
    ...more
  });
  const person = (name: string, created: string, user: string, state: 'begins' | 'ends', more: object = {}) =>
    fact(`activity-person:${name}`, created, { user, state, ...more });
  const list = (name: string, created: string, state: 'kept' | 'ended', more: object = {}) =>
    fact(`group-list:${name}`, created, { state, keepDays: 30, ...more });
  async function told(...documents: object[]): Promise<void> {
    await at(ZONE).write(documents);
    await server.courier.process(ZONE);
  }
  const activitiesOf = async (user: string) => (await server.accounts.find(user))?.activities;
  async function answerFor(user: string): Promise<SessionAnswer> {
    const response = await server.ask('GET', '/auth/session', { cookie: await server.signIn(user) });
    return SessionAnswer.parse(await response.json());
  }
  const reads = async (user: string) =>
    (await server.ask('GET', `/db/${LIST}/_all_docs`, { cookie: await server.signIn(user) })).status;

  test('who begins to look after an activity has it in the account, and who ends has not', async () => {
    await told(person('1', '20T10:00:00', 'vet-voorstad-2', 'begins'));
    expect(await activitiesOf('vet-voorstad-2')).toEqual([KOFFIE]);
    await told(person('2', '21T10:00:00', 'vet-voorstad-2', 'ends'));
    expect(await activitiesOf('vet-voorstad-2')).toEqual([]);
  });

  test('the latest word counts, in whatever order it arrives', async () => {
    await told(person('2', '21T10:00:00', 'vet-voorstad-2', 'ends'));
    await told(person('1', '20T10:00:00', 'vet-voorstad-2', 'begins'));
    expect(await activitiesOf('vet-voorstad-2')).toEqual([]);
    await told(person('3', '22T10:00:00', 'vet-voorstad-2', 'begins'));
    expect(await activitiesOf('vet-voorstad-2')).toEqual([KOFFIE]);
  });

  test('nobody of another zone, of another role, or of no account gets it', async () => {
    await told(
      person('1', '20T10:00:00', 'vet-bathmen-1', 'begins'),
      person('2', '20T10:00:00', 'beleid-1', 'begins'),
      person('3', '20T10:00:00', 'niemand', 'begins')
    );
    for (const user of ['vet-bathmen-1', 'beleid-1']) expect(await activitiesOf(user)).toEqual([]);
  });

  test('nobody gets an activity of another zone, and no list is begun there', async () => {
    const elsewhere = { activity: 'activity:elders' };
    await told(
      person('1', '20T10:00:00', 'vet-voorstad-2', 'begins', elsewhere),
      list('1', '20T10:00:00', 'kept', elsewhere)
    );
    expect(await activitiesOf('vet-voorstad-2')).toEqual([]);
    expect(await server.lists.isOpen('groep-elders')).toBe(false);
  });

  test('who looks after an activity that is not on the map yet has it once it is', async () => {
    const { name, description, organization, location, zone, start, durationMinutes } = activity();
    const { rrule, cost, registration, capacity, themes, targetGroups, languages } = activity();
    const fields = { form: 'activity', name, description, organization, location, zone, start };
    const rest = { durationMinutes, rrule, cost, registration, capacity, themes, targetGroups, languages };
    const change = { type: 'begin', fields: { ...fields, ...rest, wheelchair: null } };
    const about = { activity: 'activity:nieuw' };
    await told(
      person('1', '20T10:00:00', 'vet-voorstad-2', 'begins', about),
      fact('activity-change:1', '20T10:00:00', { ...about, change, note: '' })
    );
    await server.courier.process(ZONE);
    expect(await activitiesOf('vet-voorstad-2')).toEqual(['activity:nieuw']);
  });

  test('a list that is kept opens to who looks after the activity, who began it too, and to nobody else', async () => {
    await told(person('1', '20T10:00:00', 'vrijwilliger-1', 'begins'), list('1', '20T10:00:00', 'kept'));
    for (const user of ['vrijwilliger-1', 'vet-voorstad-2']) {
      expect((await answerFor(user)).databases).toContain(LIST);
      expect(await reads(user)).toBe(200);
    }
    expect((await answerFor('vrijwilliger-2')).databases).not.toContain(LIST);
    expect(await reads('vrijwilliger-2')).toBe(403);
  });

  test('a list that was never begun, or has ended, opens to nobody', async () => {
    await told(person('1', '20T10:00:00', 'vrijwilliger-1', 'begins'));
    expect((await answerFor('vrijwilliger-1')).databases).toEqual([ZONE]);
    expect(await reads('vrijwilliger-1')).toBe(403);
    await told(list('1', '20T10:00:00', 'kept'));
    await told(list('2', '21T10:00:00', 'ended'));
    expect((await answerFor('vrijwilliger-1')).databases).toEqual([ZONE]);
    expect(await reads('vrijwilliger-1')).toBe(403);
    const asked = await server.ask('POST', `/courier/${LIST}`, {
      cookie: await server.signIn('vrijwilliger-1')
    });
    expect(asked.status).toBe(403);
    await told(list('3', '22T10:00:00', 'kept'));
    expect(await reads('vrijwilliger-1')).toBe(200);
  });

  test('workers are told who may look after an activity of their zones, whoever does not help there is told nobody', async () => {
    await told(person('1', '20T10:00:00', 'vet-voorstad-2', 'begins'));
    const { volunteers } = await answerFor('vet-voorstad-1');
    expect(volunteers.map(({ name, worker }) => [name, worker])).toEqual([
      ['teamleider-1', true],
      ['vet-voorstad-1', true],
      ['vet-voorstad-2', true],
      ['vrijwilliger-1', false],
      ['vrijwilliger-2', false]
    ]);
    expect(volunteers[2]).toMatchObject({ displayName: 'Yusuf Karadal', activities: [KOFFIE] });
    for (const user of ['beheer-1', 'beleid-1', 'wmo-1'])
      expect((await answerFor(user)).volunteers).toEqual([]);
  });

  test('a server that dies after any of its requests leaves account and list as they were said to be', async () => {
    await at(ZONE).write([
      person('1', '20T10:00:00', 'vrijwilliger-1', 'begins'),
      person('2', '20T10:00:00', 'vet-voorstad-1', 'begins'),
      person('3', '21T10:00:00', 'vet-voorstad-1', 'ends'),
      list('1', '20T10:00:00', 'kept')
    ]);
    const courierOn = (engine: Engine) =>
      createCourier({
        engine,
        steps: [
          activityPeopleStep({
            engine,
            accounts: server.accounts,
            lists: createGroupLists(engine, () => Date.UTC(2026, 10, 22)),
            onSettled: () => undefined
          })
        ],
        onFailure: () => undefined,
        interval: 60_000
      });
    for (let limit = 1; ; limit++) {
      const done = await courierOn(dyingAfter(server.engine, limit))
        .process(ZONE)
        .then(
          () => true,
          () => false
        );
      // Open only when it is there with its rights.
      if (await server.lists.isOpen(LIST))
        expect(await at(LIST).get('_security')).toMatchObject({
          members: { roles: [LIST] }
        });
      if (done) break;
    }
    expect(await activitiesOf('vrijwilliger-1')).toContain(KOFFIE);
    expect(await activitiesOf('vet-voorstad-1')).not.toContain(KOFFIE);
    expect(await activitiesOf('vet-voorstad-2')).toEqual([KOFFIE]);
    expect(await reads('vrijwilliger-1')).toBe(200);
  });
});
