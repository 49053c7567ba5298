import { afterEach, beforeEach, expect, test } from 'vitest';
import { betweenTeamsStep } from './between-teams.ts';
import { createCourier } from './courier.ts';
import { openDatabase } from './database.ts';
import { DEMO_USERS } from './demo/accounts.ts';
import { SERVER, type Engine } from './engines/engine.ts';
import { provisionServer, provisionUsers } from './provision.ts';
import { dyingAfter, temporaryEngine } from './testing.ts';

const TEAMS = ['team-voorstad', 'team-wmo', 'team-bathmen'] as const;
const created = '2026-11-22T10:00:00.000Z';
const day = '2026-11-22';
let engine: Engine;
let discard: () => Promise<void>;

beforeEach(async () => {
  ({ engine, discard } = await temporaryEngine());
  await provisionServer(engine);
  await provisionUsers(engine, DEMO_USERS);
});
afterEach(() => discard());

const made = (kind: string, name: string, author = 'vet-voorstad-1') => ({
  _id: `${kind}:${name}`,
  kind,
  schema: 1,
  author,
  device: 'phone',
  created
});
const referral = (team: string, more: object = {}) => ({
  ...made('referral', 'F1'),
  resident: 'resident:R1',
  day,
  to: { kind: 'team', team },
  consent: 'consent:T1',
  who: 'Mevrouw Test',
  reach: '0570 00 00 00',
  question: 'Een traplift',
  background: 'Trap lopen lukt niet meer.',
  warm: null,
  by: null,
  ...more
});
const answerOf = (state: string, name: string) => ({
  ...made('handover-state', name, 'wmo-1'),
  handover: 'handover:F1',
  day,
  state,
  note: 'Staat op de lijst.',
  resident: 'resident:W9'
});
const talk = (teams: string[]) => ({
  ...made('learning-case', 'K1'),
  day,
  title: 'Wie is aan zet?',
  situation: 'Drie mensen wachten op elkaar.',
  question: 'Hoe doen jullie dit?',
  team: 'voorstad',
  teams
});

const at = (database: string) => openDatabase(engine, database);
const everything = async (database: string) =>
  (await at(database).startingWith('')).map(({ _rev: _, ...document }) => document);

function courierOn(on: Engine) {
  return createCourier({
    engine: on,
    steps: [
      betweenTeamsStep({
        engine: on,
        clock: () => Date.UTC(2026, 10, 23, 9),
        displayName: async (user) => DEMO_USERS.find(({ name }) => name === user)?.displayName ?? user
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
  // What is brought to one database may have to go on from there.
  for (let round = 0; round < 2; round++) for (const team of TEAMS) await courier.process(team);
}

test('a handover holds what was written for the receiver and nothing that leads back to the file', async () => {
  await at('team-voorstad').write([referral('wmo')]);
  await carry();
  expect(await everything('team-wmo')).toEqual([
    {
      ...made('handover', 'F1', SERVER.name),
      device: 'server',
      created: '2026-11-23T09:00:00.000Z',
      team: 'voorstad',
      sender: 'vet-voorstad-1',
      senderName: 'Marloes Wegdam',
      day,
      who: 'Mevrouw Test',
      reach: '0570 00 00 00',
      question: 'Een traplift',
      background: 'Trap lopen lukt niet meer.',
      warm: null,
      by: null
    }
  ]);
  expect(await at('team-voorstad').startingWith('referral-state:')).toMatchObject([
    { referral: 'referral:F1', state: 'received', note: '' }
  ]);
});

test('what the receiver did comes back to the sender, without the card that the receiver made', async () => {
  await at('team-voorstad').write([referral('wmo')]);
  await carry();
  await at('team-wmo').write([answerOf('contact', 'S1'), answerOf('returned', 'S2')]);
  await carry();
  const states = await at('team-voorstad').startingWith('referral-state:');
  expect(states.map(({ state }) => state)).toEqual(['received', 'contact', 'returned']);
  expect(JSON.stringify(states)).not.toContain('W9');
});

test('a referral to a team that does not exist comes back and says so', async () => {
  await at('team-voorstad').write([referral('verzonnen'), { ...referral('voorstad'), _id: 'referral:F2' }]);
  await carry();
  expect(await at('team-voorstad').startingWith('referral-state:')).toMatchObject([
    { referral: 'referral:F1', state: 'returned', note: expect.stringContaining('niets doorgegeven') },
    { referral: 'referral:F2', state: 'returned' }
  ]);
});

test('an answer to a team that is there no more is left, and what comes after it is carried', async () => {
  const handover = {
    ...made('handover', 'F1', SERVER.name),
    team: 'opgeheven',
    sender: 'oud-1',
    senderName: 'Oud',
    day,
    who: 'Mevrouw Test',
    reach: '',
    question: 'Een traplift',
    background: '',
    warm: null,
    by: null
  };
  await at('team-wmo').write([handover, answerOf('taken-up', 'S1'), { ...talk(['bathmen']), team: 'wmo' }]);
  await carry();
  expect((await everything('team-bathmen')).map(({ _id }) => _id)).toEqual(['learning-case:K1']);
});

test('a referral to an offer or to a colleague goes nowhere', async () => {
  const entry = { id: 'service:S1', name: 'Koffie', phone: null };
  await at('team-voorstad').write([
    referral('', { to: { kind: 'entry', entry } }),
    { ...referral('', { to: { kind: 'colleague', user: 'vet-voorstad-2' } }), _id: 'referral:F2' }
  ]);
  await carry();
  expect(await everything('team-wmo')).toEqual([]);
  expect(await at('team-voorstad').startingWith('referral-state:')).toEqual([]);
});

test('a case reaches the teams it is meant for, and what any of them learned reaches all that have it', async () => {
  await at('team-voorstad').write([talk(['wmo', 'bathmen', 'verzonnen'])]);
  await carry();
  await at('team-wmo').write([
    { ...made('case-lesson', 'L1', 'wmo-1'), case: 'learning-case:K1', day, learned: 'Eerst bellen.' }
  ]);
  await carry();
  for (const team of TEAMS)
    expect((await everything(team)).map(({ _id }) => _id)).toEqual(['case-lesson:L1', 'learning-case:K1']);
});

test('a courier that dies after any of its requests leaves each thing once', async () => {
  await at('team-voorstad').write([referral('wmo'), talk(['wmo'])]);
  for (let limit = 1; ; limit++) {
    const died = await carry(dyingAfter(engine, limit)).then(
      () => false,
      () => true
    );
    const states = await at('team-voorstad').startingWith('referral-state:');
    const arrived = await at('team-wmo').startingWith('handover:');
    // Nothing is told to have arrived that did not.
    expect(arrived.length).toBeGreaterThanOrEqual(states.length);
    if (!died) break;
  }
  await at('team-wmo').write([answerOf('taken-up', 'S1')]);
  for (let limit = 1; ; limit++) {
    const done = await carry(dyingAfter(engine, limit)).then(
      () => true,
      () => false
    );
    if (done) break;
  }
  const ids = async (database: string) => (await everything(database)).map(({ _id }) => _id);
  expect(await ids('team-voorstad')).toEqual([
    'learning-case:K1',
    'referral-state:F1-ontvangen',
    'referral-state:S1',
    'referral:F1'
  ]);
  expect(await ids('team-wmo')).toEqual(['handover-state:S1', 'handover:F1', 'learning-case:K1']);
});
