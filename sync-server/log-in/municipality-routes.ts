import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { User } from '#lib/roles/user.ts';
import type { Environment } from '../caller.ts';
import { Refusal } from '../engines/answers.ts';
import type { Accounts } from './accounts.ts';
import type { BrowserSession } from './browser-session.ts';
import { Journey, standingOf, type Municipality } from './municipality.ts';

const COOKIE = 'binnenzak-journey';
const JOURNEY_SECONDS = 10 * 60;
/** Then the identity provider is asked again whether this is still a colleague, and what they may do. */
const SESSION_SECONDS = 7 * 24 * 60 * 60;

export interface MunicipalityDependencies {
  /** Null where there is no identity provider. */
  readonly municipality: Municipality | null;
  readonly accounts: Accounts;
  readonly browser: BrowserSession;
  readonly provision: (users: readonly User[]) => Promise<void>;
  readonly origin: string;
  readonly onFailure: (what: string, error: unknown) => void;
}

/** Logging in at the municipality's own identity provider: the way there, and the way back. */
export function municipalityRoutes(dependencies: MunicipalityDependencies) {
  const { accounts, browser, provision, origin, onFailure } = dependencies;
  const routes = new Hono<Environment>({ strict: false });
  const secure = origin.startsWith('https:');
  // Lax, because who comes back comes from another website; of the session's cookie that is not asked.
  const cookie = { httpOnly: true, sameSite: 'Lax', path: '/inloggen', secure } as const;

  routes.get('/gemeente', async (context) => {
    const municipality = there(dependencies.municipality);
    try {
      const { address, journey } = await municipality.leave();
      setCookie(context, COOKIE, JSON.stringify(journey), { ...cookie, maxAge: JOURNEY_SECONDS });
      return context.redirect(address.href, 303);
    } catch (error) {
      onFailure('Going to the identity provider', error);
      return context.redirect('/werk#gemeente-mislukt', 303);
    }
  });

  routes.get('/terug', async (context) => {
    const municipality = there(dependencies.municipality);
    const journey = journeyIn(getCookie(context, COOKIE));
    // Each journey ends once, however it ends.
    setCookie(context, COOKIE, '', { ...cookie, maxAge: 0 });
    if (!journey) return context.redirect('/werk#gemeente-mislukt', 303);
    const colleague = await municipality
      .arrive(new URL(context.env.target, origin), journey)
      .catch((error: unknown) => {
        onFailure('Coming back from the identity provider', error);
        return null;
      });
    if (!colleague) return context.redirect('/werk#gemeente-mislukt', 303);
    const { roles, memberships } = standingOf(municipality.groups, colleague.groups);
    const { identity, displayName } = colleague;
    const user = await accounts.recognise(identity, { displayName, roles, memberships });
    if (!user) return context.redirect('/werk#gemeente-geen-toegang', 303);
    await provision([user]);
    await browser.begin(context, user.name, SESSION_SECONDS);
    return context.redirect('/werk#gemeente', 303);
  });

  return routes;
}

function there(municipality: Municipality | null): Municipality {
  if (!municipality) throw new Refusal(404, 'not_found', 'Dit adres bestaat niet.');
  return municipality;
}

function journeyIn(cookie: string | undefined): Journey | null {
  try {
    return Journey.parse(JSON.parse(cookie ?? ''));
  } catch {
    // None, or one that somebody wrote: then there is no journey.
    return null;
  }
}
