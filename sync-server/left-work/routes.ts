import { Hono, type Context } from 'hono';
import * as z from 'zod/mini';
import { databaseKind } from '#lib/roles/databases.ts';
import type { User } from '#lib/roles/user.ts';
import type { Environment } from '../caller.ts';
import { NOT_FOR_YOU, type Candidate } from '../document-rules.ts';
import { badRequest, forbidden, json, Refusal } from '../engines/answers.ts';
import { readPosted } from '../engines/body.ts';
import type { Accounts } from '../log-in/accounts.ts';
import type { BrowserSession } from '../log-in/browser-session.ts';
import type { LeftWork } from './left-work.ts';

const LARGEST = 16 * 1024 * 1024;
const LARGEST_QUESTION = 256 * 1024;

const Revs = z.record(z.string(), z.array(z.string()));
const Sent = z.object({
  docs: z.array(z.looseObject({ _id: z.string(), _rev: z.string() })).check(z.maxLength(500)),
  new_edits: z.literal(false)
});
const Pieces = z.strictObject({ ids: z.array(z.string()).check(z.minLength(1), z.maxLength(2000)) });

export interface LeftWorkRoutes {
  readonly leftWork: LeftWork;
  readonly accounts: Pick<Accounts, 'handsInFor' | 'list'>;
  readonly browser: Pick<BrowserSession, 'user'>;
}

/**
 * The addresses under `/achtergelaten`. Below the name of a database they speak as much of replication as sending needs,
 * and no more: nothing is read there. Below `/team` a team lead sees what waits.
 */
export function leftWorkRoutes({ leftWork, accounts, browser }: LeftWorkRoutes) {
  const app = new Hono<Environment>({ strict: false });

  /** Who asks, when it is somebody who left that team not too long ago. */
  async function whoLeft(context: Context<Environment>): Promise<{ user: User; database: string }> {
    const user = await browser.user(context);
    const database = context.req.param('database') ?? '';
    if (databaseKind(database) !== 'team' || !(await accounts.handsInFor(user.name)).includes(database))
      throw forbidden(NOT_FOR_YOU);
    return { user, database };
  }

  async function leadOf(context: Context<Environment>): Promise<{ user: User; team: string }> {
    const user = await browser.user(context);
    const team = context.req.param('team') ?? '';
    if (!user.roles.includes('team-lead') || !user.teams.includes(team))
      throw new Refusal(403, 'forbidden', 'Alleen de teamleider van dit team kan dat.');
    return { user, team };
  }

  // A device has no place here to go on from: what is put aside is found by its revisions.
  app.get('/:database/_local/:id', async (context) => {
    await whoLeft(context);
    return json({ error: 'not_found', reason: 'missing' }, 404);
  });
  app.put('/:database/_local/:id', async (context) => {
    await whoLeft(context);
    return json({ ok: true, id: `_local/${context.req.param('id')}`, rev: '0-1' }, 201);
  });
  app.post('/:database/_revs_diff', async (context) => {
    const { user, database } = await whoLeft(context);
    const revs = Revs.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!revs.success) throw badRequest('Stuur versies per document.');
    return json(await leftWork.missing(database, user, revs.data));
  });
  app.post('/:database/_bulk_docs', async (context) => {
    const { user, database } = await whoLeft(context);
    const sent = Sent.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!sent.success)
      throw badRequest('Stuur documenten (docs) zoals ze geschreven zijn (new_edits: false).');
    return json(await leftWork.putAside(database, user, sent.data.docs as readonly Candidate[]), 201);
  });

  app.get('/team/:team', async (context) => {
    const { team } = await leadOf(context);
    const names = new Map((await accounts.list()).map(({ name, displayName }) => [name, displayName]));
    const waiting = await leftWork.waiting(team);
    return json({ pieces: waiting.map((piece) => ({ ...piece, byName: names.get(piece.by) ?? piece.by })) });
  });
  for (const [path, act] of [
    ['overnemen', leftWork.accept],
    ['weggooien', leftWork.discard]
  ] as const)
    app.post(`/team/:team/${path}`, async (context) => {
      const { user, team } = await leadOf(context);
      const asked = Pieces.safeParse(await readPosted(context.req.raw, LARGEST_QUESTION));
      if (!asked.success) throw badRequest('Stuur welke stukken (ids).');
      return json(await act(team, asked.data.ids, user.name));
    });

  return app;
}
