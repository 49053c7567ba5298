import { Hono } from 'hono';
import * as z from 'zod/mini';
import { SHORTEST_PASSWORD } from '#lib/roles/person.ts';
import type { Environment } from '../caller.ts';
import { badRequest, json, Refusal, slowDown } from '../engines/answers.ts';
import { readPosted } from '../engines/body.ts';
import type { Accounts } from './accounts.ts';
import type { BrowserSession } from './browser-session.ts';
import type { LoginLimit } from './login-limit.ts';
import type { Passkeys } from './passkeys.ts';
import { LONGEST_PASSWORD } from './passwords.ts';
import type { Sessions } from './sessions.ts';

const LARGEST = 8 * 1024;

/** A password that somebody chooses: long enough, and no rules about signs. */
const chosenPassword = z.string().check(z.minLength(SHORTEST_PASSWORD), z.maxLength(LONGEST_PASSWORD));
const TOO_SHORT = `Kies een wachtwoord van ten minste ${SHORTEST_PASSWORD} tekens.`;

const Secret = z.object({ secret: z.string().check(z.maxLength(200)) });
const Welcome = z.extend(Secret, { password: chosenPassword });
const Change = z.object({
  password: z.string().check(z.maxLength(LONGEST_PASSWORD)),
  next: chosenPassword
});
const Ending = z.union([
  z.object({ id: z.string().check(z.maxLength(64)) }),
  z.object({ others: z.literal(true) })
]);

export interface OwnAccountDependencies {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly loginLimit: LoginLimit;
  readonly browser: BrowserSession;
  readonly passkeys: Pick<Passkeys, 'removeAll'>;
}

/** What somebody does with their own account: choose a password, see where they are logged in, end that. */
export function ownAccountRoutes({
  accounts,
  sessions,
  loginLimit,
  browser,
  passkeys
}: OwnAccountDependencies) {
  const own = new Hono<Environment>({ strict: false });

  own.post('/invitation', async (context) => {
    const sent = Secret.safeParse(await readPosted(context.req.raw, LARGEST));
    const user = sent.success && (await accounts.invited(sent.data.secret));
    if (!user) throw usedUp();
    return json({ user: user.name, displayName: user.displayName });
  });
  own.post('/welcome', async (context) => {
    const sent = Welcome.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!sent.success) throw badRequest(TOO_SHORT);
    const user = await accounts.welcome(sent.data.secret, sent.data.password);
    if (!user) throw usedUp();
    // Who lost a password may have lost a telephone with it.
    await sessions.endAllOf(user.name);
    await passkeys.removeAll(user.name);
    // Whoever was let in by a link can log in, also while somebody guesses at this account from elsewhere.
    await browser.remember(context, user.name);
    return context.body(null, 204);
  });

  own.post('/me/password', async (context) => {
    const { name } = await browser.user(context);
    const sent = Change.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!sent.success) throw badRequest(TOO_SHORT);
    // The session shows that it is a browser of theirs; a stolen one is held to the budget of its owner's.
    const attempt = { account: name, address: context.env.address, browser: 'signed in' };
    const wait = loginLimit.begin(attempt);
    if (wait > 0) return slowDown(wait, 'Er is te vaak een verkeerd wachtwoord gebruikt.');
    if (!(await accounts.authenticate(name, sent.data.password)))
      throw new Refusal(403, 'forbidden', 'Het wachtwoord van nu klopt niet. Probeer het nog eens.');
    loginLimit.succeed(attempt);
    await accounts.changePassword(name, sent.data.next);
    await browser.endAllOf(context, name);
    return context.body(null, 204);
  });
  own.get('/me/sessions', async (context) => {
    const { name } = await browser.user(context);
    return json({ sessions: await sessions.of(name, browser.token(context)) });
  });
  own.post('/me/sessions/end', async (context) => {
    const { name } = await browser.user(context);
    const sent = Ending.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!sent.success) throw badRequest('Stuur welke (id), of alle andere (others).');
    if ('id' in sent.data) await sessions.endOne(name, sent.data.id);
    else await browser.endAllOf(context, name);
    return context.body(null, 204);
  });

  return own;
}

const usedUp = (): Refusal =>
  new Refusal(
    404,
    'not_found',
    'Deze link werkt niet meer: hij is al gebruikt, vervangen, of ouder dan een week. Vraag je beheerder om een nieuwe.'
  );
