import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { koffieWith } from '#lib/agenda/testing.ts';
import type { ActivityChange, Change } from '#lib/agenda/upkeep/activity-change.ts';
import { newDocument } from '#lib/core/author.ts';
import type { User } from '#lib/roles/user.ts';
import { Device, fair, offline } from './device.ts';
import { ANNA, BRAM, startServer, type TestServer } from './server.ts';

const ZONE = 'opkomst-voorstad';
const WEDNESDAY = '2026-12-02T09:30:00';
let server: TestServer;
let devices: Device[] = [];
beforeAll(async () => {
  server = await startServer();
  await server.database('kaart').write([koffie]);
});
afterEach(async () => {
  for (const device of devices) {
    await device.lock.lock();
    expect(device.faults).toEqual([]);
  }
  devices = [];
});
afterAll(() => server.stop());

const koffie = koffieWith({ verifiedOn: null });

async function device(user: User): Promise<Device> {
  const made = new Device(server.app);
  devices.push(made);
  await made.enrol(user.name);
  return made;
}

async function says(phone: Device, change: Change): Promise<ActivityChange> {
  const document: ActivityChange = {
    ...newDocument(phone.author, 'activity-change'),
    activity: koffie._id,
    change,
    note: ''
  };
  const saved = await phone.session.records.save(ZONE, [document]);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  return document;
}

const resultOf = (phone: Device, { _id }: ActivityChange) =>
  [...phone.session.records.all()].find(({ document }) => 'change' in document && document['change'] === _id)
    ?.document;

test('two who call off and move the same session without a connection end with one word of it, and both hear', async () => {
  const [anna, bram] = [await device(ANNA), await device(BRAM)];
  anna.weather = bram.weather = offline;
  const off = await says(anna, { type: 'cancel', session: WEDNESDAY });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const moved = { start: '2026-12-03T09:30:00', durationMinutes: 60, location: null };
  const move = await says(bram, { type: 'move', session: WEDNESDAY, ...moved });
  bram.weather = fair;
  await bram.session.sync.syncNow();
  expect(await server.database('kaart').get(koffie._id)).toMatchObject({ moves: [{ from: WEDNESDAY }] });
  // The older word comes in later.
  anna.weather = fair;
  for (const phone of [anna, bram, anna, bram]) await phone.session.sync.syncNow();
  expect(await server.database('kaart').get(koffie._id)).toMatchObject({
    exdates: [],
    moves: [{ from: WEDNESDAY, ...moved }]
  });
  for (const phone of [anna, bram]) {
    expect(resultOf(phone, move)).toMatchObject({ outcome: 'published' });
    expect(resultOf(phone, off)).toMatchObject({
      outcome: 'waits',
      reason: expect.stringContaining('Later')
    });
  }
});
