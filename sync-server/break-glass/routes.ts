import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Clock } from '#lib/core/clock.ts';
import { mayBreakGlass } from '#lib/roles/can.ts';
import { BreakGlassReason } from '#lib/visits/glass-broken.ts';
import type { Environment } from '../caller.ts';
import { badRequest, json, Refusal, slowDown } from '../engines/answers.ts';
import { readPosted } from '../engines/body.ts';
import type { BrowserSession } from '../log-in/browser-session.ts';
import { createRateLimit, type RateLimit } from '../rate-limit.ts';
import type { BreakGlass } from './break-glass.ts';

const LARGEST = 8 * 1024;
const Team = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,60}$/));
const AskedFile = z.strictObject({
  team: Team,
  name: z.string().check(z.minLength(2), z.maxLength(200)),
  known: z.string().check(z.minLength(4), z.maxLength(40)),
  reason: BreakGlassReason
});
const AskedRead = z.strictObject({
  team: Team,
  id: z.string().check(z.regex(/^glass-broken:[a-z0-9-]{1,60}$/))
});

/** Nobody needs more files of other teams in an hour; who guesses at names and years does. */
export const createBreakGlassLimit = (clock: Clock): RateLimit => createRateLimit(clock, 10, 60 * 60_000);

export interface BreakGlassRoutes {
  readonly breakGlass: BreakGlass;
  /** Holds a user to so many questions for a file. */
  readonly limit: RateLimit;
  readonly browser: Pick<BrowserSession, 'user'>;
}

/** The addresses under `/noodinzage`: a team lead of another team reads one resident's file for a while. */
export function breakGlassRoutes({ breakGlass, limit, browser }: BreakGlassRoutes) {
  const app = new Hono<Environment>({ strict: false });

  app.post('/', async (context) => {
    const user = await browser.user(context);
    const asked = AskedFile.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!asked.success)
      throw badRequest(
        asked.error.issues.find(({ path }) => path[0] === 'reason')?.message ??
          'Stuur een team (team), een naam (name), wat je weet (known) en een reden (reason).'
      );
    // Before it is seen who may: whoever tries again and again does not fill the trail.
    const wait = limit.take(user.name, 1);
    if (wait > 0) return slowDown(wait, 'Je vroeg te vaak om een dossier van een ander team.');
    if (!mayBreakGlass(user, asked.data.team)) {
      await breakGlass.refused(asked.data.team, user.name);
      throw notAllowed();
    }
    const grant = await breakGlass.open(asked.data, user);
    if (!grant)
      throw new Refusal(
        404,
        'not_found',
        'Bij dit team past niemand, of meer dan een bewoner, bij deze gegevens.'
      );
    return json(grant);
  });

  app.get('/', async (context) => {
    const user = await browser.user(context);
    const grants = await breakGlass.running(user.name);
    return json({ grants: grants.filter(({ team }) => mayBreakGlass(user, team)) });
  });

  app.post('/dossier', async (context) => {
    const user = await browser.user(context);
    const asked = AskedRead.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!asked.success) throw badRequest('Stuur een team (team) en een kenmerk (id).');
    const { team, id } = asked.data;
    if (!mayBreakGlass(user, team)) throw notAllowed();
    const documents = await breakGlass.read(team, id, user.name);
    if (!documents)
      throw new Refusal(404, 'not_found', 'Dit dossier is voor jou niet open, of de drie uur zijn voorbij.');
    return json({ documents });
  });

  return app;
}

const notAllowed = (): Refusal =>
  new Refusal(403, 'forbidden', 'Alleen een teamleider van een ander team kan dat.');
