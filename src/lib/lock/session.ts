import * as z from 'zod/mini';
import type { Clock } from '../core/clock.ts';
import { hybridClock } from '../core/hlc.ts';
import type { Idle } from '../core/idle.ts';
import type { RandomBytes } from '../core/random.ts';
import { toHex, type Bytes } from '../crypto/bytes.ts';
import { dataKey } from '../crypto/data-key.ts';
import type { Merger } from '../db/conflicts.ts';
import type { BrowserStorage, DeviceStore, Vault } from '../db/device-store.ts';
import type { Pouch } from '../db/pouch.ts';
import { Refusals } from '../db/refusals.ts';
import type { Fetch } from '../db/replication.ts';
import { countUnsent, SealedDatabase } from '../db/sealed-database.ts';
import { sealedDrafts } from '../db/sealed-drafts.ts';
import { lotsName, SealedLots } from '../db/sealed-lots.ts';
import { SealedRecords } from '../db/sealed-records.ts';
import { SealedStore } from '../db/sealed-store.ts';
import type { Schemas } from '../db/validity.ts';
import {
  AllTeams,
  Colleagues,
  FormerColleagues,
  User,
  userOf,
  Volunteers,
  type SessionAnswer
} from '../roles/user.ts';
import { ConfidentialLane, type WakeUps } from '../sync/confidential-lane.ts';
import { BARRED } from '../sync/round.ts';
import type { Tabs } from '../sync/tabs.ts';
import type { OpenSession } from './lock.ts';

/** What a session is opened with, besides the key. */
export interface SessionOptions {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly fetch: Fetch;
  readonly origin: string;
  readonly storage: BrowserStorage;
  readonly pouch: Pouch;
  readonly schemas: Schemas;
  readonly merger: Merger;
  readonly tabs: Tabs;
  readonly wakeUps: WakeUps;
  readonly idle: Idle;
  /** Told of faults of ours that no caller waits for. */
  onFault(cause: unknown): void;
}

/** What stays known between two times of opening. */
const Remembered = z.object({
  user: User,
  /** Databases that the server opened to this user when it last answered. */
  databases: z.array(z.string()),
  /** All that were ever opened here: one that was taken away may hold work that was not sent. */
  opened: z.array(z.string()),
  lastContact: z.number(),
  /** Whether everything came in at least once. Who was here before this was noted has worked with it for long. */
  received: z._default(z.boolean(), true),
  colleagues: Colleagues,
  formerColleagues: FormerColleagues,
  allTeams: AllTeams,
  volunteers: Volunteers
});
type Remembered = z.infer<typeof Remembered>;

const WHO = 'who';

/** A session that can be closed again. */
export interface ClosableSession extends OpenSession {
  /** Id of the vault that it opened. */
  readonly vault: string;
  /** When the server last answered, in milliseconds since 1970. */
  lastContact(): number;
  /** Takes over what the server answered to a new log-in. */
  renew(answer: SessionAnswer): Promise<void>;
  /** Starts sending and receiving; until then nothing leaves the device. */
  start(): void;
  close(): Promise<void>;
}

/**
 * Opens a vault with its raw key. `answer` is the server's word on who this is: needed the first time, and the
 * latest contact whenever it is given. Rejects when storage fails.
 */
export async function openSession(
  options: SessionOptions,
  device: DeviceStore,
  vault: Vault,
  raw: Bytes,
  answer: SessionAnswer | null
): Promise<ClosableSession> {
  const { clock, random, storage, pouch } = options;
  const key = await dataKey(raw, random);
  const store = new SealedStore(vault.store, storage, key);
  const lots = new SealedLots(lotsName(vault.store), storage, key, random);
  const refusals = new Refusals(store);
  await refusals.load();
  const tabs = options.tabs.channel(`binnenzak-${vault.id}-geschreven`, (name) =>
    records.catchUp(String(name))
  );
  const records = new SealedRecords({
    schemas: options.schemas,
    merger: options.merger,
    refusals,
    lots,
    idle: options.idle,
    onWritten: (name) => tabs.post(name),
    onBroken: options.onFault
  });
  const stored = await store.get('session', WHO);
  let who: Remembered | null = stored === undefined ? null : Remembered.parse(stored);
  let locals = vault.locals;

  async function remember(next: Remembered): Promise<void> {
    who = next;
    await store.put('session', WHO, next);
  }

  /** The name on this device of a server database; it tells nothing without the key. */
  const localName = async (name: string): Promise<string> =>
    `binnenzak-${await key.name(`database\n${name}`)}`;

  async function open(name: string): Promise<void> {
    if (records.names().includes(name)) return;
    const local = await localName(name);
    if (!locals.includes(local)) {
      locals = [...locals, local];
      // Noted first: a database that nobody knows of could hold work that is never counted.
      await device.change(vault.id, { locals });
    }
    const onUnreadable = (id: string, rev: string) =>
      refusals.add({
        database: name,
        id,
        rev,
        reason: 'Dit is op dit toestel beschadigd en niet meer te lezen.'
      });
    await records.add(new SealedDatabase(pouch, name, local, key, onUnreadable));
  }

  /**
   * Destroys what this device has of a database that the server does not open to the user any more; false when it holds
   * work that the server does not have. Only before anything is opened: it would be taken from under who reads it.
   */
  async function letGo(name: string): Promise<boolean> {
    const local = await localName(name);
    if (refusals.all().some(({ database }) => database === name) || (await countUnsent(pouch, local)) > 0)
      return false;
    await new pouch(local).destroy();
    await lots.forget(local);
    locals = locals.filter((one) => one !== local);
    await device.change(vault.id, { locals });
    await remember({ ...known(), opened: known().opened.filter((one) => one !== name) });
    return true;
  }

  async function take(given: SessionAnswer): Promise<void> {
    const { databases, colleagues, formerColleagues, allTeams, volunteers } = given;
    const opened = [...new Set([...(who?.opened ?? []), ...databases])];
    await remember({
      user: userOf(given),
      databases,
      opened,
      lastContact: clock(),
      received: who?.received ?? false,
      colleagues,
      formerColleagues,
      allTeams,
      volunteers
    });
    for (const database of opened) await open(database);
  }

  const known = (): Remembered => {
    if (!who) throw new Error('A vault was opened before anybody was signed in.');
    return who;
  };

  if (answer) await take(answer);
  for (const database of known().opened) {
    if (known().databases.includes(database) || !(await letGo(database))) await open(database);
  }
  // Known without asking the server again: work that cannot be sent must not look as if it will be.
  for (const name of records.names()) {
    if (!known().databases.includes(name)) records.bar(name, BARRED);
  }

  const deviceId = await device.deviceId(toHex(random(8)));
  let lane: ConfidentialLane | null = null;
  const started = (): ConfidentialLane => {
    if (!lane) throw new Error('This session has not started.');
    return lane;
  };
  return {
    vault: vault.id,
    get user() {
      return known().user;
    },
    get databases() {
      return known().databases;
    },
    get formerColleagues() {
      return known().formerColleagues;
    },
    get colleagues() {
      return known().colleagues;
    },
    get allTeams() {
      return known().allTeams;
    },
    get volunteers() {
      return known().volunteers;
    },
    device: deviceId,
    hlc: hybridClock(clock, deviceId),
    records,
    drafts: sealedDrafts(store, clock),
    get sync() {
      return started();
    },
    lastContact: () => known().lastContact,
    async renew(given) {
      await take(given);
      await lane?.syncNow();
    },
    start() {
      lane = new ConfidentialLane({
        ...options,
        records,
        refusals,
        user: known().user.name,
        name: `binnenzak-${vault.id}`,
        lastContact: known().lastContact,
        received: known().received,
        onSession: take,
        onContact: (moment) => remember({ ...known(), lastContact: moment, received: true })
      });
    },
    async close() {
      await lane?.stop();
      tabs.close();
      await records.close();
      lots.close();
      await store.close();
    }
  };
}
