import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { User } from '#lib/roles/user.ts';
import type { Environment } from '../caller.ts';
import { Refusal } from '../engines/answers.ts';
import type { Accounts } from './accounts.ts';
import { browserWords } from './browser-words.ts';
import { SESSION_SECONDS, type Sessions } from './sessions.ts';

const COOKIE = 'binnenzak-session';

type Asked = Context<Environment>;

/** The session of the browser that asks, in a cookie that no script and no other website can use. */
export interface BrowserSession {
  /** Begins a session for a user, in place of the one that the browser had. */
  begin(context: Asked, user: string): Promise<void>;
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
  /** Whether browsers see the product over an encrypted connection. */
  readonly secure: boolean;
}

export function createBrowserSession({
  accounts,
  sessions,
  secure
}: BrowserSessionDependencies): BrowserSession {
  const tokenOf = (context: Asked): string => getCookie(context, COOKIE) ?? '';
  const keep = (context: Asked, token: string, maxAge = SESSION_SECONDS): void =>
    setCookie(context, COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/', secure, maxAge });

  return {
    async begin(context, user) {
      await sessions.end(tokenOf(context));
      keep(context, await sessions.begin(user, browserWords(context.req.header('user-agent') ?? '')));
    },
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
