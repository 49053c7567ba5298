import { afterEach, beforeEach, expect, test } from 'vitest';
import { hybridClock } from '#lib/core/hlc.ts';
import { Handover } from '#lib/referrals/referral.ts';
import { emptyReferral, referralDocuments } from '#lib/referrals/referral-form.ts';
import { betweenTeamsStep } from './between-teams.ts';
import { createCourier } from './courier.ts';
import { openDatabase } from './database.ts';
import { conversation, resident, testServer, type TestServer } from './testing.ts';

/** Stands in everything of the file that the sender did not write for the receiver. */
const OF_THE_FILE = 'dossierwoord';
const WRITTEN = {
  who: 'Mevrouw T.',
  reach: '0570 00 00 00',
  question: 'Een traplift',
  background: 'Woont boven.'
};

let server: TestServer;

beforeEach(async () => {
  server = await testServer();
  await server.addDemoAccounts();
});
afterEach(() => server.discard());

/** A file of a team, and a referral out of it that was made by the product's own form. */
function file(): object[] {
  const clock = () => Date.UTC(2026, 10, 22, 12);
  let count = 0;
  const nextId = () => `N${++count}`;
  const author = {
    user: 'vet-voorstad-1',
    device: 'phone',
    clock,
    nextId,
    stamps: hybridClock(clock, 'phone')
  };
  const made = referralDocuments(
    {
      ...emptyReferral('resident:R1', '', nextId),
      ...WRITTEN,
      allowed: 'yes',
      how: 'spoken',
      direction: 'team',
      team: 'wmo'
    },
    null,
    author
  );
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return [
    resident('vet-voorstad-1', 'R1', {
      name: `Mevrouw Test ${OF_THE_FILE}`,
      contact: OF_THE_FILE,
      household: OF_THE_FILE
    }),
    conversation('vet-voorstad-1', 'C1', { question: OF_THE_FILE, notes: OF_THE_FILE }),
    ...made.value
  ];
}

const post = (cookie: string, database: string, documents: object[]) =>
  server.ask('POST', `/db/${database}/_bulk_docs`, { cookie, body: { docs: documents } });

async function carry(): Promise<void> {
  const { engine } = server;
  const courier = createCourier({
    engine,
    steps: [
      betweenTeamsStep({ engine, clock: () => Date.UTC(2026, 10, 22, 13), displayName: async (user) => user })
    ],
    onFailure: (_, error) => {
      throw error;
    },
    interval: 60_000
  });
  await courier.process('team-voorstad');
}

test('what the receiving team holds is the copy that was written for it, to the letter, and no word of the file', async () => {
  const sender = await server.signIn('vet-voorstad-1');
  expect((await post(sender, 'team-voorstad', file())).status).toBe(201);
  await carry();
  const received = await openDatabase(server.engine, 'team-wmo').startingWith('');
  expect(received).toHaveLength(1);
  const { _rev: _, ...document } = received[0] ?? {};
  expect(Object.keys(document).sort()).toEqual(
    Object.keys(Handover.shape)
      .filter((field) => field !== '_rev')
      .sort()
  );
  expect(document).toMatchObject({
    ...WRITTEN,
    team: 'voorstad',
    sender: 'vet-voorstad-1',
    warm: null,
    by: null
  });
  const text = JSON.stringify(document);
  for (const trace of [OF_THE_FILE, 'resident:', 'consent:', 'conversation:', 'referral:'])
    expect(text).not.toContain(trace);
});

test('a worker of the receiving team reads the copy, and is refused the file by every road to it', async () => {
  await post(await server.signIn('vet-voorstad-1'), 'team-voorstad', file());
  await carry();
  const cookie = await server.signIn('wmo-1');
  const read = await server.ask('GET', '/db/team-wmo/_all_docs?include_docs=true', { cookie });
  const { rows } = (await read.json()) as { rows: { doc: object }[] };
  expect(rows.map(({ doc }) => doc)).toMatchObject([WRITTEN]);
  for (const road of [
    '_all_docs?include_docs=true',
    '_changes?include_docs=true',
    'resident:R1',
    'conversation:C1'
  ])
    expect((await server.ask('GET', `/db/team-voorstad/${road}`, { cookie })).status).toBe(403);
});

test('nobody makes a handover by hand, in whatever name', async () => {
  const forged = {
    _id: 'handover:F1',
    kind: 'handover',
    schema: 1,
    author: 'wmo-1',
    device: 'phone',
    created: '2026-11-22T10:00:00.000Z',
    team: 'voorstad',
    sender: 'vet-voorstad-1',
    senderName: 'Marloes Wegdam',
    day: '2026-11-22',
    ...WRITTEN,
    warm: null,
    by: null
  };
  const answer = await post(await server.signIn('wmo-1'), 'team-wmo', [forged]);
  expect(await answer.json()).toMatchObject([{ id: 'handover:F1', error: 'forbidden' }]);
});
