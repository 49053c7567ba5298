import { Hono, type Context } from 'hono';
import * as z from 'zod/mini';
import { Standing } from '#lib/roles/person.ts';
import type { User } from '#lib/roles/user.ts';
import type { Environment } from '../caller.ts';
import { badRequest, forbidden, json, Refusal } from '../engines/answers.ts';
import { readPosted } from '../engines/body.ts';
import type { AccountTrail } from './account-trail.ts';
import { USER_NAME, type Accounts } from './accounts.ts';
import type { BrowserSession } from './browser-session.ts';
import type { Sessions } from './sessions.ts';

const LARGEST = 32 * 1024;

const Invited = z.extend(Standing, { name: z.string().check(z.regex(USER_NAME)) });

export interface PeopleDependencies {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly accountTrail: AccountTrail;
  readonly browser: BrowserSession;
  /** Makes the databases that these users work in, where they are not there yet. */
  readonly provision: (users: readonly User[]) => Promise<void>;
}

/** What an administrator does with the accounts of others. */
export function peopleRoutes({ accounts, sessions, accountTrail, browser, provision }: PeopleDependencies) {
  const people = new Hono<Environment>({ strict: false });

  people.get('/', async (context) => {
    await administrator(context);
    const counts = await sessions.counts();
    const everybody = await accounts.people();
    return json({ people: everybody.map((one) => ({ ...one, sessions: counts.get(one.name) ?? 0 })) });
  });
  people.post('/', async (context) => {
    const { name: self } = await administrator(context);
    const sent = Invited.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!sent.success)
      throw badRequest(
        'Vul een naam in, kies een rol, en neem als gebruikersnaam 2 tot 63 kleine letters, cijfers, punten of streepjes.'
      );
    const { name, ...standing } = sent.data;
    const invitation = await accounts.invite(name, standing, self);
    if (!invitation.ok)
      throw new Refusal(409, 'conflict', 'Deze gebruikersnaam is al van iemand. Kies een andere.');
    await provisionFor(name);
    return json(invitation.value, 201);
  });
  people.post('/:name/standing', async (context) => {
    const { name: self } = await administrator(context);
    const name = context.req.param('name');
    // Whoever shuts themselves out may be the last who can let anybody in.
    if (name === self)
      throw forbidden('Je eigen account verander je niet zelf. Vraag het een andere beheerder.');
    const sent = Standing.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!sent.success) throw badRequest('Vul een naam in, kies een rol, en kijk de data na.');
    if (!(await accounts.decide(name, sent.data, self))) throw nobody();
    await provisionFor(name);
    return context.body(null, 204);
  });
  people.post('/:name/invitation', async (context) => {
    const { name: self } = await administrator(context);
    const invitation = await accounts.inviteAgain(context.req.param('name'), self);
    if (!invitation) throw nobody();
    return json(invitation, 201);
  });
  people.post('/:name/sessions/end', async (context) => {
    const { name: self } = await administrator(context);
    const name = context.req.param('name');
    if (!(await isThere(name))) throw nobody();
    await accountTrail.note(name, 'sessions-ended', self);
    await sessions.endAllOf(name);
    return context.body(null, 204);
  });
  people.get('/:name/history', async (context) => {
    await administrator(context);
    const name = context.req.param('name');
    if (!(await isThere(name))) throw nobody();
    const called = new Map((await accounts.people()).map((one) => [one.name, one.displayName]));
    const history = await accountTrail.of(name);
    return json({
      history: history.map((one) => ({ ...one, who: one.who && (called.get(one.who) ?? one.who) }))
    });
  });

  async function administrator(context: Context<Environment>): Promise<User> {
    const user = await browser.user(context);
    if (!user.roles.includes('administrator')) throw forbidden('Dit is niet voor jou toegankelijk.');
    return user;
  }

  const isThere = async (wanted: string): Promise<boolean> =>
    (await accounts.people()).some(({ name }) => name === wanted);

  async function provisionFor(name: string): Promise<void> {
    const user = await accounts.find(name);
    if (user) await provision([user]);
  }

  return people;
}

const nobody = (): Refusal => new Refusal(404, 'not_found', 'Er is geen account met deze naam.');
