import { fail, ok, type Result } from '../core/result.ts';
import { MissedAnswer } from './missed-answer.ts';

export type MissedFailure = { kind: 'no-connection' } | { kind: 'signed-out' } | { kind: 'forbidden' };

const ANSWER_WITHIN = 20_000;

/** What was sought in vain, as the server tells it to a curator. */
export async function readMissed(
  fetch: (address: string, init: RequestInit) => Promise<Response>
): Promise<Result<MissedAnswer['questions'], MissedFailure>> {
  try {
    const answer = await fetch('/gemist', {
      credentials: 'same-origin',
      signal: AbortSignal.timeout(ANSWER_WITHIN)
    });
    if (answer.status === 401) return fail({ kind: 'signed-out' });
    if (answer.status === 403) return fail({ kind: 'forbidden' });
    const parsed = MissedAnswer.safeParse(await answer.json());
    return parsed.success ? ok(parsed.data.questions) : fail({ kind: 'no-connection' });
  } catch {
    // Fetch tells no causes, and a page that is no JSON is a portal's: the server was not reached.
    return fail({ kind: 'no-connection' });
  }
}
