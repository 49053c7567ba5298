import * as z from 'zod/mini';
import type { Fetch } from '../db/replication.ts';

/* What this device and the server say to one another of whether it was revoked. Without a session, by its ticket. */

const Answer = z.object({ state: z.enum(['in-use', 'revoked']) });
const ANSWER_WITHIN = 20_000;

/** Where the server is, and how it is asked. */
export interface Server {
  readonly fetch: Fetch;
  readonly origin: string;
}

/** Tells that somebody who is signed in works on this device; answers as `standingOf` does. */
export const registerDevice = (server: Server, ticket: string, device: string): Promise<Standing> =>
  ask(server, '/toestellen/hier', { ticket, device });

/** Whether the device was revoked; null when the server did not say. */
export const standingOf = (server: Server, ticket: string): Promise<Standing> =>
  ask(server, '/toestellen/stand', { ticket });

/** Tells that everything on the device is destroyed. When that does not arrive, the server knows that it was asked. */
export async function reportWiped(server: Server, ticket: string): Promise<void> {
  await ask(server, '/toestellen/gewist', { ticket });
}

export type Standing = 'in-use' | 'revoked' | null;

async function ask({ fetch, origin }: Server, path: string, body: object): Promise<Standing> {
  try {
    const answer = await fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(ANSWER_WITHIN)
    });
    const parsed = answer.ok ? Answer.safeParse(await answer.json()) : null;
    return parsed?.success ? parsed.data.state : null;
  } catch {
    // Fetch tells no causes, and a portal answers with a page; all of them mean that the server did not say.
    return null;
  }
}
