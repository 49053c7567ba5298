import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { User } from '#lib/roles/user.ts';
import type { Environment } from '../caller.ts';
import { Refusal } from '../engines/answers.ts';
import type { Accounts } from './accounts.ts';
import { browserWords } from './browser-words.ts';
import { KNOWN_SECONDS, type KnownBrowsers } from './known-browsers.ts';
import { SESSION_SECONDS, type Sessions } from './sessions.ts';

const COOKIE = 'binnenzak-session';
const KNOWN_COOKIE = 'binnenzak-known';

type Asked = Context<Environment>;

/** The session of the browser that asks, in a cookie that no script and no other website can use. */
export interface BrowserSession {
  /** Begins a session for a user, in place of the one that the browser had; `seconds` as with `Sessions`. */
  begin(context: Asked, user: string, seconds?: number): Promise<void>;
  /** Notes that this is a browser of the user's, so that it has a budget of its own for log-ins. */
  remember(context: Asked, user: string): Promise<void>;
  /** The id of the browser when the user logged in on it before, else null. */
  knownAs(context: Asked, user: string): Promise<string | null>;
  /** Ends the session that the browser has, if any. */
  end(context: Asked): Promise<void>;
  /** Ends every session of a user, but for that of the browser that asks. */
  endAllOf(context: Asked, user: string): Promise<void>;
  /** The token of the session that the browser says it has; empty when it says nothing. */
  token(context: Asked): string;
  /** Whose session it is; refused when nobody's. */
  user(context: Asked): Promise<User>;
  /** Sends the cookie anew when the session was renewed by this request. */
  keepRenewed(context: Asked): void;
}

export interface BrowserSessionDependencies {
  readonly accounts: Pick<Accounts, 'find'>;
  readonly sessions: Sessions;
  readonly knownBrowsers: KnownBrowsers;
  /** Whether browsers see the product over an encrypted connection. */
  readonly secure: boolean;
}

export function createBrowserSession({
  accounts,
  sessions,
  knownBrowsers,
  secure
}: BrowserSessionDependencies): BrowserSession {
  const guarded = { httpOnly: true, sameSite: 'Strict', secure } as const;
  const knownTokenOf = (context: Asked): string => getCookie(context, KNOWN_COOKIE) ?? '';
  const tokenOf = (context: Asked): string => getCookie(context, COOKIE) ?? '';
  const keep = (context: Asked, token: string, maxAge = SESSION_SECONDS): void =>
    setCookie(context, COOKIE, token, { ...guarded, path: '/', maxAge });

  async function remember(context: Asked, user: string): Promise<void> {
    const token = await knownBrowsers.remember(knownTokenOf(context), user);
    setCookie(context, KNOWN_COOKIE, token, { ...guarded, path: '/auth', maxAge: KNOWN_SECONDS });
  }

  return {
    async begin(context, user, seconds) {
      await sessions.end(tokenOf(context));
      const words = browserWords(context.req.header('user-agent') ?? '');
      keep(context, await sessions.begin(user, words, seconds), seconds);
      await remember(context, user);
    },
    remember,
    knownAs: (context, user) => knownBrowsers.find(knownTokenOf(context), user),
    async end(context) {
      await sessions.end(tokenOf(context));
      keep(context, '', 0);
    },
    endAllOf: (context, user) => sessions.endAllOf(user, tokenOf(context)),
    token: tokenOf,
    async user(context) {
      const token = tokenOf(context);
      const session = await sessions.find(token);
      const user = session && (await accounts.find(session.user));
      if (!user) throw new Refusal(401, 'unauthorized', 'Je bent niet ingelogd.');
      if (session.renewed) context.set('renewed', token);
      return user;
    },
    keepRenewed(context) {
      const renewed = context.get('renewed');
      if (renewed !== undefined) keep(context, renewed);
    }
  };
}
