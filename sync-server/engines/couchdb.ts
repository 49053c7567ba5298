import { addressOf, pathOf, type Address } from './address.ts';
import { badRequest, Refusal } from './answers.ts';
import { BULK_LIMIT, DOCUMENT_LIMIT, readBytes } from './body.ts';
import type { Engine, Identity } from './engine.ts';
import { isServerAdmin } from './security.ts';

export interface CouchOptions {
  /** Address of the server, with the name and password of an administrator: `http://admin:secret@couchdb:5984`. */
  readonly url: string;
  readonly fetch: typeof fetch;
  /** The token with which CouchDB knows who asks; without it every request goes as the administrator. */
  readonly tokens?: (identity: Identity) => string;
}

/** What a client may say to CouchDB; cookies, proxy headers and credentials of its own stay behind. */
const PASSED_ON = ['accept', 'content-type', 'if-match', 'if-none-match'];
const PASSED_BACK = ['content-type', 'etag', 'cache-control', 'allow'];

/**
 * A real CouchDB. The server's own requests go as the administrator of the URL. Those for a user go with a token of
 * theirs, so that CouchDB's own rules hold for them too; without tokens it is the gate in front alone that decides.
 * Credentials stand in no answer and no error.
 */
export function createCouchEngine({ url, fetch, tokens }: CouchOptions): Engine {
  const { base, authorization } = readUrl(url);
  const ending = new AbortController();

  const authorizationOf = (identity: Identity): string | null =>
    tokens && !isServerAdmin(identity) ? `Bearer ${tokens(identity)}` : authorization;

  async function send(identity: Identity, request: Request, address: Address): Promise<Response> {
    const headers = new Headers();
    const own = authorizationOf(identity);
    if (own !== null) headers.set('authorization', own);
    for (const name of PASSED_ON) {
      const value = request.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    // Whole before it is sent: a body that breaks off or is too large never reaches the database.
    const limit = /^_(bulk|revs|missing|all|changes)/.test(address.segments[0] ?? '')
      ? BULK_LIMIT
      : DOCUMENT_LIMIT;
    const body = request.body ? await readBytes(request, limit) : null;
    try {
      return await fetch(base + pathOf(address) + new URL(request.url).search, {
        method: request.method,
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.any([request.signal, ending.signal])
      });
    } catch (error) {
      if (request.signal.aborted) throw error;
      throw unavailable('The database server cannot be reached.');
    }
  }

  return {
    kind: 'couchdb',
    as: (identity) => async (request) => {
      try {
        const address = addressOf(request.url);
        if (!address) throw badRequest('The address has an empty or broken part.');
        const response = await send(identity, request, address);
        // Our own credentials were refused: that is no news about the user, who would be sent to log in again.
        if (response.status === 401)
          throw unavailable('The database server refuses the credentials of COUCHDB_URL.');
        return passBack(response);
      } catch (error) {
        if (error instanceof Refusal) return error.toResponse();
        throw error;
      }
    },
    async close() {
      ending.abort();
    }
  };
}

const unavailable = (reason: string): Refusal => new Refusal(503, 'service_unavailable', reason);

function readUrl(url: string): { base: string; authorization: string | null } {
  // The message of the platform's own error would hold the password.
  if (!URL.canParse(url)) throw new Error('COUCHDB_URL is not a URL.');
  const { protocol, host, pathname, username, password } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new Error('COUCHDB_URL must begin with http or https.');
  const base = `${protocol}//${host}${pathname.replace(/\/$/, '')}`;
  if (username === '') return { base, authorization: null };
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { base, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function passBack(response: Response): Response {
  const headers = new Headers();
  for (const name of PASSED_BACK) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(response.body, { status: response.status, headers });
}
