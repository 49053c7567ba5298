// Wires the parts together, listens, and stops when told to.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMemoryMapReader } from '#lib/agenda/on-device/memory-map-reader.ts';
import { databaseKind, MAP_DATABASE } from '#lib/roles/databases.ts';
import { createGate } from './access.ts';
import { createAccountTrail } from './log-in/account-trail.ts';
import { ACCOUNTS_DATABASE, createAccounts } from './log-in/accounts.ts';
import { activityPeopleStep } from './activity-people.ts';
import { agendaChangesStep } from './agenda-changes.ts';
import { createApp } from './app.ts';
import { AUDIT_DATABASE, auditOfWrites, createAudit } from './audit/audit.ts';
import { createSeals } from './audit/seals.ts';
import { clientAddressBehind } from './client-address.ts';
import { createCheckInLimit, createCheckIns } from './check-ins.ts';
import { auditStep, createCourier } from './courier.ts';
import { betweenTeamsStep } from './between-teams.ts';
import { openDatabase } from './database.ts';
import { DEMO_PASSWORD, DEMO_USERS } from './demo/accounts.ts';
import { fillWithDemo } from './demo/fill.ts';
import {
  askAdministrator,
  hasAdministrator,
  makeAdministrator,
  NO_ADMINISTRATOR
} from './log-in/first-administrator.ts';
import { createListener, listen, type Pages } from './http-server.ts';
import { provideKnowledge } from './knowledge.ts';
import { createLeftWork } from './left-work/left-work.ts';
import { createBreakGlass } from './break-glass/break-glass.ts';
import { createBreakGlassLimit } from './break-glass/routes.ts';
import { createDevices } from './devices/devices.ts';
import { callBackStep } from './kiosks/call-back-step.ts';
import { createKioskLetters, readKioskKeys } from './kiosks/letters.ts';
import { createKioskCounts } from './kiosks/counts.ts';
import { createKiosks } from './kiosks/kiosks.ts';
import { createCodeLimit } from './kiosks/routes.ts';
import { createRetention } from './retention/destroy.ts';
import { createGroupLists } from './group-lists.ts';
import { listCountStep } from './list-counts.ts';
import { createKnownBrowsers } from './log-in/known-browsers.ts';
import { createMunicipality } from './log-in/municipality.ts';
import { createPasskeys } from './log-in/passkeys.ts';
import { createLoginLimit } from './log-in/login-limit.ts';
import { createMapMirror } from './map-mirror.ts';
import { createMissedLimit, createMissedSearches, MISSED_DATABASE } from './missed.ts';
import { createNews } from './news.ts';
import { openEngine } from './open-engine.ts';
import { provisionKiosk, provisionServer, provisionUsers } from './provision.ts';
import { createPublicAgenda } from './public-agenda.ts';
import { readSettings } from './settings.ts';
import { createSessions } from './log-in/sessions.ts';
import { createPublicMap } from './snapshot.ts';

const ROOT = join(import.meta.dirname, '..');
const COURIER_INTERVAL = 15_000;
const LONGEST_STOP = 1900;
const DAY = 24 * 60 * 60_000;
const SEALING_INTERVAL = 10 * 60_000;

const clock = Date.now;
const random = (count: number) => new Uint8Array(randomBytes(count));
const onFailure = (what: string, error: unknown): void => {
  console.error(`${new Date().toISOString()} ${what} failed:`, error);
};

const settings = orExit(readSettings(process.env));
const server = orExit(await listen(settings.port, settings.host));
const engine = orExit(await openEngine(settings));
await provisionServer(engine);

const accountsDatabase = openDatabase(engine, ACCOUNTS_DATABASE);
const accountTrail = createAccountTrail(openDatabase(engine, AUDIT_DATABASE), clock);
const accounts = createAccounts({
  database: accountsDatabase,
  trail: accountTrail,
  clock,
  random,
  demo: settings.demo
});
if (settings.demo) {
  const folder = join(ROOT, 'demo', 'sociale-kaart');
  await fillWithDemo({ engine, accounts, database: accountsDatabase, clock, folder });
} else if (!(await hasAdministrator(accounts))) {
  if (!process.stdin.isTTY) exit(NO_ADMINISTRATOR);
  const { name, password } = await askAdministrator();
  orExit(await makeAdministrator(accounts, name, password));
}
await provisionUsers(engine, await accounts.list());
await provideKnowledge(engine, join(ROOT, 'knowledge'), clock());

const knownBrowsers = createKnownBrowsers({ database: accountsDatabase, clock, random });
const sessions = createSessions({ database: accountsDatabase, clock, random });
const missed = createMissedSearches(openDatabase(engine, MISSED_DATABASE), clock);
const audit = createAudit(openDatabase(engine, AUDIT_DATABASE), clock);
/** Accounts change seldom and a name is asked for seldom, so each is read when it is needed. */
const displayName = async (user: string) =>
  (await accounts.list()).find(({ name }) => name === user)?.displayName ?? user;
const lists = createGroupLists(engine, clock);
const news = createNews(engine);
const kioskCounts = createKioskCounts(engine, clock);
const kiosks = createKiosks({
  database: accountsDatabase,
  counts: kioskCounts,
  provision: (name) => provisionKiosk(engine, name),
  clock,
  random
});
const letterKeys = await readKioskKeys(settings.dataDir);
const courier = createCourier({
  engine,
  steps: [
    auditStep(audit),
    betweenTeamsStep({ engine, clock, displayName }),
    agendaChangesStep({ engine, clock, accounts, displayName }),
    activityPeopleStep({ engine, accounts, lists, onSettled: () => news.lookAgain() }),
    listCountStep(lists),
    callBackStep({ engine, keys: letterKeys, clock, placeOf: kiosks.placeOf })
  ],
  onFailure: (database, error) => onFailure(`The courier of ${database}`, error),
  interval: COURIER_INTERVAL
});
const map = openDatabase(engine, MAP_DATABASE);
const mirror = createMapMirror({
  database: map,
  random,
  onFailure: (error) => onFailure('Following the map', error)
});
await mirror.start();
courier.start();
const mapReader = createMemoryMapReader(mirror, clock);

const kioskLetters = createKioskLetters({
  engine,
  publicKey: letterKeys.publicKey,
  clock,
  wake: (name) => courier.wake(name)
});
const stopping = new AbortController();
await sweep();
setInterval(() => void sweep(), DAY).unref();
const seals = createSeals(openDatabase(engine, AUDIT_DATABASE), clock);
void seal();
setInterval(() => void seal(), SEALING_INTERVAL).unref();
const app = createApp({
  origin: settings.origin,
  version: await ownVersion(),
  demo: settings.demo,
  engineKind: engine.kind,
  accounts,
  sessions,
  knownBrowsers,
  loginLimit: createLoginLimit(clock),
  municipality: settings.municipality && createMunicipality(settings.municipality, settings.origin),
  passkeys: createPasskeys({
    database: accountsDatabase,
    trail: accountTrail,
    clock,
    random,
    origin: settings.origin
  }),
  provision: (users) => provisionUsers(engine, users),
  gate: createGate({
    engine,
    lists,
    stopping: stopping.signal,
    async onWritten(database, user, written) {
      await auditOfWrites(audit)(database, user, written);
      if (databaseKind(database) !== 'map') courier.wake(database);
    }
  }),
  courier,
  news,
  accountTrail,
  kiosks,
  kioskCounts,
  kioskLetters,
  kioskCodeLimit: createCodeLimit(clock),
  devices: createDevices(accountsDatabase, accountTrail, clock),
  retention: createRetention({ engine, reports: openDatabase(engine, AUDIT_DATABASE), clock }),
  leftWork: createLeftWork({
    engine,
    audit: audit,
    trail: openDatabase(engine, AUDIT_DATABASE),
    clock,
    onAccepted: (database) => courier.wake(database)
  }),
  breakGlass: createBreakGlass({ engine, trail: openDatabase(engine, AUDIT_DATABASE), clock }),
  breakGlassLimit: createBreakGlassLimit(clock),
  stopping: stopping.signal,
  lists,
  publicMap: createPublicMap(mirror, map),
  publicAgenda: createPublicAgenda(mirror, clock, settings.origin),
  missed,
  missedLimit: createMissedLimit(clock),
  checkIns: createCheckIns({ engine, map: mapReader, clock }),
  checkInLimit: createCheckInLimit(clock),
  onFailure
});
server.serve(
  createListener(app, await loadPages(), mapReader, {
    secure: settings.origin.startsWith('https:'),
    clientAddress: clientAddressBehind(settings.proxies)
  })
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
announce();

/** Removes what is past its term: sessions, questions that were counted, names on lists. */
async function sweep(): Promise<void> {
  for (const [what, swept] of Object.entries({ sessions, knownBrowsers, missed, lists })) {
    try {
      await swept.sweep();
    } catch (error) {
      if (!stopping.signal.aborted) onFailure(`Removing what is past its term (${what})`, error);
    }
  }
}

/** Binds what was noted in the audit trail to what was noted before. */
async function seal(): Promise<void> {
  try {
    await seals.seal();
  } catch (error) {
    if (!stopping.signal.aborted) onFailure('Sealing the audit trail', error);
  }
}

async function stop(): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  // Whatever hangs, the data are safe: the store survives a process that simply ends.
  setTimeout(() => process.exit(0), LONGEST_STOP).unref();
  await Promise.all([server.stop(), courier.stop(), mirror.stop()]);
  await engine.close();
  process.exit(0);
}

/** The built app; its adapter reads the address that browsers see from the environment. */
async function loadPages(): Promise<Pages> {
  process.env['ORIGIN'] = settings.origin;
  const file = join(ROOT, 'build', 'handler.js');
  if (!existsSync(file)) exit('The app is not built yet. Build and start it with: npm start');
  const built: { handler: Pages } = await import(pathToFileURL(file).href);
  return built.handler;
}

async function ownVersion(): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  return version;
}

function announce(): void {
  console.log(`\nBinnenzak is ready: ${settings.origin}`);
  if (settings.demo) {
    console.log(`\nExample accounts, each with the password ${DEMO_PASSWORD}:`);
    for (const { name, displayName, roles } of DEMO_USERS)
      console.log(`  ${name.padEnd(16)} ${displayName} (${roles.join(', ')})`);
  }
  console.log('\nStop with Ctrl+C.');
}

function orExit<Value>(
  outcome: { ok: true; value: Value } | { ok: false; failure: string | readonly string[] }
): Value {
  return outcome.ok ? outcome.value : exit(...[outcome.failure].flat());
}

function exit(...lines: readonly string[]): never {
  for (const line of lines) console.error(line);
  process.exit(1);
}
