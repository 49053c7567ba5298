import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { User } from '#lib/roles/user.ts';
import type { Environment } from '../caller.ts';
import { badRequest, json, Refusal } from '../engines/answers.ts';
import { readPosted } from '../engines/body.ts';
import type { BrowserSession } from '../log-in/browser-session.ts';
import type { Retention } from './destroy.ts';

const LARGEST = 64 * 1024;
const Team = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,60}$/));
const Destruction = z.strictObject({
  team: Team,
  /** Ids of residents, and of what came to no card. */
  subjects: z
    .array(z.string().check(z.regex(/^(?:resident|report|handover|promise):[A-Za-z0-9._-]{1,100}$/)))
    .check(z.minLength(1), z.maxLength(500))
});

export interface RetentionRoutes {
  readonly retention: Retention;
  readonly browser: Pick<BrowserSession, 'user'>;
}

/** The addresses under `/bewaren`: what a team lead has destroyed, and the reports of that. */
export function retentionRoutes({ retention, browser }: RetentionRoutes) {
  const app = new Hono<Environment>({ strict: false });

  app.post('/vernietigen', async (context) => {
    const user = await browser.user(context);
    const asked = Destruction.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!asked.success) throw badRequest('Stuur een team (team) en wat vernietigd wordt (subjects).');
    const { team, subjects } = asked.data;
    mustLead(user, team);
    const report = await retention.destroy(team, subjects, user.name);
    if (!report.ok)
      throw new Refusal(
        409,
        'conflict',
        'Van een van deze stukken is de termijn niet voorbij. Er is niets vernietigd.'
      );
    return json({ report: report.value });
  });

  app.get('/verslagen/:team', async (context) => {
    const team = context.req.param('team');
    mustLead(await browser.user(context), team);
    return json({ reports: await retention.reports(team) });
  });

  return app;
}

function mustLead({ roles, teams }: User, team: string): void {
  if (!roles.includes('team-lead') || !teams.includes(team))
    throw new Refusal(403, 'forbidden', 'Alleen de teamleider van dit team kan dat.');
}
