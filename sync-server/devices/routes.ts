import { Hono, type Context } from 'hono';
import * as z from 'zod/mini';
import type { User } from '#lib/roles/user.ts';
import type { Environment } from '../caller.ts';
import { badRequest, json, Refusal } from '../engines/answers.ts';
import { readPosted } from '../engines/body.ts';
import type { Accounts } from '../log-in/accounts.ts';
import type { BrowserSession } from '../log-in/browser-session.ts';
import { whatItIs, type Device, type Devices } from './devices.ts';

const LARGEST = 1024;
const Ticket = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const Registration = z.strictObject({ ticket: Ticket, device: z.string().check(z.regex(/^[0-9a-f]{16}$/)) });
const Standing = z.strictObject({ ticket: Ticket });
const Revocation = z.strictObject({ id: z.string() });

export interface DeviceDependencies {
  readonly devices: Devices;
  readonly accounts: Pick<Accounts, 'list'>;
  readonly browser: Pick<BrowserSession, 'user' | 'endAllOf'>;
}

/** The addresses under `/toestellen`: what devices say of themselves, and what people see and revoke. */
export function deviceRoutes({ devices, accounts, browser }: DeviceDependencies) {
  const app = new Hono<Environment>({ strict: false });

  async function posted<Body>(context: Context<Environment>, schema: z.ZodMiniType<Body>): Promise<Body> {
    const body = schema.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!body.success) throw badRequest('Dit is geen goede vraag over een toestel.');
    return body.data;
  }

  app.post('/hier', async (context) => {
    const { name } = await browser.user(context);
    const { ticket, device } = await posted(context, Registration);
    const what = whatItIs(context.req.header('user-agent') ?? '');
    return json({ state: await devices.register(ticket, name, device, what) });
  });

  // Without a session: one that is revoked has none any more. Whoever has the ticket is the device.
  app.post('/stand', async (context) => {
    const { ticket } = await posted(context, Standing);
    return json({ state: await devices.standing(ticket) });
  });
  app.post('/gewist', async (context) => {
    const { ticket } = await posted(context, Standing);
    await devices.wiped(ticket);
    return context.body(null, 204);
  });

  app.get('/', async (context) => {
    const user = await browser.user(context);
    const people = new Map((await accounts.list()).map((one) => [one.name, one]));
    const mine = (await devices.list()).filter((device) => mayRevoke(user, people.get(device.user), device));
    return json({
      devices: mine.map((device) => ({
        ...device,
        name: people.get(device.user)?.displayName ?? device.user,
        by: device.by === null ? null : (people.get(device.by)?.displayName ?? device.by)
      }))
    });
  });

  app.post('/intrekken', async (context) => {
    const user = await browser.user(context);
    const { id } = await posted(context, Revocation);
    const device = (await devices.list()).find((one) => one.id === id);
    const owner = (await accounts.list()).find(({ name }) => name === device?.user);
    if (!device || !mayRevoke(user, owner, device))
      throw new Refusal(403, 'forbidden', 'Dit toestel kun je niet intrekken.');
    await devices.revoke(id, user.name);
    // Whoever holds the device may be logged in on it. Its owner logs in again elsewhere.
    await browser.endAllOf(context, device.user);
    return context.body(null, 204);
  });

  return app;
}

/** One's own devices, a team lead those of the team, an administrator all. */
const mayRevoke = (user: User, owner: User | undefined, device: Device): boolean =>
  device.user === user.name ||
  user.roles.includes('administrator') ||
  (user.roles.includes('team-lead') && (owner?.teams.some((team) => user.teams.includes(team)) ?? false));
