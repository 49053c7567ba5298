import { Hono } from 'hono';
import * as z from 'zod/mini';
import { mayOpen } from '#lib/roles/can.ts';
import { databaseKind, databasesOf, MAP_DATABASE } from '#lib/roles/databases.ts';
import {
  LOOK_AFTER,
  type Colleague,
  type SessionAnswer,
  type User,
  type Volunteer
} from '#lib/roles/user.ts';
import { isPlainTarget } from './access-shapes.ts';
import type { Gate } from './access.ts';
import type { BreakGlass } from './break-glass/break-glass.ts';
import { breakGlassRoutes } from './break-glass/routes.ts';
import type { Caller, Environment } from './caller.ts';
import { SentCheckIn, type CheckIns } from './check-ins.ts';
import type { Courier } from './courier.ts';
import { EngineError, heldUntilAnswered } from './database.ts';
import { badRequest, json, Refusal, slowDown } from './engines/answers.ts';
import { readPosted } from './engines/body.ts';
import type { Engine } from './engines/engine.ts';
import type { Devices } from './devices/devices.ts';
import { deviceRoutes } from './devices/routes.ts';
import type { GroupLists } from './group-lists.ts';
import type { KioskCounts } from './kiosks/counts.ts';
import type { Kiosks } from './kiosks/kiosks.ts';
import type { KioskLetters } from './kiosks/letters.ts';
import { kioskRoutes } from './kiosks/routes.ts';
import type { Retention } from './retention/destroy.ts';
import { retentionRoutes } from './retention/routes.ts';
import type { Accounts } from './log-in/accounts.ts';
import { createBrowserSession } from './log-in/browser-session.ts';
import type { KnownBrowsers } from './log-in/known-browsers.ts';
import type { LoginLimit } from './log-in/login-limit.ts';
import { municipalityRoutes } from './log-in/municipality-routes.ts';
import type { Municipality } from './log-in/municipality.ts';
import type { Passkeys } from './log-in/passkeys.ts';
import type { AccountTrail } from './log-in/account-trail.ts';
import type { LeftWork } from './left-work/left-work.ts';
import { leftWorkRoutes } from './left-work/routes.ts';
import { logInRoutes } from './log-in/routes.ts';
import type { Sessions } from './log-in/sessions.ts';
import { MissedQuestions, type MissedSearches } from './missed.ts';
import type { News } from './news.ts';
import type { RateLimit } from './rate-limit.ts';
import type { PublicAgenda } from './public-agenda.ts';
import { ANSWER_POLICY, isFromElsewhere, securityHeaders } from './request-safety.ts';
import type { PublicMap } from './snapshot.ts';

export interface AppDependencies {
  /** The address browsers see. */
  readonly origin: string;
  readonly version: string;
  /** Whether the data are examples; pages then say so. */
  readonly demo: boolean;
  readonly engineKind: Engine['kind'];
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly knownBrowsers: KnownBrowsers;
  readonly loginLimit: LoginLimit;
  readonly passkeys: Passkeys;
  /** The municipality's own identity provider; null where there is none. */
  readonly municipality: Municipality | null;
  /** Makes the databases that these users work in, where they are not there yet. */
  readonly provision: (users: readonly User[]) => Promise<void>;
  readonly gate: Gate;
  readonly courier: Pick<Courier, 'process'>;
  readonly news: News;
  readonly accountTrail: AccountTrail;
  readonly devices: Devices;
  /** Screens in public places. */
  readonly kiosks: Kiosks;
  readonly kioskCounts: KioskCounts;
  readonly kioskLetters: KioskLetters;
  /** Holds an address to so many tries of a screen's code. */
  readonly kioskCodeLimit: RateLimit;
  readonly retention: Retention;
  readonly leftWork: LeftWork;
  readonly breakGlass: BreakGlass;
  /** Holds a team lead to so many questions for files of other teams. */
  readonly breakGlassLimit: RateLimit;
  /** Ends the waiting for news when the server stops. */
  readonly stopping: AbortSignal;
  readonly lists: Pick<GroupLists, 'isOpen'>;
  readonly publicMap: PublicMap;
  readonly publicAgenda: PublicAgenda;
  readonly missed: MissedSearches;
  /** Holds an address to so many questions that found nothing. */
  readonly missedLimit: RateLimit;
  readonly checkIns: CheckIns;
  /** Holds an address to so many people who say that they are there. */
  readonly checkInLimit: RateLimit;
  /** Told of failures that are no answer to anybody: method, address without its query, and the error. */
  readonly onFailure: (what: string, error: unknown) => void;
}

/** The server's own addresses; everything else is the app's pages. */
export type App = (request: Request, caller: Caller) => Promise<Response>;

/** Whether a path on the wire is one of the server's own. */
export const isServerPath = (target: string): boolean =>
  /^\/(?:healthz|inloggen\/(?:gemeente|terug)|gemist|ben-er|nieuws|kaart\/snapshot|kaart\/changes|agenda\.ics|agenda\/[^/?#]+\.ics|(?:auth|db|courier|toestellen|kiosken|bewaren|noodinzage|achtergelaten)(?:\/[^?#]*)?)(?:[?#]|$)/.test(
    target
  );

const LARGEST_FOLLOWING = 256 * 1024;
const LARGEST_MISSED = 32 * 1024;
const LARGEST_CHECK_IN = 1024;

/** A device follows a handful of databases; its place in each is a short text. */
const Following = z.object({
  since: z.record(z.string().check(z.maxLength(300)), z.string().check(z.maxLength(4000))),
  /** The databases that were open to the user when the device last asked. */
  open: z.array(z.string().check(z.maxLength(300)))
});
const MOST_FOLLOWED = 200;
/** A question for news ends after this, so that a log-out elsewhere is noticed. In milliseconds. */
const NEWS_WITHIN = 50_000;

export function createApp(dependencies: AppDependencies): App {
  const { accounts, sessions, loginLimit, gate, courier, publicMap, publicAgenda, missed, missedLimit } =
    dependencies;
  const { checkIns, checkInLimit } = dependencies;
  const secure = dependencies.origin.startsWith('https:');
  const browser = createBrowserSession({
    accounts,
    sessions,
    knownBrowsers: dependencies.knownBrowsers,
    secure
  });
  const app = new Hono<Environment>({ strict: false });

  app.use(async (context, next) => {
    await next();
    const { pathname } = new URL(context.req.url);
    for (const [name, value] of Object.entries(securityHeaders(secure))) context.header(name, value);
    context.header('content-security-policy', ANSWER_POLICY);
    browser.keepRenewed(context);
    if (!/^\/(?:kaart|agenda|healthz)/.test(pathname)) context.header('cache-control', 'no-store');
  });
  app.use(async (context, next) => {
    if (!isPlainTarget(context.env.target)) throw badRequest('Dit adres is niet goed geschreven.');
    if (isFromElsewhere(context.req.raw, dependencies.origin))
      throw new Refusal(403, 'forbidden', 'Dit verzoek komt van een andere website.');
    await next();
  });
  app.onError((error, context) => {
    if (error instanceof Refusal) return error.toResponse();
    // Cut off because the server stops, or because nobody waits for the answer any more.
    if (error.name === 'AbortError' || dependencies.stopping.aborted) return unavailable();
    dependencies.onFailure(`${context.req.method} ${new URL(context.req.url).pathname}`, error);
    return error instanceof EngineError && error.status === 503 ? unavailable() : internal();
  });
  app.notFound(() => new Refusal(404, 'not_found', 'Dit adres bestaat niet.').toResponse());

  app.get('/healthz', () =>
    json(
      {
        status: 'ok',
        engine: dependencies.engineKind,
        version: dependencies.version,
        demo: dependencies.demo
      },
      200,
      { 'cache-control': 'no-store' }
    )
  );
  app.get('/kaart/snapshot', (context) => publicMap.snapshot(context.req.raw));
  app.get('/kaart/changes', (context) => publicMap.changes(context.req.raw));

  app.get('/agenda.ics', (context) => publicAgenda.subscription(context.req.raw));
  app.get('/agenda/:file{.+\\.ics}', (context) =>
    publicAgenda.file(context.req.raw, context.req.param('file').replace(/\.ics$/, ''))
  );

  app.route(
    '/inloggen',
    municipalityRoutes({
      municipality: dependencies.municipality,
      accounts,
      browser,
      provision: dependencies.provision,
      origin: dependencies.origin,
      onFailure: dependencies.onFailure
    })
  );
  app.get('/auth/ways', () => json({ municipality: dependencies.municipality !== null }));
  app.route(
    '/auth',
    logInRoutes({
      accounts,
      sessions,
      accountTrail: dependencies.accountTrail,
      loginLimit,
      passkeys: dependencies.passkeys,
      browser,
      sessionAnswer,
      provision: dependencies.provision
    })
  );

  app.route('/bewaren', retentionRoutes({ retention: dependencies.retention, browser }));
  app.route(
    '/noodinzage',
    breakGlassRoutes({
      breakGlass: dependencies.breakGlass,
      limit: dependencies.breakGlassLimit,
      browser
    })
  );
  app.route('/achtergelaten', leftWorkRoutes({ leftWork: dependencies.leftWork, accounts, browser }));
  app.route('/toestellen', deviceRoutes({ devices: dependencies.devices, accounts, browser }));

  app.route(
    '/kiosken',
    kioskRoutes({
      kiosks: dependencies.kiosks,
      counts: dependencies.kioskCounts,
      letters: dependencies.kioskLetters,
      accounts,
      browser,
      codeLimit: dependencies.kioskCodeLimit
    })
  );

  app.get('/db', async (context) => {
    await browser.user(context);
    return json({ couchdb: 'Welcome', version: '3.5.0', vendor: { name: 'Binnenzak' } });
  });
  app.all('/db/*', async (context) => gate(context.req.raw, await browser.user(context)));

  app.post('/courier/:database', async (context) => {
    const user = await browser.user(context);
    const database = context.req.param('database');
    await mustBeOpen(user, database);
    await courier.process(database);
    return json({ processed: true });
  });

  app.post('/nieuws', async (context) => {
    const user = await browser.user(context);
    const request = context.req.raw;
    const asked = Following.safeParse(await readPosted(request, LARGEST_FOLLOWING));
    if (!asked.success)
      throw badRequest('Stuur waar het lezen van elke database ophield (since), en wat er open was (open).');
    const since = new Map(Object.entries(asked.data.since));
    if (since.size > MOST_FOLLOWED)
      throw badRequest(`Vraag niet meer dan ${MOST_FOLLOWED} databases tegelijk.`);
    for (const database of since.keys()) await mustBeOpen(user, database);
    const ends = [request.signal, dependencies.stopping];
    const known = new Set(asked.data.open);
    const isOther = async () =>
      new Set(await openTo(await browser.user(context))).symmetricDifference(known).size > 0;
    const news = await heldUntilAnswered(request, () =>
      dependencies.news.after(since, NEWS_WITHIN, ends, isOther)
    );
    return dependencies.stopping.aborted ? unavailable() : json({ news });
  });

  // From anybody, without a name: what is counted says nothing of who asked.
  app.post('/gemist', async (context) => {
    const sent = MissedQuestions.safeParse(await readPosted(context.req.raw, LARGEST_MISSED));
    if (!sent.success) throw badRequest('Stuur vragen (questions), elk met een week en woorden.');
    const { questions } = sent.data;
    const wait = missedLimit.take(context.env.address, questions.length);
    if (wait > 0) return slowDown(wait, 'Er zijn te veel vragen gemeld.');
    await missed.count(questions);
    return context.body(null, 204);
  });
  app.get('/gemist', async (context) => {
    const { roles } = await browser.user(context);
    if (!roles.includes('curator')) throw new Refusal(403, 'forbidden', 'Dit is niet voor jou toegankelijk.');
    return json(await missed.list());
  });

  // From a visitor's own phone, without a name.
  app.post('/ben-er', async (context) => {
    const sent = SentCheckIn.safeParse(await readPosted(context.req.raw, LARGEST_CHECK_IN));
    if (!sent.success)
      throw badRequest('Stuur een activiteit (activity), een begin (start) en toeval (token).');
    const wait = checkInLimit.take(context.env.address, 1);
    if (wait > 0) return slowDown(wait, 'Er hebben zich hier te veel mensen gemeld.');
    if ((await checkIns.add(sent.data)) === 'not-now')
      throw new Refusal(404, 'not_now', 'Deze bijeenkomst is er nu niet.');
    return context.body(null, 204);
  });

  async function sessionAnswer(user: User): Promise<SessionAnswer> {
    // Whoever is in no team works with none.
    const helps = user.roles.some((role) => LOOK_AFTER.includes(role));
    const inTeam = user.teams.length > 0;
    const everybody = helps || inTeam ? await accounts.list() : [];
    return {
      user: user.name,
      displayName: user.displayName,
      roles: user.roles,
      teams: user.teams,
      zones: user.zones,
      activities: user.activities,
      databases: await openTo(user),
      colleagues: colleaguesOf(user, everybody),
      formerColleagues: inTeam ? await accounts.formerlyIn(user.teams) : [],
      allTeams: inTeam ? [...new Set(everybody.flatMap(({ teams }) => teams))].sort() : [],
      volunteers: helps ? volunteersOf(user, everybody) : []
    };
  }

  /** Refuses a database that is not one of those that the user exchanges work with. */
  async function mustBeOpen(user: User, database: string): Promise<void> {
    if (database === MAP_DATABASE || !mayOpen(user, database) || !(await isThere(database)))
      throw new Refusal(403, 'forbidden', 'Dit is niet voor jou toegankelijk.');
  }

  /** The databases that are open to somebody; that of a group is while the group keeps a list. */
  async function openTo(user: User): Promise<string[]> {
    const databases = databasesOf(user);
    const there = await Promise.all(databases.map(isThere));
    return databases.filter((_, place) => there[place]);
  }

  const isThere = async (database: string): Promise<boolean> =>
    databaseKind(database) !== 'group' || dependencies.lists.isOpen(database);

  /** Those among everybody who share a team with the user, the user too, each with the teams that they share. */
  const colleaguesOf = ({ teams }: User, everybody: readonly User[]): Colleague[] =>
    everybody
      .map(({ name, displayName, teams: theirs }) => ({
        name,
        displayName,
        teams: theirs.filter((team) => teams.includes(team))
      }))
      .filter(({ teams: shared }) => shared.length > 0);

  /**
   * Those among everybody who may look after an activity in a zone of the user's, the user too. A worker chooses among
   * all of them; a volunteer is told of the workers, and of who looks after an activity with them.
   */
  function volunteersOf(user: User, everybody: readonly User[]): Volunteer[] {
    const works = user.roles.some((role) => role !== 'volunteer' && LOOK_AFTER.includes(role));
    const told = (activity: string) => works || user.activities.includes(activity);
    return everybody
      .filter((one) => one.roles.some((role) => LOOK_AFTER.includes(role)))
      .map(({ name, displayName, roles, activities, zones }) => ({
        name,
        displayName,
        worker: !roles.includes('volunteer'),
        zones: zones.filter((zone) => user.zones.includes(zone)),
        activities: activities.filter(told)
      }))
      .filter(
        ({ name, worker, zones: shared, activities }) =>
          shared.length > 0 && (works || worker || name === user.name || activities.length > 0)
      );
  }

  return async (request, caller) => app.fetch(request, caller);
}

const unavailable = (): Response =>
  json(
    { error: 'unavailable', reason: 'De server kan nu niet bij de gegevens. Probeer het straks opnieuw.' },
    503
  );

const internal = (): Response =>
  json({ error: 'internal', reason: 'Er ging iets mis op de server. Probeer het straks opnieuw.' }, 500);
