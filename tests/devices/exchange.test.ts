import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { User } from '#lib/roles/user.ts';
import { edit, otherTexts } from '#lib/sync/merge.ts';
import { Device, offline, fair, type Weather } from './device.ts';
import { ANNA, BRAM, PASSWORD, startServer, TEAM, type TestServer } from './server.ts';

let server: TestServer;
let devices: Device[] = [];
beforeAll(async () => {
  server = await startServer();
});
afterEach(async () => {
  for (const device of devices) {
    await device.lock.lock();
    expect(device.faults).toEqual([]);
  }
  devices = [];
});
afterAll(() => server.stop());

async function device(user: User): Promise<Device> {
  const made = new Device(server.app);
  devices.push(made);
  await made.enrol(user.name);
  return made;
}

test('what is written without connection is sent when it is back, and read by the colleague', async () => {
  const [one, two] = [await device(ANNA), await device(BRAM)];
  one.weather = offline;
  const conversation = one.conversation('Hulp bij de post');
  await one.save(conversation);
  expect(one.session.records.get(conversation._id)?.delivery).toBe('device');
  await one.session.sync.syncNow();
  expect(one.session.sync.state()).toMatchObject({ phase: 'offline', onDevice: 1 });
  one.weather = fair;
  await one.session.sync.syncNow();
  expect(one.session.sync.state()).toMatchObject({ phase: 'up-to-date', onDevice: 0, sent: 0 });
  expect(one.session.records.get(conversation._id)?.delivery).toBe('processed');
  await two.session.sync.syncNow();
  expect(two.session.records.get(conversation._id)?.document).toMatchObject({ question: 'Hulp bij de post' });
  expect(await server.database(TEAM).get(conversation._id)).toMatchObject({ question: 'Hulp bij de post' });
});

test('a device knows, also when it is opened again, whether everything came in at least once', async () => {
  const phone = new Device(server.app);
  devices.push(phone);
  const noData: Weather = (request, deliver) =>
    new URL(request.url).pathname.startsWith('/db/') ? offline(request, deliver) : deliver();
  phone.weather = noData;
  await phone.enrol(ANNA.name);
  await phone.save(phone.conversation('Hulp bij de post'));
  await phone.restart();
  await phone.session.sync.syncNow();
  expect(phone.session.sync.state()).toMatchObject({ phase: 'offline', received: false });
  phone.weather = fair;
  await phone.session.sync.syncNow();
  expect(phone.session.sync.state()).toMatchObject({ phase: 'up-to-date', received: true });
  phone.weather = offline;
  await phone.restart();
  expect(phone.session.sync.state().received).toBe(true);
});

test('what was not sent is still there, and still to be sent, after the browser was closed', async () => {
  const phone = await device(ANNA);
  phone.weather = offline;
  const conversation = phone.conversation('Valt steeds');
  await phone.save(conversation);
  await phone.restart();
  expect(phone.session.records.get(conversation._id)?.delivery).toBe('device');
  phone.weather = fair;
  await phone.session.sync.syncNow();
  expect(phone.session.records.get(conversation._id)?.delivery).toBe('processed');
});

test('two workers who edit one card without connection end with the same card and both texts', async () => {
  const [one, two] = [await device(ANNA), await device(BRAM)];
  const card = one.resident('Mevrouw De Boer');
  await one.save(card);
  await one.session.sync.syncNow();
  await two.session.sync.syncNow();
  one.weather = two.weather = offline;
  await one.save(
    edit(one.card(card._id), { contact: 'bellen na vijven', zone: 'voorstad' }, one.session.hlc)
  );
  await two.save(edit(two.card(card._id), { contact: 'via de dochter', birthYear: 1941 }, two.session.hlc));
  one.weather = two.weather = fair;
  for (const phone of [one, two, one, two]) await phone.session.sync.syncNow();
  const [mine, theirs] = [one.card(card._id), two.card(card._id)];
  expect(theirs).toEqual(mine);
  expect(mine).toMatchObject({ zone: 'voorstad', birthYear: 1941, contact: 'via de dochter' });
  expect(otherTexts(mine, 'contact').map(({ text }) => text)).toEqual(['bellen na vijven']);
  expect(await leaves(card._id)).toBe(1);
  for (const phone of [one, two])
    expect(phone.session.sync.state()).toMatchObject({ onDevice: 0, refused: [] });
});

test('a document that the server refuses is put aside with the reason, and holds up no other', async () => {
  const phone = await device(ANNA);
  phone.weather = offline;
  const forged = { ...phone.conversation('Op naam van een ander'), author: 'bram' };
  const good = phone.conversation('Op eigen naam');
  await phone.save(forged, good);
  phone.weather = fair;
  await phone.session.sync.syncNow();
  const refused = [{ id: forged._id, reason: 'Dit staat op naam van iemand anders.' }];
  expect(phone.session.sync.state()).toMatchObject({ phase: 'up-to-date', onDevice: 0, refused });
  expect(phone.session.records.get(good._id)?.delivery).toBe('processed');
  await phone.restart();
  await phone.session.sync.syncNow();
  expect(phone.session.sync.state()).toMatchObject({ refused });
  expect(phone.session.records.get(forged._id)?.document).toMatchObject({
    question: 'Op naam van een ander'
  });
});

test('a refused document that was put right is sent', async () => {
  const phone = await device(ANNA);
  const forged = { ...phone.conversation('Op naam van een ander'), author: 'bram' };
  await phone.save(forged);
  await phone.session.sync.syncNow();
  const stored = phone.session.records.get(forged._id)?.document;
  if (!stored) throw new Error('It is gone.');
  await phone.save({ ...stored, author: 'anna' });
  await phone.session.sync.syncNow();
  expect(phone.session.records.get(forged._id)?.delivery).toBe('processed');
  expect(phone.session.sync.state().refused).toEqual([]);
  expect(await server.database(TEAM).get(forged._id)).toMatchObject({ author: 'anna' });
});

test('on a shared device nothing goes out while a colleague is the one who is signed in', async () => {
  const phone = await device(ANNA);
  phone.weather = offline;
  const conversation = phone.conversation('Van Anna');
  await phone.save(conversation);
  phone.weather = fair;
  await phone.lock.signIn(BRAM.name, PASSWORD);
  await phone.session.sync.syncNow();
  expect(phone.session.sync.state()).toMatchObject({ phase: 'signed-out', onDevice: 1 });
  await phone.lock.signIn(ANNA.name, PASSWORD);
  await phone.session.sync.syncNow();
  expect(phone.session.records.get(conversation._id)?.delivery).toBe('processed');
});

test('what is refused because a colleague signed in meanwhile is offered again (rule S1)', async () => {
  const phone = await device(ANNA);
  phone.weather = offline;
  const conversation = phone.conversation('Halverwege');
  await phone.save(conversation);
  let others = false;
  phone.weather = async (request, deliver) => {
    if (request.url.endsWith('/_bulk_docs') && !others) {
      others = true;
      await phone.lock.signIn(BRAM.name, PASSWORD);
      request.headers.set('cookie', phone.cookie);
    }
    return deliver();
  };
  await phone.session.sync.syncNow();
  expect(others).toBe(true);
  expect(phone.session.sync.state()).toMatchObject({ phase: 'signed-out', onDevice: 1, refused: [] });
  await phone.lock.signIn(ANNA.name, PASSWORD);
  await phone.session.sync.syncNow();
  expect(phone.session.records.get(conversation._id)?.delivery).toBe('processed');
});

test('after a restart without connection, work in a database that was taken away is still refused (rule S7)', async () => {
  const phone = await device(ANNA);
  phone.weather = offline;
  const conversation = phone.conversation('Team verlaten');
  await phone.save(conversation);
  phone.weather = async (request, deliver) => {
    const answer = await deliver();
    if (!request.url.endsWith('/auth/session')) return answer;
    return Response.json({ ...((await answer.json()) as object), databases: [] });
  };
  await phone.session.sync.syncNow();
  phone.weather = offline;
  await phone.restart();
  expect(phone.session.records.get(conversation._id)?.delivery).toBe('refused');
  phone.weather = fair;
  await phone.session.sync.syncNow();
  expect(phone.session.records.get(conversation._id)?.delivery).toBe('processed');
});

test('work in a database that was taken away stays, and is shown as refused (rule S7)', async () => {
  const phone = await device(ANNA);
  phone.weather = offline;
  const conversation = phone.conversation('Net te laat');
  await phone.save(conversation);
  phone.weather = (request, deliver) =>
    request.url.includes(`/db/${TEAM}`)
      ? Promise.resolve(Response.json({ error: 'forbidden', reason: 'Geen toegang.' }, { status: 403 }))
      : deliver();
  await phone.session.sync.syncNow();
  const state = phone.session.sync.state();
  expect(state).toMatchObject({ phase: 'up-to-date', onDevice: 0, refused: [{ id: conversation._id }] });
  expect(phone.session.records.get(conversation._id)?.delivery).toBe('refused');
  phone.weather = fair;
  await phone.session.sync.syncNow();
  expect(phone.session.records.get(conversation._id)?.delivery).toBe('processed');
});

test('a portal that answers every question with its own page is no connection', async () => {
  const phone = await device(ANNA);
  phone.weather = () =>
    Promise.resolve(
      new Response('<h1>Welkom in de trein</h1>', { headers: { 'content-type': 'text/html' } })
    );
  await phone.save(phone.conversation('In de trein'));
  await phone.session.sync.syncNow();
  expect(phone.session.sync.state()).toMatchObject({ phase: 'offline', onDevice: 1, refused: [] });
});

test('a session that ended at the server stops neither the work nor its keeping', async () => {
  const phone = await device(ANNA);
  phone.weather = (request, deliver) =>
    request.url.includes('/auth/login') ? deliver() : Promise.resolve(unauthorized());
  await phone.save(phone.conversation('Nog niet verzonden'));
  await phone.session.sync.syncNow();
  expect(phone.session.sync.state()).toMatchObject({ phase: 'signed-out', onDevice: 1 });
  await phone.restart();
  expect(phone.session.sync.state()).toMatchObject({ onDevice: 1 });
});

test("a colleague's document shows without asking, by the one question that stays open", async () => {
  const [one, two] = [await device(ANNA), await device(BRAM)];
  await two.session.sync.syncNow();
  const conversation = one.conversation('Net gezegd');
  await one.save(conversation);
  await expect
    .poll(() => two.session.records.get(conversation._id)?.delivery, { timeout: 3000, interval: 20 })
    .toBe('processed');
});

const unauthorized = (): Response =>
  Response.json({ error: 'unauthorized', reason: 'Je bent niet ingelogd.' }, { status: 401 });

/** How many revisions of a document compete on the server. */
async function leaves(id: string): Promise<number> {
  const { results } = await server.database(TEAM).changes({ since: '0', style: 'all_docs' });
  const revisions = results.find((change) => change.id === id)?.changes ?? [];
  const stored = await server.database(TEAM).revisions(revisions.map(({ rev }) => ({ id, rev })));
  return stored.filter((revision) => !revision._deleted).length;
}
