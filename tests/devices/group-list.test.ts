import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionKey, type SessionRef } from '#lib/agenda/activity.ts';
import { factsOf, readAttendance } from '#lib/attendance/attendance-book.ts';
import {
  emptyName,
  listedAt,
  listFact,
  markDocument,
  participantDocuments,
  type Listed
} from '#lib/attendance/group-list.ts';
import { sessionCount } from '#lib/attendance/headcount.ts';
import type { Author } from '#lib/core/author.ts';
import { newDocument } from '#lib/core/author.ts';
import { hybridClock } from '#lib/core/hlc.ts';
import { ulidMaker } from '#lib/core/id.ts';
import { activity } from '#server/testing.ts';
import { dice, random } from './chance.ts';
import { Device, fair, offline } from './device.ts';
import { ANNA, BRAM, startServer, VERA, type TestServer } from './server.ts';

/** What each of the devices does; `MARKS=300` is the full load. Another history comes with another `SEED`. */
const MARKS = Number(process.env['MARKS'] ?? 40);
const SEED = Number(process.env['SEED'] ?? 1);

const ZONE = 'opkomst-voorstad';
const LIST = 'groep-koffie';
const DAY = 86_400_000;
const KOFFIE = 'activity:koffie';
const SESSIONS: readonly SessionRef[] = ['2026-11-10', '2026-11-17', '2026-11-24'].map((day) => ({
  activity: KOFFIE,
  start: `${day}T10:00:00`
}));
const NAMES = ['Ans', 'Bep', 'Cor', 'Dirk', 'Els', 'Fien'];

const throwDice = dice(SEED);
const pick = <Item>(items: readonly Item[]): Item => items[throwDice(items.length)] as Item;

/** Somebody with the list on a phone whose clock may be wrong by up to a day. */
class Volunteer {
  readonly device: Device;
  readonly author: Author;

  constructor(device: Device) {
    this.device = device;
    const wrong = throwDice(2 * DAY) - DAY;
    const clock = () => Date.now() + wrong;
    const { user, device: id } = device.session;
    this.author = {
      user: user.name,
      device: id,
      clock,
      nextId: ulidMaker(clock, random),
      stamps: hybridClock(clock, id)
    };
  }

  list(session: SessionRef): Listed[] {
    const book = readAttendance(this.device.session.records.all());
    return listedAt(book, factsOf(book, session));
  }

  count(session: SessionRef): number {
    return sessionCount(factsOf(readAttendance(this.device.session.records.all()), session)).total;
  }

  async mark(): Promise<void> {
    const session = pick(SESSIONS);
    const { participant, mark } = pick(this.list(session));
    const present = throwDice(3) > 0;
    await this.save(LIST, [markDocument(session, participant._id, present, mark, this.author)]);
    said(session, participant._id).add(present);
    expect(this.list(session).find((one) => one.participant._id === participant._id)?.mark?.present).toBe(
      present
    );
  }

  async save(...given: Parameters<Device['session']['records']['save']>): Promise<void> {
    const saved = await this.device.session.records.save(...given);
    if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  }
}

/** What was said of somebody at a session, by whomever. */
const words = new Map<string, Set<boolean>>();
function said(session: SessionRef, participant: string): Set<boolean> {
  const key = `${sessionKey(session)} ${participant}`;
  const known = words.get(key) ?? new Set();
  words.set(key, known);
  return known;
}

const volunteers: Volunteer[] = [];
let server: TestServer;

async function everybodySyncs(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const { device } of volunteers) await device.session.sync.syncNow();
  }
}

beforeAll(async () => {
  server = await startServer();
  await server.database('kaart').write([activity('koffie')]);
  for (const user of [ANNA, VERA, VERA, BRAM]) {
    const device = new Device(server.app);
    await device.enrol(user.name);
    volunteers.push(new Volunteer(device));
  }
  const [anna] = volunteers;
  if (!anna) throw new Error('There is nobody.');
  const looks = [VERA, BRAM].map(({ name }) => ({
    ...newDocument(anna.author, 'activity-person'),
    activity: KOFFIE,
    user: name,
    state: 'begins'
  }));
  await anna.save(ZONE, [listFact(KOFFIE, 'kept', 365, anna.author), ...looks]);
  await everybodySyncs(2);
  for (const firstName of NAMES) {
    const made = participantDocuments({ ...emptyName(anna.author), firstName, agreed: true }, anna.author);
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    await anna.save(LIST, made.value);
  }
  await everybodySyncs(2);
});
afterAll(async () => {
  for (const { device } of volunteers) await device.lock.lock();
  await server.stop();
});

test(`4 devices × ${MARKS} marks on one list end equal, and each person counts once at a session (SEED=${SEED})`, async () => {
  const turns = volunteers.flatMap((volunteer) => Array.from({ length: MARKS }, () => volunteer));
  while (turns.length > 0) {
    const [volunteer] = turns.splice(throwDice(turns.length), 1);
    if (!volunteer) break;
    const { device } = volunteer;
    if (throwDice(12) === 0) device.weather = device.weather === fair ? offline : fair;
    if (throwDice(12) === 0) await device.session.sync.syncNow();
    if (throwDice(60) === 0) await device.restart();
    await volunteer.mark();
  }
  for (const { device } of volunteers) device.weather = fair;
  await everybodySyncs(3);

  const stored = await server.database(ZONE).startingWith('list-count:');
  for (const session of SESSIONS) {
    const lists = volunteers.map((volunteer) => volunteer.list(session));
    for (const [place, list] of lists.entries()) {
      expect(list).toHaveLength(NAMES.length);
      const shown = list.map(({ participant, mark }) => [participant._id, mark?.present ?? null]);
      expect(shown).toEqual(
        lists[0]?.map(({ participant, mark }) => [participant._id, mark?.present ?? null])
      );
      for (const { participant, mark } of list) {
        const all = said(session, participant._id);
        if (mark) expect(all).toContain(mark.present);
        else expect(all.size).toBe(0);
      }
      const present = list.filter(({ mark }) => mark?.present).length;
      expect(volunteers[place]?.count(session)).toBe(present);
      const counted = stored.find(({ _id }) => _id === `list-count:${sessionKey(session)}`);
      expect(counted?.['present']).toBe(present);
    }
  }
  for (const { device } of volunteers) {
    expect(device.faults).toEqual([]);
    expect(device.session.sync.state()).toMatchObject({ onDevice: 0, sent: 0, refused: [] });
  }
});
