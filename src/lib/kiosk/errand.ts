import type { KioskStore } from '../db/kiosk-store.ts';
import { fail, ok, type Result } from '../core/result.ts';
import {
  EnrolmentAnswer,
  MOST_CELLS,
  MOST_LETTERS_AT_ONCE,
  StandingAnswer,
  type KioskReport
} from './answers.ts';

type Post = (path: string, body: unknown) => Promise<Response>;

/** How an errand to the server ended. `unreachable`: whatever waited goes on waiting. */
export type Errand = 'done' | 'revoked' | 'unreachable';

export interface ErrandOptions {
  readonly store: KioskStore;
  readonly post: Post;
  /** What the screen tells of itself beside its counts. */
  readonly about: () => Omit<KioskReport, 'ticket' | 'counts' | 'letters'>;
}

/** Brings what was counted and what waits to the server, and hears whether the screen goes on. A screen without a ticket stays home. */
export async function runErrand({ store, post, about }: ErrandOptions): Promise<Errand> {
  const ticket = await store.ticket();
  if (ticket === null) return 'done';
  for (;;) {
    const counts = await store.unsent(MOST_CELLS);
    const letters = await store.letters(MOST_LETTERS_AT_ONCE);
    const answer = await told(post, '/kiosken/stand', {
      ticket,
      ...about(),
      counts,
      letters: [...letters]
    } satisfies KioskReport);
    const standing = StandingAnswer.safeParse(answer);
    if (!standing.success) return 'unreachable';
    if (standing.data.state === 'revoked') {
      await store.leave();
      return 'revoked';
    }
    await store.sent(counts);
    const { place, key, taken } = standing.data;
    await store.settle(place, key);
    await store.letGo(taken);
    const more = Object.keys(counts).length === MOST_CELLS || letters.length === MOST_LETTERS_AT_ONCE;
    // A server that takes nothing would be asked without end.
    if (!more || (letters.length > 0 && taken.length === 0)) return 'done';
  }
}

/** Why a screen was not enrolled; `words` are the server's. */
export type NotEnrolled =
  { readonly kind: 'unreachable' } | { readonly kind: 'refused'; readonly words: string };

/** Makes this device a screen by the code that a curator made. */
export async function enrol(store: KioskStore, post: Post, code: string): Promise<Result<null, NotEnrolled>> {
  try {
    const answer = await post('/kiosken/aanmelden', { code });
    const body: unknown = await answer.json();
    if (answer.ok) {
      await store.enrol(EnrolmentAnswer.parse(body));
      return ok(null);
    }
    if (answer.status >= 500) return fail({ kind: 'unreachable' });
    const { reason } = body as { reason?: string };
    return fail({ kind: 'refused', words: reason ?? '' });
  } catch {
    // No network, or a portal that answers with a page of its own.
    return fail({ kind: 'unreachable' });
  }
}

async function told(post: Post, path: string, body: unknown): Promise<unknown> {
  try {
    const answer = await post(path, body);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

const ANSWER_WITHIN = 30_000;

/** Posts to the server in the name of nobody: who is logged in on this device is no business of the screen's. */
export const postHere: Post = (path, body) =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'omit',
    signal: AbortSignal.timeout(ANSWER_WITHIN)
  });
