// What the tests of the server share: a whole server without a network, on an engine in a folder of its own.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NEWER_FIELDS, type Activity } from '#lib/agenda/activity.ts';
import { createMemoryMapReader } from '#lib/agenda/on-device/memory-map-reader.ts';
import type { Conversation } from '#lib/visits/conversation.ts';
import type { Resident } from '#lib/visits/resident.ts';
import type { Service } from '#lib/social-map/entry.ts';
import { MAP_DATABASE } from '#lib/roles/databases.ts';
import type { User } from '#lib/roles/user.ts';
import { createGate, guardOf } from './access.ts';
import { ACCOUNTS_DATABASE, createAccounts } from './log-in/accounts.ts';
import { createAccountTrail } from './log-in/account-trail.ts';
import { activityPeopleStep } from './activity-people.ts';
import { agendaChangesStep } from './agenda-changes.ts';
import { createApp } from './app.ts';
import { couchdbStandIn } from './behind-the-gate/stand-in.ts';
import { AUDIT_DATABASE, auditOfWrites, createAudit } from './audit/audit.ts';
import { createCheckInLimit, createCheckIns } from './check-ins.ts';
import { auditStep, createCourier } from './courier.ts';
import { listDatabases, openDatabase } from './database.ts';
import { DEMO_USERS } from './demo/accounts.ts';
import { createEmbeddedEngine } from './engines/embedded.ts';
import { SERVER, type Engine } from './engines/engine.ts';
import { createLeftWork } from './left-work/left-work.ts';
import { createBreakGlass } from './break-glass/break-glass.ts';
import { createBreakGlassLimit } from './break-glass/routes.ts';
import { createDevices } from './devices/devices.ts';
import { callBackStep } from './kiosks/call-back-step.ts';
import { createKioskLetters } from './kiosks/letters.ts';
import { makeLetterKeys, readLetterKeys } from '#lib/crypto/letter.ts';
import { createKioskCounts } from './kiosks/counts.ts';
import { createKiosks } from './kiosks/kiosks.ts';
import { createCodeLimit } from './kiosks/routes.ts';
import { createRetention } from './retention/destroy.ts';
import { createGroupLists } from './group-lists.ts';
import { listCountStep } from './list-counts.ts';
import { createKnownBrowsers } from './log-in/known-browsers.ts';
import type { Municipality } from './log-in/municipality.ts';
import { createPasskeys } from './log-in/passkeys.ts';
import { createLoginLimit } from './log-in/login-limit.ts';
import { createMapMirror } from './map-mirror.ts';
import { createMissedLimit, createMissedSearches, MISSED_DATABASE } from './missed.ts';
import { createNews } from './news.ts';
import { provisionKiosk, provisionServer, provisionUsers } from './provision.ts';
import { createPublicAgenda } from './public-agenda.ts';
import { createSessions } from './log-in/sessions.ts';
import { createPublicMap } from './snapshot.ts';

export const ORIGIN = 'http://localhost:3000';
export const PASSWORD = 'een goed wachtwoord';

/** An engine in a new folder, and the way to be rid of both. */
export async function temporaryEngine(
  guarded = true
): Promise<{ engine: Engine; discard: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'binnenzak-unit-'));
  const engine = await createEmbeddedEngine({ folder, guard: guarded ? guardOf : () => null });
  return {
    engine,
    async discard() {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Judges nothing and takes every caller for an administrator, as the connection to a real CouchDB does. */
export const withoutGuard = (engine: Engine): Engine => ({
  ...engine,
  kind: 'couchdb',
  as: () => engine.as(SERVER)
});

/** An engine that fails from its `limit`th request on, as one does when the process dies. */
export function dyingAfter(engine: Engine, limit: number): Engine {
  let left = limit;
  return {
    ...engine,
    as: (identity) => async (request) => {
      if (left-- <= 0) throw new Error('The process died.');
      return engine.as(identity)(request);
    }
  };
}

export const random = (count: number) => new Uint8Array(randomBytes(count));

/** What a server may stand before: the last is a CouchDB that knows who asks, and judges by itself as well. */
export const ENGINES = ['embedded', 'couchdb', 'couchdb with tokens'] as const;

/** A server with the accounts of the example municipality and empty databases. */
export async function testServer(
  options: {
    kind?: (typeof ENGINES)[number];
    origin?: string;
    demo?: boolean;
    municipality?: Municipality;
  } = {}
) {
  const kind = options.kind ?? 'embedded';
  const temporary =
    kind === 'couchdb with tokens' ? await couchdbStandIn() : await temporaryEngine(kind === 'embedded');
  const engine = kind === 'couchdb' ? withoutGuard(temporary.engine) : temporary.engine;
  let now = Date.UTC(2026, 10, 22, 12);
  const clock = () => now;
  const origin = options.origin ?? ORIGIN;

  await provisionServer(engine);
  await provisionUsers(engine, DEMO_USERS);
  const database = openDatabase(engine, ACCOUNTS_DATABASE);
  const accountTrail = createAccountTrail(openDatabase(engine, AUDIT_DATABASE), clock);
  const accounts = createAccounts({
    database,
    trail: accountTrail,
    clock,
    random,
    demo: options.demo ?? true
  });
  const knownBrowsers = createKnownBrowsers({ database, clock, random });
  const sessions = createSessions({ database, clock, random });
  const missed = createMissedSearches(openDatabase(engine, MISSED_DATABASE), clock);
  const audit = createAudit(openDatabase(engine, AUDIT_DATABASE), clock);
  const failures: unknown[] = [];
  const lists = createGroupLists(engine, clock);
  const displayName = async (name: string) => (await accounts.find(name))?.displayName ?? name;
  const news = createNews(engine);
  const kioskCounts = createKioskCounts(engine, clock);
  const kiosks = createKiosks({
    database: database,
    counts: kioskCounts,
    provision: (name) => provisionKiosk(engine, name),
    clock,
    random
  });
  const letterKeys = await readLetterKeys(await makeLetterKeys());
  const courier = createCourier({
    engine,
    steps: [
      auditStep(audit),
      agendaChangesStep({ engine, clock, accounts, displayName }),
      activityPeopleStep({ engine, accounts, lists, onSettled: () => news.lookAgain() }),
      listCountStep(lists),
      callBackStep({ engine, keys: letterKeys, clock, placeOf: kiosks.placeOf })
    ],
    onFailure: (_, error) => failures.push(error),
    interval: 60_000
  });
  const map = openDatabase(engine, MAP_DATABASE);
  const mirror = createMapMirror({ database: map, random, onFailure: (error) => failures.push(error) });
  await mirror.start();
  const kioskLetters = createKioskLetters({
    engine,
    publicKey: letterKeys.publicKey,
    clock,
    wake: (name) => courier.wake(name)
  });
  const stopping = new AbortController();
  const app = createApp({
    origin,
    version: '1.2.3',
    demo: options.demo ?? true,
    engineKind: engine.kind,
    accounts,
    sessions,
    knownBrowsers,
    loginLimit: createLoginLimit(clock),
    municipality: options.municipality ?? null,
    passkeys: createPasskeys({ database, trail: accountTrail, clock, random, origin }),
    provision: (users) => provisionUsers(engine, users),
    gate: createGate({
      engine,
      lists,
      stopping: stopping.signal,
      onWritten: auditOfWrites(audit)
    }),
    courier,
    news,
    accountTrail,
    kiosks,
    kioskCounts,
    kioskLetters,
    kioskCodeLimit: createCodeLimit(clock),
    devices: createDevices(database, accountTrail, clock),
    retention: createRetention({ engine, reports: openDatabase(engine, AUDIT_DATABASE), clock }),
    leftWork: createLeftWork({
      engine,
      audit: audit,
      trail: openDatabase(engine, AUDIT_DATABASE),
      clock,
      onAccepted: () => undefined
    }),
    breakGlass: createBreakGlass({ engine, trail: openDatabase(engine, AUDIT_DATABASE), clock }),
    breakGlassLimit: createBreakGlassLimit(clock),
    stopping: stopping.signal,
    lists,
    publicMap: createPublicMap(mirror, map),
    publicAgenda: createPublicAgenda(mirror, clock, origin),
    missed,
    missedLimit: createMissedLimit(clock),
    checkIns: createCheckIns({ engine, map: createMemoryMapReader(mirror, clock), clock }),
    checkInLimit: createCheckInLimit(clock),
    onFailure: (_, error) => failures.push(error)
  });

  /** One request; `body` is sent as JSON unless it is text already. */
  function ask(
    method: string,
    target: string,
    { cookie, body, headers = {}, address = '192.0.2.1' }: AskOptions = {}
  ): Promise<Response> {
    const request = new Request(origin + target, {
      method,
      headers: {
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
    });
    return app(request, { address, target });
  }

  return {
    engine,
    app,
    ask,
    accounts,
    lists,
    sessions,
    knownBrowsers,
    courier,
    news,
    mirror,
    stopping,
    letterKeys,
    databases: () => listDatabases(engine),
    /** Failures that were logged; there should be none. */
    failures,
    pass: (milliseconds: number) => (now += milliseconds),
    /** A cookie of a new session for one of the example users. */
    signIn: async (name: string) => `binnenzak-session=${await sessions.begin(name)}`,
    async addAccount(user: User, password = PASSWORD, demo = false) {
      await accounts.create(user, password, { demo });
    },
    async addDemoAccounts() {
      await Promise.all(DEMO_USERS.map((user) => accounts.create(user, PASSWORD, { demo: true })));
    },
    async discard() {
      await Promise.all([courier.stop(), mirror.stop()]);
      await temporary.discard();
    }
  };
}

export type TestServer = Awaited<ReturnType<typeof testServer>>;

export interface AskOptions {
  readonly cookie?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
}

const created = '2026-11-22T10:00:00.000Z';

export const conversation = (author: string, name = 'C1', more: object = {}): Conversation => ({
  _id: `conversation:${name}`,
  kind: 'conversation',
  schema: 1,
  author,
  device: 'phone',
  created,
  resident: 'resident:R1',
  day: '2026-11-22',
  question: 'Hoe nu verder?',
  domains: [{ domain: 'housing', note: 'Woont klein.', good: '', needed: '', going: null, control: null }],
  notes: '',
  follows: null,
  ...more
});

export const resident = (author: string, name = 'R1', more: object = {}): Resident => ({
  _id: `resident:${name}`,
  kind: 'resident',
  schema: 1,
  author,
  device: 'phone',
  created,
  name: 'Mevrouw Test',
  contact: '',
  zone: 'voorstad',
  birthYear: 1950,
  household: '',
  language: 'nl',
  stamps: { name: '1763805600000-0000-phone' },
  seen: {},
  kept: {},
  ...more
});

export const service = (name = 'S1', more: object = {}): Service => ({
  _id: `service:${name}`,
  kind: 'service',
  schema: 1,
  author: 'beheer-1',
  device: 'desk',
  created,
  name: 'Koffie',
  description: 'Koffie in de buurt',
  organization: null,
  locations: [],
  themes: [],
  lifeDomains: ['social'],
  rung: 'network',
  access: 'open',
  targetGroups: [],
  zones: ['voorstad'],
  languages: [],
  cost: null,
  opening: null,
  phones: [],
  email: null,
  url: null,
  verifiedOn: null,
  contractedWmo: false,
  ...more
});

/** A coffee morning on Wednesdays, as an import brought it to the map. */
export const activity = (name = 'koffie', more: Partial<Activity> = {}): Activity => ({
  ...NEWER_FIELDS,
  rdates: [],
  moves: [],
  _id: `activity:${name}`,
  kind: 'activity',
  schema: 1,
  author: 'import',
  device: 'server',
  created: '2026-01-01T00:00:00.000Z',
  name: 'Koffie',
  description: 'Koffie in de buurt',
  service: null,
  organization: null,
  location: null,
  zone: 'voorstad',
  start: '2026-11-04T09:30:00',
  durationMinutes: 120,
  rrule: 'FREQ=WEEKLY;BYDAY=WE',
  exdates: [],
  cost: null,
  registration: 'none',
  capacity: null,
  themes: [],
  targetGroups: [],
  languages: [],
  cancelled: false,
  verifiedOn: '2026-05-01',
  ...more
});
