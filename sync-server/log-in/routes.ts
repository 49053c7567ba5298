import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Environment } from '../caller.ts';
import { badRequest, Refusal, slowDown } from '../engines/answers.ts';
import { readObject } from '../engines/body.ts';
import { ownAccountRoutes, type OwnAccountDependencies } from './own-account-routes.ts';
import { passkeyRoutes, type PasskeyDependencies } from './passkey-routes.ts';
import { LONGEST_PASSWORD } from './passwords.ts';
import { peopleRoutes, type PeopleDependencies } from './people-routes.ts';

const LARGEST_LOGIN = 8 * 1024;

const Login = z.object({
  username: z.string().check(z.maxLength(200)),
  password: z.string().check(z.maxLength(LONGEST_PASSWORD))
});

export type LogInDependencies = OwnAccountDependencies & PeopleDependencies & PasskeyDependencies;

/** The addresses under `/auth`: who is there, and with what they show it. */
export function logInRoutes(dependencies: LogInDependencies) {
  const { accounts, loginLimit, browser, sessionAnswer } = dependencies;
  const auth = new Hono<Environment>({ strict: false });

  auth.post('/login', async (context) => {
    const login = Login.safeParse(await readObject(context.req.raw, LARGEST_LOGIN));
    if (!login.success) throw badRequest('Stuur een naam (username) en een wachtwoord (password).');
    // Telephones like to begin a name with a capital.
    const name = login.data.username.trim().toLowerCase();
    const attempt = {
      account: name,
      address: context.env.address,
      browser: await browser.knownAs(context, name)
    };
    const wait = loginLimit.begin(attempt);
    if (wait > 0) return slowDown(wait, 'Er is te vaak een verkeerd wachtwoord gebruikt.');
    const user = await accounts.authenticate(name, login.data.password);
    if (!user) throw new Refusal(401, 'unauthorized', 'De naam of het wachtwoord klopt niet.');
    loginLimit.succeed(attempt);
    await browser.begin(context, user.name);
    return context.json(await sessionAnswer(user));
  });
  auth.get('/session', async (context) => context.json(await sessionAnswer(await browser.user(context))));
  auth.post('/logout', async (context) => {
    await browser.end(context);
    return context.body(null, 204);
  });

  auth.route('/', ownAccountRoutes(dependencies));
  auth.route('/', passkeyRoutes(dependencies));
  auth.route('/people', peopleRoutes(dependencies));

  return auth;
}
