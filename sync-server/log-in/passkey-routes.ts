import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { SessionAnswer, User } from '#lib/roles/user.ts';
import type { Environment } from '../caller.ts';
import { badRequest, forbidden, json, Refusal, slowDown } from '../engines/answers.ts';
import { readPosted } from '../engines/body.ts';
import type { Accounts } from './accounts.ts';
import type { BrowserSession } from './browser-session.ts';
import { browserWords } from './browser-words.ts';
import type { LoginLimit } from './login-limit.ts';
import type { Passkeys } from './passkeys.ts';
import { LONGEST_PASSWORD } from './passwords.ts';

const LARGEST = 32 * 1024;

const text = z.string().check(z.maxLength(16 * 1024));
const credential = {
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown())
};
const Enrolled = z.object({
  ...credential,
  response: z.object({ clientDataJSON: text, attestationObject: text })
});
const Signed = z.object({
  ...credential,
  response: z.object({ clientDataJSON: text, authenticatorData: text, signature: text })
});
const LogIn = z.object({
  response: Signed,
  /** Whose log-in is renewed: nobody else's passkey will do. */
  user: z.optional(z.string())
});

export interface PasskeyDependencies {
  readonly accounts: Accounts;
  readonly loginLimit: LoginLimit;
  readonly browser: BrowserSession;
  readonly passkeys: Passkeys;
  /** What a device is told of who it is. */
  readonly sessionAnswer: (user: User) => Promise<SessionAnswer>;
}

/** Logging in with a passkey, and one's own passkeys. */
export function passkeyRoutes({
  accounts,
  loginLimit,
  browser,
  passkeys,
  sessionAnswer
}: PasskeyDependencies) {
  const routes = new Hono<Environment>({ strict: false });

  routes.get('/passkey', async () => json(await passkeys.request()));
  routes.post('/passkey', async (context) => {
    const sent = LogIn.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!sent.success) throw badRequest('Stuur het antwoord van een passkey (response).');
    const name = await passkeys.authenticate(sent.data.response);
    const user = name === null ? null : await accounts.find(name);
    if (!user)
      throw new Refusal(401, 'unauthorized', 'Deze passkey is hier niet bekend. Log in met je wachtwoord.');
    if (sent.data.user !== undefined && sent.data.user !== user.name)
      throw forbidden('Deze passkey is van iemand anders. Kies die van jezelf.');
    await browser.begin(context, user.name);
    return context.json(await sessionAnswer(user));
  });

  routes.get('/me/passkeys', async (context) => {
    const { name } = await browser.user(context);
    return json({ passkeys: await passkeys.of(name) });
  });
  // A session alone may be a stolen one: it must not be able to make a key that outlives it.
  routes.post('/me/passkeys/begin', async (context) => {
    const user = await browser.user(context);
    const sent = z
      .object({ password: z.string().check(z.maxLength(LONGEST_PASSWORD)) })
      .safeParse(await readPosted(context.req.raw, LARGEST));
    if (!sent.success) throw badRequest('Vul je wachtwoord in.');
    const attempt = { account: user.name, address: context.env.address, browser: 'signed in' };
    const wait = loginLimit.begin(attempt);
    if (wait > 0) return slowDown(wait, 'Er is te vaak een verkeerd wachtwoord gebruikt.');
    if (!(await accounts.authenticate(user.name, sent.data.password)))
      throw forbidden('Dit wachtwoord klopt niet. Probeer het nog eens.');
    loginLimit.succeed(attempt);
    return json(await passkeys.enrolment(user));
  });
  routes.post('/me/passkeys', async (context) => {
    const user = await browser.user(context);
    const sent = Enrolled.safeParse(await readPosted(context.req.raw, LARGEST));
    const words = browserWords(context.req.header('user-agent') ?? '');
    if (!sent.success || !(await passkeys.enrol(user, sent.data, words)))
      throw badRequest('Het maken van de passkey lukte niet. Er is niets veranderd. Begin opnieuw.');
    return context.body(null, 204);
  });
  routes.post('/me/passkeys/:id/remove', async (context) => {
    const { name } = await browser.user(context);
    await passkeys.remove(name, context.req.param('id'));
    return context.body(null, 204);
  });

  return routes;
}
