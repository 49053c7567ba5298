import { Hono, type Context } from 'hono';
import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import {
  EnrolmentCode,
  KioskReport,
  MOST_CELLS,
  PlaceForm,
  type StandingAnswer,
  type KioskLine,
  type KiosksAnswer
} from '#lib/kiosk/answers.ts';
import { visitOf, type CountedVisit, type Counts } from '#lib/kiosk/counts.ts';
import { kioskDatabase } from '#lib/roles/databases.ts';
import type { User } from '#lib/roles/user.ts';
import type { Environment } from '../caller.ts';
import { badRequest, json, Refusal, slowDown } from '../engines/answers.ts';
import { readPosted } from '../engines/body.ts';
import type { Accounts } from '../log-in/accounts.ts';
import type { BrowserSession } from '../log-in/browser-session.ts';
import { createRateLimit, type RateLimit } from '../rate-limit.ts';
import type { KioskCounts } from './counts.ts';
import type { KioskLetters } from './letters.ts';
import type { Kiosks, StoredKiosk } from './kiosks.ts';

const LARGEST = 128 * 1024;
const Enrolment = z.strictObject({ code: EnrolmentCode });
const Revocation = z.strictObject({ id: z.string() });

export interface KioskDependencies {
  readonly kiosks: Kiosks;
  readonly counts: KioskCounts;
  readonly letters: KioskLetters;
  readonly accounts: Pick<Accounts, 'list'>;
  readonly browser: Pick<BrowserSession, 'user'>;
  /** Holds an address to so many tries of a code. */
  readonly codeLimit: RateLimit;
}

/** Who mistypes a code a few times goes on; who tries all of them does not. */
export const createCodeLimit = (clock: Clock): RateLimit => createRateLimit(clock, 10, 60 * 60_000);

/** The addresses under `/kiosken`: what screens say of themselves, and what curators see, make and revoke. */
export function kioskRoutes({ kiosks, counts, letters, accounts, browser, codeLimit }: KioskDependencies) {
  const app = new Hono<Environment>({ strict: false });

  async function posted<Body>(context: Context<Environment>, schema: z.ZodMiniType<Body>): Promise<Body> {
    const body = schema.safeParse(await readPosted(context.req.raw, LARGEST));
    if (!body.success) throw badRequest('Dit is geen goede vraag over een scherm.');
    return body.data;
  }

  async function curator(context: Context<Environment>): Promise<User> {
    const user = await browser.user(context);
    if (!user.roles.includes('curator'))
      throw new Refusal(403, 'forbidden', 'De schermen zijn voor wie de kaart beheert.');
    return user;
  }

  const teamsNow = async (): Promise<string[]> =>
    [...new Set((await accounts.list()).flatMap(({ teams }) => teams))].sort();

  app.get('/', async (context) => {
    await curator(context);
    const lines = (await kiosks.list()).map(async (kiosk) =>
      lineOf(
        kiosk,
        await counts.lately(kioskDatabase(kiosk.point)),
        await letters.undelivered(kioskDatabase(kiosk.point))
      )
    );
    return json({ kiosks: await Promise.all(lines), teams: await teamsNow() } satisfies KiosksAnswer);
  });

  app.post('/code', async (context) => {
    const { name } = await curator(context);
    const place = await posted(context, PlaceForm);
    if (!(await teamsNow()).includes(place.team)) throw badRequest('Dit team bestaat niet. Kies een ander.');
    return json(await kiosks.invite(place, name), 201);
  });

  app.post('/intrekken', async (context) => {
    const { name } = await curator(context);
    const { id } = await posted(context, Revocation);
    if (!(await kiosks.revoke(id, name)))
      throw new Refusal(404, 'not_found', 'Dit scherm is er niet, of het is al ingetrokken.');
    return context.body(null, 204);
  });

  // Without a session, as all that follows: a screen has a ticket instead, and before that a code.
  app.post('/aanmelden', async (context) => {
    const { code } = await posted(context, Enrolment);
    const wait = codeLimit.take(context.env.address, 1);
    if (wait > 0) return slowDown(wait, 'Er zijn te veel codes geprobeerd. Wacht een uur.');
    const enrolled = await kiosks.enrol(code);
    if (!enrolled)
      throw new Refusal(404, 'not_found', 'Deze code werkt niet (meer). Vraag de beheerder om een nieuwe.');
    return json({ ...enrolled, key: letters.publicKey }, 201);
  });

  app.post('/stand', async (context) => {
    const report = await posted(context, KioskReport);
    if (Object.keys(report.counts).length > MOST_CELLS)
      throw badRequest(`Stuur hooguit ${MOST_CELLS} tellingen.`);
    const kiosk = await kiosks.hear(report);
    if (!kiosk) return json({ state: 'revoked' } satisfies StandingAnswer);
    const taken = await letters.take(kioskDatabase(kiosk.point), report.letters);
    const { place } = kiosk;
    return json({ state: 'in-use', place, key: letters.publicKey, taken } satisfies StandingAnswer);
  });

  return app;
}

function lineOf(kiosk: StoredKiosk, lately: Counts, undelivered: number): KioskLine {
  const { _id, place, state, created, contact, built, checked, stuck } = kiosk;
  const by = (key: (visit: CountedVisit) => string) => {
    const totals: Record<string, number> = {};
    for (const [cell, count] of Object.entries(lately)) {
      const visit = visitOf(cell);
      if (visit) totals[key(visit)] = (totals[key(visit)] ?? 0) + count;
    }
    return totals;
  };
  return {
    id: _id,
    place,
    state,
    enrolled: isoMoment(Date.parse(created)),
    contact,
    built,
    checked,
    stuck,
    undelivered,
    outcomes: by(({ outcome }) => outcome),
    languages: by(({ language }) => language)
  };
}
