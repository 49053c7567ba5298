/** Thrown to leave a request early with CouchDB's `{error, reason}`; never carries more than a client may read. */
export class Refusal extends Error {
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, reason: string) {
    super(reason);
    this.status = status;
    this.error = error;
  }

  toResponse(): Response {
    return json({ error: this.error, reason: this.message }, this.status);
  }
}

export const notFound = (reason = 'missing'): Refusal => new Refusal(404, 'not_found', reason);
export const badRequest = (reason: string): Refusal => new Refusal(400, 'bad_request', reason);
export const badQuery = (reason: string): Refusal => new Refusal(400, 'query_parse_error', reason);
export const conflict = (): Refusal => new Refusal(409, 'conflict', 'Document update conflict.');
export const forbidden = (reason: string): Refusal => new Refusal(403, 'forbidden', reason);
export const tooLarge = (reason: string): Refusal => new Refusal(413, 'too_large', reason);

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body) + '\n', {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'must-revalidate', ...headers }
  });

/** Asks to wait so many milliseconds, and says why. */
export function slowDown(wait: number, why: string): Response {
  const seconds = Math.ceil(wait / 1000);
  const body = {
    error: 'too_many_requests',
    reason: `${why} Wacht ${seconds} seconden en probeer het dan opnieuw.`
  };
  return json(body, 429, { 'retry-after': String(seconds) });
}
