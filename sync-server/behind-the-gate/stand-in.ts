// What tests take for a CouchDB that reads our tokens and goes by our rules: as much of it as they can meet.
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import * as z from 'zod/mini';
import { heldUntilAnswered } from '../database.ts';
import { descendsFrom, type Candidate } from '../document-rules.ts';
import { createCouchEngine } from '../engines/couchdb.ts';
import { createEmbeddedEngine } from '../engines/embedded.ts';
import { SERVER, type DocumentGuard, type Engine, type Identity } from '../engines/engine.ts';
import { createTokens } from './token.ts';

const ADMINISTRATOR = `Basic ${Buffer.from('admin:geheim').toString('base64')}`;

const Claims = z.object({ sub: z.string(), exp: z.number(), '_couchdb.roles': z.array(z.string()) });

type Validate = (newDoc: unknown, oldDoc: unknown, userCtx: unknown, secObj: unknown) => void;

/** A `validate_doc_update` as CouchDB compiles and asks it; its reason, or null when it lets a document pass. */
export function compiledGuard(database: string, source: string): DocumentGuard {
  const context = createContext({});
  const validate = runInContext(`(${source})`, context) as Validate;
  const parse = runInContext('JSON.parse', context) as (text: string) => unknown;
  const given = (value: unknown) => parse(JSON.stringify(value));
  return (document, winner, { name, roles }) => {
    // CouchDB tells of the revision that this one follows, not of another that stands beside it.
    const stored = winner && descendsFrom(document, winner['_rev']) ? winner : null;
    const told: Candidate = {
      ...(document['_rev'] === undefined && { _revisions: { start: 0, ids: [] } }),
      ...document
    };
    try {
      validate(given(told), given(stored), given({ db: database, name, roles }), given({}));
      return null;
    } catch (thrown) {
      const { forbidden } = thrown as { forbidden?: string };
      if (forbidden === undefined) throw thrown;
      return forbidden;
    }
  };
}

/** The engine over such a CouchDB. */
export async function couchdbStandIn(): Promise<{ engine: Engine; discard: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'binnenzak-couchdb-'));
  const guards = new Map<string, DocumentGuard>();
  const inside = await createEmbeddedEngine({ folder, guard: (database) => guards.get(database) ?? null });
  const key = randomBytes(32);

  function identityIn(authorization: string): Identity | number {
    if (authorization === ADMINISTRATOR) return SERVER;
    const [head, claims = '', signature] = authorization.replace(/^Bearer /, '').split('.');
    if (signature !== createHmac('sha256', key).update(`${head}.${claims}`).digest('base64url')) return 400;
    const {
      sub,
      exp,
      '_couchdb.roles': roles
    } = Claims.parse(JSON.parse(Buffer.from(claims, 'base64url').toString()));
    return exp > Date.now() / 1000 ? { name: sub, roles } : 401;
  }

  // Whole, so that the request is held until its answer is there: a question that waits may be ended all that time.
  const answer = (input: URL | RequestInfo, init?: RequestInit): Promise<Response> =>
    heldUntilAnswered(new Request(input, init), async (request) => {
      const response = await answerTo(request);
      const text = await response.text();
      return new Response(text === '' ? null : text, response);
    });

  async function answerTo(request: Request): Promise<Response> {
    const identity = identityIn(request.headers.get('authorization') ?? '');
    if (typeof identity === 'number') return Response.json({ error: 'unauthorized' }, { status: identity });
    const [, database = '', special] = new URL(request.url).pathname.split('/');
    const text = request.method === 'PUT' && special === '_design' ? await request.clone().text() : null;
    const response = await inside.as(identity)(request);
    if (text !== null && response.ok)
      guards.set(database, compiledGuard(database, String(JSON.parse(text).validate_doc_update)));
    return response;
  }

  const engine = createCouchEngine({
    url: 'http://admin:geheim@couchdb:5984',
    fetch: answer,
    tokens: createTokens(key, Date.now)
  });
  return {
    engine,
    async discard() {
      await engine.close();
      await inside.close();
      await rm(folder, { recursive: true, force: true });
    }
  };
}
