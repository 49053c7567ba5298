import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/agenda/upkeep/activity-change.ts';
import type { User } from '#lib/roles/user.ts';
import { agendaChangesStep } from './agenda-changes.ts';
import { createCourier } from './courier.ts';
import { openDatabase } from './database.ts';
import { DEMO_USERS } from './demo/accounts.ts';
import { SERVER, type Engine } from './engines/engine.ts';
import { provisionServer, provisionUsers } from './provision.ts';
import { activity, dyingAfter, temporaryEngine, withoutGuard } from './testing.ts';

const ZONE = 'opkomst-voorstad';
const KOFFIE = 'activity:koffie';
const WEDNESDAY = '2026-12-02T09:30:00';
const NEXT = '2026-12-09T09:30:00';
let engine: Engine;
let discard: () => Promise<void>;
let now: number;
let users: User[];

beforeEach(async () => {
  ({ engine, discard } = await temporaryEngine());
  now = Date.UTC(2026, 10, 27, 9);
  users = [
    ...DEMO_USERS.filter(({ name }) => !name.startsWith('vrijwilliger')),
    ...DEMO_USERS.filter(({ name }) => name === 'vrijwilliger-1').map((user) => ({
      ...user,
      activities: [KOFFIE]
    }))
  ];
  await provisionServer(engine);
  await provisionUsers(engine, DEMO_USERS);
  await at('kaart').write([activity('koffie')]);
});
afterEach(() => discard());

const at = (database: string) => openDatabase(engine, database);

interface Said {
  readonly author?: string;
  readonly created?: string;
  readonly activity?: string;
  readonly note?: string;
}
const said = (name: string, change: Change, more: Said = {}) => ({
  _id: `activity-change:${name}`,
  kind: 'activity-change',
  schema: 1,
  author: 'vet-voorstad-1',
  device: 'phone',
  created: '2026-11-27T08:00:00.000Z',
  activity: KOFFIE,
  note: '',
  change,
  ...more
});
const cancel = (session: string): Change => ({ type: 'cancel', session });
const restore = (session: string): Change => ({ type: 'restore', session });
const judged = (name: string, of: string, verdict: 'publish' | 'refuse', note = '') => ({
  _id: `judgement:${name}`,
  kind: 'judgement',
  schema: 1,
  author: 'beheer-1',
  device: 'desk',
  created: '2026-11-27T10:00:00.000Z',
  of: `change-to-judge:${of}`,
  verdict,
  note
});

function courierOn(on: Engine) {
  return createCourier({
    engine: on,
    steps: [
      agendaChangesStep({
        engine: on,
        clock: () => now,
        accounts: { find: async (name) => users.find((user) => user.name === name) ?? null },
        displayName: async (name) => users.find((user) => user.name === name)?.displayName ?? name
      })
    ],
    onFailure: (_, error) => {
      throw error;
    },
    interval: 60_000
  });
}
async function carry(on: Engine = engine): Promise<void> {
  const courier = courierOn(on);
  for (const database of [ZONE, 'beheer']) await courier.process(database);
}
/** Everything once more from the beginning, as another server would that lost its place. */
async function carryAgain(): Promise<void> {
  for (const database of [ZONE, 'beheer']) {
    const checkpoint = await at(database).get('_local/courier');
    await at(database).put({ ...checkpoint, _id: '_local/courier', since: '0' });
  }
  await carry();
}

const koffie = async () => (await at('kaart').get(KOFFIE)) as Record<string, unknown>;
const results = async () =>
  (await at(ZONE).startingWith('activity-change-result:')).map(({ _id, outcome, reason }) => [
    _id.slice('activity-change-result:'.length),
    outcome,
    reason
  ]);
/** What became of each change, without the reasons. */
const outcomes = async () => (await results()).map(([name, outcome]) => `${name} ${outcome}`);
const generation = async () => Number.parseInt(String((await koffie())['_rev']), 10);

describe('a change from the field', () => {
  test('is on the map, with who made the activity and when, and its author is told', async () => {
    await at(ZONE).write([said('1', cancel(WEDNESDAY))]);
    await carry();
    expect(await koffie()).toMatchObject({
      exdates: [WEDNESDAY],
      author: 'import',
      created: '2026-01-01T00:00:00.000Z'
    });
    expect(await results()).toEqual([['1', 'published', '']]);
    expect(await at('beheer').startingWith('change-to-judge:')).toEqual([]);
  });

  test('of a week ago lands in the session that it was about', async () => {
    await at(ZONE).write([said('1', cancel(WEDNESDAY), { created: '2026-11-20T08:00:00.000Z' })]);
    await at(ZONE).write([said('2', cancel(NEXT), { created: '2026-11-26T08:00:00.000Z' })]);
    await carry();
    expect(await koffie()).toMatchObject({ exdates: [WEDNESDAY, NEXT] });
  });

  test('waits for a curator where its author may not publish it, and the map stays as it is', async () => {
    const fields = { cost: '€ 2' };
    await at(ZONE).write([
      said('1', { type: 'edit', fields }, { author: 'vrijwilliger-1', note: 'Duurder ingekocht.' })
    ]);
    await carry();
    expect(await generation()).toBe(1);
    expect(await results()).toEqual([
      ['1-wacht', 'waits', 'Wat over de hele activiteit gaat, bekijkt de bibliotheek eerst.']
    ]);
    expect(await at('beheer').startingWith('change-to-judge:')).toMatchObject([
      {
        _id: 'change-to-judge:1',
        author: SERVER.name,
        zone: 'voorstad',
        authorName: 'Ria Terhorst',
        change: { _id: 'activity-change:1', note: 'Duurder ingekocht.', change: { type: 'edit', fields } }
      }
    ]);
  });

  test('is judged by the account as it is when the change arrives', async () => {
    users = users.filter(({ name }) => name !== 'vet-voorstad-1');
    await at(ZONE).write([said('1', cancel(WEDNESDAY))]);
    await carry();
    expect(await results()).toMatchObject([['1-wacht', 'waits', expect.stringContaining('account')]]);
    expect(await generation()).toBe(1);
  });

  test('that cannot be done is refused with the reason', async () => {
    await at(ZONE).write([
      said('1', cancel('2026-12-03T09:30:00')),
      said('2', cancel(WEDNESDAY), { activity: 'activity:weg' })
    ]);
    await carry();
    expect(await results()).toEqual([
      ['1', 'refused', 'Deze bijeenkomst staat niet in de agenda.'],
      ['2', 'refused', 'Deze activiteit staat niet meer op de kaart.']
    ]);
  });

  test('that nobody can read, past the gate, is left, and what comes after it is published', async () => {
    await at(ZONE).write([
      said('1', { type: 'edit', fields: { rrule: 'rommel' } }),
      said('2', cancel(WEDNESDAY))
    ]);
    await carry();
    expect(await outcomes()).toEqual(['2 published']);
    expect(await koffie()).toMatchObject({ rrule: 'FREQ=WEEKLY;BYDAY=WE' });
  });

  test('makes a new activity, once', async () => {
    const { name, description, organization, location, zone, start, durationMinutes, rrule } = activity('x');
    const { cost, registration, capacity, themes, targetGroups, languages } = activity('x');
    const fields = { name, description, organization, location, zone, start, durationMinutes, rrule };
    const rest = { cost, registration, capacity, themes, targetGroups, languages, wheelchair: null };
    const begin: Change = { type: 'begin', fields: { form: 'activity', ...fields, ...rest } };
    await at(ZONE).write([said('1', begin, { activity: 'activity:nieuw' })]);
    await carry();
    await carryAgain();
    expect(await at('kaart').get('activity:nieuw')).toMatchObject({
      author: 'vet-voorstad-1',
      _rev: expect.stringMatching(/^1-/)
    });
  });

  test('leaves what a newer version of the map says of an activity', async () => {
    const { _rev, ...stored } = await koffie();
    await at('kaart').write([{ ...stored, _rev, entrance: 'achterom' }]);
    await at(ZONE).write([said('1', cancel(WEDNESDAY))]);
    await carry();
    expect(await koffie()).toMatchObject({ exdates: [WEDNESDAY], entrance: 'achterom' });
  });
});

describe('a change that is older than what was published of the same thing', () => {
  const older = { created: '2026-11-26T08:00:00.000Z' };

  test('waits for a curator, also when everything is gone through again', async () => {
    await at(ZONE).write([said('new', cancel(WEDNESDAY))]);
    await carry();
    await at(ZONE).write([said('old', restore(WEDNESDAY), older), said('other', cancel(NEXT), older)]);
    await carry();
    await carryAgain();
    expect(await koffie()).toMatchObject({ exdates: [WEDNESDAY, NEXT] });
    expect(await results()).toEqual([
      ['new', 'published', ''],
      ['old-wacht', 'waits', 'Later is al iets anders gepubliceerd. De bibliotheek kijkt ernaar.'],
      ['other', 'published', '']
    ]);
  });

  test('is told apart per field of the activity; when it is counts as one', async () => {
    const edit = (fields: object): Change => ({ type: 'edit', fields });
    await at(ZONE).write([said('new', edit({ cost: '€ 2', start: '2026-11-05T10:00:00' }))]);
    await carry();
    await at(ZONE).write([
      said('cost', edit({ cost: '€ 3' }), older),
      said('name', edit({ name: 'Thee' }), older),
      said('rule', edit({ rrule: 'FREQ=DAILY' }), older)
    ]);
    await carry();
    expect(await koffie()).toMatchObject({ cost: '€ 2', name: 'Thee', rrule: 'FREQ=WEEKLY;BYDAY=WE' });
    expect(await outcomes()).toEqual([
      'cost-wacht waits',
      'name published',
      'new published',
      'rule-wacht waits'
    ]);
  });

  test('is not made so by a phone whose clock is a year ahead', async () => {
    await at(ZONE).write([said('ahead', cancel(WEDNESDAY), { created: '2027-11-27T08:00:00.000Z' })]);
    await carry();
    now += 60_000;
    const created = new Date(now - 1000).toISOString();
    await at(ZONE).write([said('right', restore(WEDNESDAY), { created })]);
    await carry();
    expect(await koffie()).toMatchObject({ exdates: [] });
  });

  test('says that somebody confirmed it no later than the day on which the server heard of it', async () => {
    await at(ZONE).write([said('ahead', { type: 'confirm' }, { created: '2027-11-27T08:00:00.000Z' })]);
    await carry();
    expect(await koffie()).toMatchObject({ verifiedOn: '2026-11-27' });
  });
});

describe('what a curator says', () => {
  beforeEach(async () => {
    await at(ZONE).write([
      said('1', { type: 'edit', fields: { cost: '€ 2' } }, { author: 'vrijwilliger-1' })
    ]);
    await carry();
  });

  test('publishes a change that waited, and its author is told', async () => {
    await at('beheer').write([judged('A', '1', 'publish')]);
    await carry();
    expect(await koffie()).toMatchObject({ cost: '€ 2' });
    expect(await outcomes()).toEqual(['1 published', '1-wacht waits']);
  });

  test('refuses one with the reason', async () => {
    await at('beheer').write([judged('A', '1', 'refuse', 'De koffie blijft gratis.')]);
    await carry();
    expect(await generation()).toBe(1);
    expect(await results()).toContainEqual(['1', 'refused', 'De koffie blijft gratis.']);
  });

  test('counts once: the first of two curators', async () => {
    await at('beheer').write([judged('A', '1', 'refuse', 'Nee.')]);
    await carry();
    await at('beheer').write([judged('B', '1', 'publish')]);
    await carry();
    await carryAgain();
    expect(await generation()).toBe(1);
    expect(await results()).toContainEqual(['1', 'refused', 'Nee.']);
  });

  test('may publish something older over what is newer: the curator saw both', async () => {
    await at(ZONE).write([said('2', { type: 'edit', fields: { cost: 'gratis' } })]);
    await carry();
    await at('beheer').write([judged('A', '1', 'publish')]);
    await carry();
    await carryAgain();
    expect(await koffie()).toMatchObject({ cost: '€ 2' });
  });

  test('of what cannot be done any more is told to the author as refused', async () => {
    const stored = await at('kaart').get(KOFFIE);
    if (stored) await at('kaart').remove(stored);
    await at('beheer').write([judged('A', '1', 'publish')]);
    await carry();
    expect(await results()).toContainEqual([
      '1',
      'refused',
      expect.stringContaining('niet meer op de kaart')
    ]);
  });
});

describe.each([
  ['the embedded engine', (on: Engine) => on],
  ['an engine that judges nothing, as CouchDB', withoutGuard]
])('over %s, a server that dies after any of its requests', (_, of) => {
  async function carryDying(after: (died: boolean) => Promise<void>): Promise<void> {
    for (let limit = 1; ; limit++) {
      const died = await carry(of(dyingAfter(engine, limit))).then(
        () => false,
        () => true
      );
      await after(died);
      if (!died) return;
    }
  }

  test('publishes once, tells nobody too early, and lays the rest before the curator once', async () => {
    await at(ZONE).write([
      said('1', cancel(WEDNESDAY)),
      said('2', { type: 'edit', fields: { cost: '€ 2' } }, { author: 'vrijwilliger-1' }),
      said('3', { type: 'confirm' })
    ]);
    await carryDying(async () => {
      const told = (await results()).map(([name]) => name);
      if (told.includes('1')) expect(await koffie()).toMatchObject({ exdates: [WEDNESDAY] });
      if (told.includes('2-wacht'))
        expect(await at('beheer').startingWith('change-to-judge:')).toHaveLength(1);
    });
    // Made, called off, confirmed: each once.
    expect(await generation()).toBe(3);
    expect((await results()).map(([name]) => name)).toEqual(['1', '2-wacht', '3']);

    await at('beheer').write([judged('A', '2', 'publish'), judged('B', '2', 'refuse', 'Nee.')]);
    await carryDying(async () => undefined);
    expect(await generation()).toBe(4);
    expect(await outcomes()).toEqual(['1 published', '2 published', '2-wacht waits', '3 published']);
  });

  test('does not undo what was published after the request at which it died', async () => {
    for (let limit = 1; ; limit++) {
      const session = `2026-12-${limit < 10 ? '0' : ''}${limit}T09:30:00`;
      await at('kaart').write([activity(`dag-${limit}`, { start: session, rrule: null })]);
      const about = { activity: `activity:dag-${limit}` };
      await at(ZONE).write([said(`${limit}-off`, cancel(session), about)]);
      const died = await carry(of(dyingAfter(engine, limit))).then(
        () => false,
        () => true
      );
      // Another server is first with what was said after it.
      const later = new Date(now - 1000).toISOString();
      await at(ZONE).write([said(`${limit}-on`, restore(session), { ...about, created: later })]);
      const other = agendaChangesStep({
        engine,
        clock: () => now,
        accounts: { find: async (name) => users.find((user) => user.name === name) ?? null },
        displayName: async (name) => name
      });
      const revision = await at(ZONE).get(`activity-change:${limit}-on`);
      if (revision) await other.handle(ZONE, [revision]);
      await carry(of(engine));
      expect(await at('kaart').get(`activity:dag-${limit}`)).toMatchObject({ exdates: [] });
      const outcome = await at(ZONE).get(`activity-change-result:${limit}-on`);
      expect(outcome).toMatchObject({ outcome: 'published' });
      if (!died) break;
    }
  });
});
