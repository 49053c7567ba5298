import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGate, guardOf } from '#server/access.ts';
import { createAccountTrail } from '#server/log-in/account-trail.ts';
import { ACCOUNTS_DATABASE, createAccounts, type Accounts } from '#server/log-in/accounts.ts';
import { activityPeopleStep } from '#server/activity-people.ts';
import { agendaChangesStep } from '#server/agenda-changes.ts';
import { createApp, type App } from '#server/app.ts';
import { createAudit, AUDIT_DATABASE } from '#server/audit/audit.ts';
import { createCheckInLimit } from '#server/check-ins.ts';
import { auditStep, createCourier } from '#server/courier.ts';
import { openDatabase, type Database } from '#server/database.ts';
import { createEmbeddedEngine } from '#server/engines/embedded.ts';
import { createLeftWork, type LeftWork } from '#server/left-work/left-work.ts';
import { createBreakGlass } from '#server/break-glass/break-glass.ts';
import { createBreakGlassLimit } from '#server/break-glass/routes.ts';
import { createDevices } from '#server/devices/devices.ts';
import { callBackStep } from '#server/kiosks/call-back-step.ts';
import { createKioskLetters } from '#server/kiosks/letters.ts';
import { makeLetterKeys, readLetterKeys } from '#lib/crypto/letter.ts';
import { createKioskCounts } from '#server/kiosks/counts.ts';
import { createKiosks } from '#server/kiosks/kiosks.ts';
import { createCodeLimit } from '#server/kiosks/routes.ts';
import { createRetention } from '#server/retention/destroy.ts';
import { createGroupLists } from '#server/group-lists.ts';
import { listCountStep } from '#server/list-counts.ts';
import { createKnownBrowsers } from '#server/log-in/known-browsers.ts';
import { createPasskeys } from '#server/log-in/passkeys.ts';
import { createLoginLimit } from '#server/log-in/login-limit.ts';
import { createMissedLimit, createMissedSearches, MISSED_DATABASE } from '#server/missed.ts';
import { createNews } from '#server/news.ts';
import { provisionKiosk, provisionServer, provisionUsers } from '#server/provision.ts';
import { createSessions } from '#server/log-in/sessions.ts';
import type { User } from '#lib/roles/user.ts';
import { random } from './chance.ts';

export const ORIGIN = 'http://binnenzak.test';
export const PASSWORD = 'wachtwoord-van-de-proef';

export const ANNA: User = {
  name: 'anna',
  displayName: 'Anna',
  roles: ['field-worker'],
  teams: ['voorstad'],
  zones: ['voorstad'],
  activities: []
};
export const BRAM: User = { ...ANNA, name: 'bram', displayName: 'Bram' };

/** A volunteer, who opens the zone alone. */
export const VERA: User = { ...ANNA, name: 'vera', displayName: 'Vera', roles: ['volunteer'], teams: [] };

export const TEAM = 'team-voorstad';

/** The real server without a socket: engine, gate, accounts and courier in this process. */
export interface TestServer {
  readonly app: App;
  readonly accounts: Accounts;
  readonly leftWork: LeftWork;
  database(name: string): Database;
  stop(): Promise<void>;
}

export async function startServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'binnenzak-devices-'));
  const clock = Date.now;
  const engine = await createEmbeddedEngine({ folder, guard: guardOf });
  await provisionServer(engine);
  const database = openDatabase(engine, ACCOUNTS_DATABASE);
  const accountTrail = createAccountTrail(openDatabase(engine, AUDIT_DATABASE), clock);
  const accounts = createAccounts({ database, trail: accountTrail, clock, random, demo: true });
  for (const user of [ANNA, BRAM, VERA]) await accounts.create(user, PASSWORD, { demo: true });
  await provisionUsers(engine, [ANNA, BRAM, VERA]);
  const onFailure = (what: string, error: unknown): void => console.error(what, error);
  const lists = createGroupLists(engine, clock);
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
      auditStep(createAudit(openDatabase(engine, AUDIT_DATABASE), clock)),
      agendaChangesStep({ engine, clock, accounts, displayName: (name) => Promise.resolve(name) }),
      activityPeopleStep({ engine, accounts, lists, onSettled: () => news.lookAgain() }),
      listCountStep(lists),
      callBackStep({ engine, keys: letterKeys, clock, placeOf: kiosks.placeOf })
    ],
    onFailure,
    interval: 60_000
  });
  const kioskLetters = createKioskLetters({
    engine,
    publicKey: letterKeys.publicKey,
    clock,
    wake: (name) => courier.wake(name)
  });
  const leftWork = createLeftWork({
    engine,
    audit: createAudit(openDatabase(engine, AUDIT_DATABASE), clock),
    trail: openDatabase(engine, AUDIT_DATABASE),
    clock,
    onAccepted: (database) => courier.wake(database)
  });
  const stopping = new AbortController();
  const app = createApp({
    origin: ORIGIN,
    version: 'test',
    demo: true,
    engineKind: engine.kind,
    accounts,
    sessions: createSessions({ database, clock, random }),
    knownBrowsers: createKnownBrowsers({ database, clock, random }),
    loginLimit: createLoginLimit(clock),
    municipality: null,
    passkeys: createPasskeys({ database, trail: accountTrail, clock, random, origin: ORIGIN }),
    provision: (users) => provisionUsers(engine, users),
    gate: createGate({ engine, lists, stopping: stopping.signal, onWritten: () => Promise.resolve() }),
    courier,
    news,
    accountTrail,
    kiosks,
    kioskCounts,
    kioskLetters,
    kioskCodeLimit: createCodeLimit(clock),
    devices: createDevices(database, accountTrail, clock),
    retention: createRetention({ engine, reports: openDatabase(engine, AUDIT_DATABASE), clock }),
    leftWork,
    breakGlass: createBreakGlass({ engine, trail: openDatabase(engine, AUDIT_DATABASE), clock: Date.now }),
    breakGlassLimit: createBreakGlassLimit(Date.now),
    stopping: stopping.signal,
    lists,
    publicMap: { snapshot: () => notHere(), changes: () => notHere() },
    publicAgenda: { subscription: () => notHere(), file: () => notHere() },
    missed: createMissedSearches(openDatabase(engine, MISSED_DATABASE), clock),
    missedLimit: createMissedLimit(clock),
    checkIns: { add: () => Promise.resolve('not-now') },
    checkInLimit: createCheckInLimit(clock),
    onFailure
  });
  return {
    app,
    accounts,
    leftWork,
    database: (name) => openDatabase(engine, name),
    async stop() {
      stopping.abort();
      await courier.stop();
      await engine.close();
      await rm(folder, { recursive: true });
    }
  };
}

const notHere = (): Promise<Response> => Promise.resolve(new Response(null, { status: 404 }));
