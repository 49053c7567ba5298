import { fail, ok, type Result } from '../core/result.ts';
import type { Fetch } from '../db/replication.ts';
import { SessionAnswer } from '../roles/user.ts';
import type { SignInFailure } from './lock.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const ANSWER_WITHIN = 20_000;

/** Logs in at the server and asks who that is. */
export async function logIn(
  fetch: Fetch,
  origin: string,
  username: string,
  password: string
): Promise<Result<SessionAnswer, SignInFailure>> {
  const body = JSON.stringify({ username, password });
  const answer = await ask(fetch, `${origin}/auth/login`, { method: 'POST', headers: JSON_TYPE, body });
  if (answer?.status === 429) return fail({ kind: 'slow-down' });
  if (answer && answer.status >= 400 && answer.status < 500) return fail({ kind: 'wrong-password' });
  const session = answer?.ok ? await whoIsSignedIn(fetch, origin) : null;
  return session ? ok(session) : fail({ kind: 'no-connection' });
}

/** Who has a session at the server here; null when nobody, or when there is no connection. */
export async function whoIsSignedIn(fetch: Fetch, origin: string): Promise<SessionAnswer | null> {
  const answer = await ask(fetch, `${origin}/auth/session`, {});
  return answer?.ok ? SessionAnswer.parse(await answer.json()) : null;
}

/** The server's answer; null when there was none, or when something between answered with a page of its own. */
async function ask(fetch: Fetch, address: string, init: RequestInit): Promise<Response | null> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    const answer = await fetch(address, { ...init, credentials: 'same-origin', signal });
    return answer.headers.get('content-type')?.includes('json') ? answer : null;
  } catch {
    // Fetch tells no causes; all of them mean that the server was not reached.
    return null;
  }
}
