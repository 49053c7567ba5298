import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SealedRecords } from '#lib/db/sealed-records.ts';
import { Device, fair, offline, type Weather } from './device.ts';
import { ANNA, BRAM, startServer, TEAM, type TestServer } from './server.ts';

let server: TestServer;
const devices: Device[] = [];

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  for (const { lock } of devices) await lock.lock();
  await server.stop();
});

async function phone(user = ANNA.name): Promise<Device> {
  const device = new Device(server.app);
  await device.enrol(user);
  devices.push(device);
  return device;
}
const recordsOf = (device: Device) => device.session.records as SealedRecords;

/** A server that has taken Anna out of her team. */
const outOfTheTeam: Weather = async (request, deliver) => {
  if (request.url.includes(`/db/${TEAM}`))
    return Response.json({ error: 'forbidden', reason: 'Geen toegang.' }, { status: 403 });
  const answer = await deliver();
  if (!request.url.endsWith('/auth/session') || !answer.ok) return answer;
  const session = (await answer.json()) as { databases: string[] };
  return Response.json({ ...session, databases: session.databases.filter((name) => name !== TEAM) });
};

test('what a team wrote is gone from a device after the next unlock, once its user left that team, and the rest stays', async () => {
  const device = await phone();
  const conversation = device.conversation('Van het team');
  await device.save(conversation);
  await device.session.sync.syncNow();
  device.weather = outOfTheTeam;
  await device.session.sync.syncNow();
  const others = recordsOf(device)
    .names()
    .filter((name) => name !== TEAM);
  await device.restart();
  expect(recordsOf(device).names()).toEqual(others);
  expect(others.length).toBeGreaterThan(0);
  expect(device.session.records.get(conversation._id)).toBeUndefined();
  // Back in the team it all comes back.
  device.weather = fair;
  await device.session.sync.syncNow();
  expect(device.session.records.get(conversation._id)).toBeDefined();
  expect(device.faults).toEqual([]);
});

test('work that was not sent when its user left the team stays on the device, and is shown as refused', async () => {
  const device = await phone();
  device.weather = offline;
  const conversation = device.conversation('Nog niet verzonden');
  await device.save(conversation);
  device.weather = outOfTheTeam;
  await device.session.sync.syncNow();
  await device.restart();
  expect(device.session.records.get(conversation._id)?.delivery).toBe('refused');
  device.weather = fair;
  await device.session.sync.syncNow();
  expect(device.session.records.get(conversation._id)?.delivery).toBe('processed');
  await device.restart();
  expect(device.session.records.get(conversation._id)?.delivery).toBe('processed');
});

/** Puts Bram in his team, or takes him out of it. */
const inTheTeam = (isIn: boolean) =>
  server.accounts.decide(
    BRAM.name,
    {
      displayName: BRAM.displayName,
      roles: [...BRAM.roles],
      memberships: isIn ? [{ of: 'team', name: 'voorstad', until: null }] : [],
      ends: null
    },
    'toegang'
  );

test('what was not sent when its user left the team is handed to its lead, and goes from the device at the next unlock (rule S8)', async () => {
  const device = await phone(BRAM.name);
  const earlier = device.conversation('Al verzonden');
  await device.save(earlier);
  await device.session.sync.syncNow();
  device.weather = offline;
  const conversation = device.conversation('Nog niet verzonden');
  await device.save(conversation);
  await inTheTeam(false);
  device.weather = fair;
  await device.session.sync.syncNow();
  const waiting = await server.leftWork.waiting('voorstad');
  expect(waiting.map(({ document }) => document['question'])).toEqual(['Nog niet verzonden']);
  expect(device.session.sync.state()).toMatchObject({ onDevice: 0, refused: [], handedIn: [TEAM] });
  await device.restart();
  expect(recordsOf(device).names()).not.toContain(TEAM);
  expect(device.session.records.get(conversation._id)).toBeUndefined();

  await server.leftWork.accept(
    'voorstad',
    waiting.map(({ id }) => id),
    'leider'
  );
  const stored = await server.database(TEAM).get(conversation._id);
  expect(stored).toMatchObject({ question: 'Nog niet verzonden', author: BRAM.name });
  await inTheTeam(true);
  await device.session.sync.syncNow();
  expect(device.session.records.get(conversation._id)?.document).toMatchObject({ _rev: stored?._rev });
  expect(device.faults).toEqual([]);
});

test('an answer that gets lost while work is handed in leaves one piece, and nothing is lost (rule S8)', async () => {
  const device = await phone(BRAM.name);
  device.weather = offline;
  const conversations = [1, 2, 3].map((count) => device.conversation(`Vraag ${count}`));
  for (const conversation of conversations) await device.save(conversation);
  await inTheTeam(false);
  let lost = 0;
  device.weather = async (request, deliver) => {
    const answer = await deliver();
    if (!request.url.includes('/achtergelaten/') || lost++ > 2) return answer;
    throw new TypeError('The answer got lost.');
  };
  for (let round = 0; round < 6; round++) await device.session.sync.syncNow();
  const waiting = await server.leftWork.waiting('voorstad');
  expect(waiting.map(({ document }) => document['_id']).sort()).toEqual(
    conversations.map(({ _id }) => _id).sort()
  );
  expect(device.session.sync.state()).toMatchObject({ onDevice: 0, refused: [] });
  await inTheTeam(true);
  expect(device.faults).toEqual([]);
});

test('of what the server destroyed a device keeps no earlier revision either', async () => {
  const device = await phone();
  const conversation = device.conversation('Wordt vernietigd');
  await device.save(conversation);
  await device.session.sync.syncNow();
  const rev = device.session.records.get(conversation._id)?.document._rev ?? '';
  const { pouch } = recordsOf(device).database(TEAM);
  expect(await pouch.get(conversation._id, { rev })).toHaveProperty('sealed');
  const stored = await server.database(TEAM).get(conversation._id);
  if (!stored) throw new Error('It did not arrive.');
  await server.database(TEAM).remove(stored);
  await device.session.sync.syncNow();
  await expect.poll(() => device.session.records.get(conversation._id)).toBeUndefined();
  await expect
    .poll(() =>
      pouch.get(conversation._id, { rev }).then(
        (found) => 'sealed' in found,
        () => false
      )
    )
    .toBe(false);
  expect(device.faults).toEqual([]);
});
