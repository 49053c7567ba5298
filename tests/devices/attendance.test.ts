import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SessionRef } from '#lib/agenda/activity.ts';
import { factsOf, readAttendance } from '#lib/attendance/attendance-book.ts';
import { GROUPS, type Group } from '#lib/attendance/attendance.ts';
import { correctionDocuments, emptyCorrection } from '#lib/attendance/count-correction.ts';
import { Counter } from '#lib/attendance/counter.svelte.ts';
import { countersOf, sessionCount, withOwn } from '#lib/attendance/headcount.ts';
import type { Author } from '#lib/core/author.ts';
import { hybridClock } from '#lib/core/hlc.ts';
import { ulidMaker } from '#lib/core/id.ts';
import { dice, random } from './chance.ts';
import { Device, fair, offline } from './device.ts';
import { ANNA, BRAM, startServer, VERA, type TestServer } from './server.ts';

/** What each of the devices does; `TAPS=300` is the full load. Another history comes with another `SEED`. */
const TAPS = Number(process.env['TAPS'] ?? 60);
const SEED = Number(process.env['SEED'] ?? 1);

const ZONE = 'opkomst-voorstad';
const DAY = 86_400_000;
const ENTRANCES = ['', 'voordeur', 'achterdeur'];
const SESSIONS: readonly SessionRef[] = [
  { activity: 'activity:koffie', start: '2026-11-24T10:00:00' },
  { activity: 'activity:koffie', start: '2026-11-17T10:00:00' },
  { activity: 'activity:tafel', start: '2026-11-24T10:00:00' }
];

const throwDice = dice(SEED);
const pick = <Item>(items: readonly Item[]): Item => items[throwDice(items.length)] as Item;

/** Somebody who counts on a phone whose clock may be wrong by up to a day, with the page that is open. */
class Volunteer {
  readonly device: Device;
  readonly #wrong = throwDice(2 * DAY) - DAY;
  #session: SessionRef = SESSIONS[0] as SessionRef;
  #counter: Counter | null = null;

  constructor(device: Device) {
    this.device = device;
  }

  get author(): Author {
    const { user, device } = this.device.session;
    return { user: user.name, device, clock: this.clock, nextId: this.#nextId, stamps: this.#stamps };
  }

  readonly clock = (): number => Date.now() + this.#wrong;
  readonly #nextId = ulidMaker(this.clock, random);
  #known: ReturnType<typeof hybridClock> | null = null;
  get #stamps() {
    return (this.#known ??= hybridClock(this.clock, this.device.session.device));
  }

  facts(session = this.#session) {
    const book = readAttendance(this.device.session.records.all());
    return withOwn(factsOf(book, session), this.#session === session ? (this.#counter?.counted ?? []) : []);
  }

  /** What stands on the screen. */
  shown(session = this.#session): number {
    return sessionCount(this.facts(session)).total;
  }

  /** The page of the counter that is open, or a new one. */
  counter(): Counter {
    const { records } = this.device.session;
    return (this.#counter ??= new Counter(
      {
        records,
        database: ZONE,
        session: this.#session,
        author: this.author,
        painted: () => Promise.resolve()
      },
      pick(ENTRANCES)
    ));
  }

  tap(): void {
    const group = pick(GROUPS);
    const before = this.shown();
    this.counter().tap(group);
    expect(this.shown()).toBe(before + 1);
    tapped(this.#session, group, 1);
  }

  undo(): void {
    const before = this.facts();
    if (!this.counter().undo(before)) return;
    const after = sessionCount(this.facts());
    expect(after.total).toBe(sessionCount(before).total - 1);
    const group = GROUPS.find((one) => after.groups[one] !== sessionCount(before).groups[one]);
    if (group) tapped(this.#session, group, -1);
  }

  async correct(): Promise<void> {
    await this.#counter?.settled();
    const before = this.facts();
    const saw = sessionCount(before).total;
    const right = Math.max(0, saw + throwDice(9) - 4);
    if (right === saw) return;
    const form = { ...emptyCorrection(this.author), right: String(right), why: 'Nageteld.' };
    const made = correctionDocuments(this.#session, saw, form, this.author);
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    const saved = await this.device.session.records.save(ZONE, made.value);
    if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
    // What somebody put right is what they read, and what came in meanwhile adds to it.
    const after = this.facts();
    const mine = after.corrections.filter(({ document }) => document._id === made.value[0]?._id);
    expect(mine).toHaveLength(1);
    expect(sessionCount({ ...before, corrections: [...before.corrections, ...mine] }).total).toBe(right);
    corrections.push({ author: this.author.user, saw, delta: right - saw, session: this.#session });
    tapped(this.#session, 'all', right - saw);
  }

  /** Goes to another entrance, or to another session, or opens the page anew. */
  async move(): Promise<void> {
    if (this.#counter && throwDice(2) === 0) {
      this.#counter.entrance = pick(ENTRANCES);
      return;
    }
    await this.leave();
    this.#session = pick(SESSIONS);
  }

  /** Leaves the page, once everything is durable. */
  async leave(): Promise<void> {
    await this.#counter?.settled();
    this.#counter = null;
  }
}

/** What was done, by session and group: the truth that every device must end with. */
const truth = new Map<string, number>();
const key = ({ activity, start }: SessionRef, group: Group) => `${activity} ${start} ${group}`;
const tapped = (session: SessionRef, group: Group, by: number): void =>
  void truth.set(key(session, group), (truth.get(key(session, group)) ?? 0) + by);
const corrections: { author: string; saw: number; delta: number; session: SessionRef }[] = [];

const volunteers: Volunteer[] = [];
let server: TestServer;

beforeAll(async () => {
  server = await startServer();
  for (const user of [ANNA, BRAM, VERA, VERA, BRAM, ANNA]) {
    const device = new Device(server.app);
    await device.enrol(user.name);
    volunteers.push(new Volunteer(device));
  }
});
afterAll(async () => {
  for (const { device } of volunteers) await device.lock.lock();
  await server.stop();
});

async function act(volunteer: Volunteer): Promise<void> {
  const chance = throwDice(20);
  if (chance < 12) volunteer.tap();
  else if (chance < 16) volunteer.undo();
  else if (chance < 18) await volunteer.correct();
  else await volunteer.move();
}

/** Now and then a device loses its connection, is sent on, or is closed and opened again. */
async function travel({ device, leave }: { device: Device; leave: () => Promise<void> }): Promise<void> {
  if (throwDice(12) === 0) device.weather = device.weather === fair ? offline : fair;
  if (throwDice(12) === 0) await device.session.sync.syncNow();
  if (throwDice(60) === 0) {
    await leave();
    await device.restart();
  }
}

const counts = (volunteer: Volunteer) =>
  SESSIONS.map((session) => {
    const facts = volunteer.facts(session);
    return { ...sessionCount(facts), counters: countersOf(facts, 0), facts };
  });

test(`6 devices × ${TAPS} taps, undos and corrections end equal, with no tap lost or doubled (SEED=${SEED})`, async () => {
  const began = performance.now();
  const turns = volunteers.flatMap((volunteer) => Array.from({ length: TAPS }, () => volunteer));
  while (turns.length > 0) {
    const [volunteer] = turns.splice(throwDice(turns.length), 1);
    if (!volunteer) break;
    await travel({ device: volunteer.device, leave: () => volunteer.leave() });
    await act(volunteer);
  }
  for (const volunteer of volunteers) {
    await volunteer.leave();
    volunteer.device.weather = fair;
  }
  for (let round = 0; round < 3; round++) {
    for (const { device } of volunteers) await device.session.sync.syncNow();
  }

  const [first] = volunteers;
  if (!first) throw new Error('There is nobody.');
  for (const volunteer of volunteers) {
    expect(volunteer.device.faults).toEqual([]);
    expect(volunteer.device.session.sync.state()).toMatchObject({ onDevice: 0, sent: 0, refused: [] });
    for (const [place, count] of counts(volunteer).entries()) {
      const session = SESSIONS[place] as SessionRef;
      const expected = GROUPS.map((group) => truth.get(key(session, group)) ?? 0);
      expect(GROUPS.map((group) => count.groups[group] ?? 0)).toEqual(expected);
      expect(count.total).toBe(expected.reduce((one, other) => one + other, 0));
      const { facts: _, ...shown } = counts(first)[place] as typeof count;
      expect(count).toMatchObject(shown);
      // Who put what right stays as it was written.
      const kept = count.facts.corrections.map(({ document: { author, saw, delta } }) => ({
        author,
        saw,
        delta
      }));
      const written = corrections.filter((one) => one.session === session);
      const order = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
      expect(kept.sort(order)).toEqual(
        written.map(({ author, saw, delta }) => ({ author, saw, delta })).sort(order)
      );
    }
  }
  const { results } = await server.database(ZONE).changes({ since: '0', style: 'all_docs' });
  expect(results.filter(({ changes }) => changes.length > 1)).toEqual([]);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.info(
    `${volunteers.length} × ${TAPS} in ${seconds} s: ${results.length} documents, ${corrections.length} corrections, 0 taps lost or doubled.`
  );
}, 1_200_000);
