import { fail, ok, type Result } from '../core/result.ts';

/** Why the server did not do what was asked. `words` is its own sentence, for whoever asked. */
export type ServerRefusal =
  { kind: 'no-connection' } | { kind: 'signed-out' } | { kind: 'refused'; words: string };

const ANSWER_WITHIN = 20_000;

export const NO_CONNECTION =
  'Er is geen verbinding met de server. Er is niets veranderd. Probeer het opnieuw als je bereik hebt.';

/** Asks the server something about accounts, or tells it something: with a body it is sent. */
export async function askServer(path: string, body?: object): Promise<Result<unknown, ServerRefusal>> {
  try {
    const answer = await fetch(path, {
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(ANSWER_WITHIN)
    });
    if (answer.status === 204) return ok(null);
    const told: unknown = await answer.json();
    if (answer.ok) return ok(told);
    if (answer.status === 401) return fail({ kind: 'signed-out' });
    return fail(answer.status < 500 ? { kind: 'refused', words: reasonOf(told) } : { kind: 'no-connection' });
  } catch {
    // Fetch tells no causes, and a page that is no JSON is a portal's: the server was not reached.
    return fail({ kind: 'no-connection' });
  }
}

/** What to tell a person of a refusal. */
export const refusalWords = (refusal: ServerRefusal): string =>
  ({
    'no-connection': NO_CONNECTION,
    'signed-out': 'De server wil weten wie je bent. Log eerst in bij Je gegevens.',
    refused: refusal.kind === 'refused' ? refusal.words : ''
  })[refusal.kind];

const reasonOf = (told: unknown): string =>
  typeof told === 'object' && told !== null && 'reason' in told && typeof told.reason === 'string'
    ? told.reason
    : NO_CONNECTION;
