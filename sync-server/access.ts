import { databaseKind } from '#lib/roles/databases.ts';
import { mayOpen } from '#lib/roles/can.ts';
import type { User } from '#lib/roles/user.ts';
import { shapeOf, type Shape } from './access-shapes.ts';
import { heldUntilAnswered, openDatabase, type WriteOutcome } from './database.ts';
import { idOf, NOT_FOR_YOU, refusal, refusals, revOf, type Candidate } from './document-rules.ts';
import { badRequest, forbidden, json, Refusal } from './engines/answers.ts';
import { isObject, readObject } from './engines/body.ts';
import type { DocumentGuard, Engine } from './engines/engine.ts';
import type { GroupLists } from './group-lists.ts';
import { identityOf, productRoles } from './identity.ts';

/** Bytes of a request; a device sends its work in portions far below it. */
const LARGEST_BODY = 16 * 1024 * 1024;
const LARGEST_CHECKPOINT = 64 * 1024;
/** Documents in one request. */
const MOST_DOCUMENTS = 5000;
/** A long poll ends after this, so that a log-out elsewhere is noticed. In milliseconds. */
const LONGEST_POLL = 50_000;

/** One revision that the engine took. */
export interface Written {
  readonly document: Candidate;
  readonly rev: string;
}

/** Told of what a user wrote, once the engine has it. */
export type OnWritten = (database: string, user: User, written: readonly Written[]) => Promise<void>;

export interface GateDependencies {
  readonly engine: Engine;
  readonly lists: Pick<GroupLists, 'isOpen'>;
  readonly onWritten: OnWritten;
  /** Ends the long polls when the server stops. */
  readonly stopping: AbortSignal;
}

/** Every request for a database passes here, and nothing passes that is not on the list of what may be asked. */
export type Gate = (request: Request, user: User) => Promise<Response>;

/** The same rules as the gate's, for an engine that can judge a document while it is written. */
export const guardOf =
  (database: string): DocumentGuard =>
  (document, previous, identity) =>
    refusal(document, {
      user: { name: identity.name, roles: productRoles(identity.roles) },
      database,
      previous
    });

export function createGate({ engine, lists, onWritten, stopping }: GateDependencies): Gate {
  /** A request that is made anew, so that nothing of the caller's slips through. */
  const made = ({ request, path, query }: Target, init: RequestInit = {}): Request =>
    new Request(
      `http://engine/${path.map(encodeURIComponent).join('/')}${query.size > 0 ? `?${query}` : ''}`,
      {
        method: request.method,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        signal: request.signal,
        ...init
      }
    );

  async function ask(target: Target, init?: RequestInit): Promise<Response> {
    const response = await engine.as(identityOf(target.user))(made(target, init));
    return isList(target) ? withoutRules(response) : new Response(response.body, answerLike(response));
  }

  /** Whether the answer is a list in which the engine names its own rules for the database. */
  const isList = ({ path }: Target): boolean =>
    engine.kind === 'couchdb' && ['_changes', '_all_docs'].includes(path[1] ?? '');

  /** An answer that may come late; it is read whole, because the request must be held until then. */
  const askPatiently = (target: Target): Promise<Response> => {
    const signal = AbortSignal.any([target.request.signal, stopping]);
    return heldUntilAnswered(made(target, { signal }), async (request) => {
      const response = await engine.as(identityOf(target.user))(request);
      return isList(target)
        ? withoutRules(response)
        : new Response(await response.text(), answerLike(response));
    });
  };

  const send = (target: Target, body: unknown): Promise<Response> =>
    ask(target, { body: JSON.stringify(body) });

  /**
   * Why each document may not be written, null where it may. The embedded engine judges by itself at the moment of
   * writing (see `guardOf`); for another one it is done here, against what stands there now.
   */
  async function judge(target: Target, documents: readonly Candidate[]): Promise<readonly (string | null)[]> {
    if (engine.kind === 'embedded') return documents.map(() => null);
    const stored = await openDatabase(engine, target.database).getAll(documents.map(idOf));
    return refusals(documents, target, stored);
  }

  async function writeOne(target: Target, id: string): Promise<Response> {
    const body = await readObject(target.request, LARGEST_BODY);
    if (body['_id'] !== undefined && body['_id'] !== id) throw badRequest('Document ID must match the URL.');
    const { query } = target;
    const rev = query.get('rev') ?? body['_rev'];
    if (body['_rev'] !== undefined && body['_rev'] !== rev)
      throw badRequest('Document rev from request body and query string have different values.');
    // Into the document, so that what is judged and what the engine reads are one thing.
    query.delete('rev');
    const document = { ...body, _id: id, ...(rev === undefined ? {} : { _rev: rev }) };
    const [reason] = await judge(target, [document]);
    if (reason) throw forbidden(reason);
    const response = await send(target, document);
    if (!response.ok) return response;
    const outcome = (await response.json()) as WriteOutcome;
    await onWritten(target.database, target.user, written([document], [outcome]));
    return json(outcome, response.status);
  }

  async function writeMany(target: Target): Promise<Response> {
    const body = await readObject(target.request, LARGEST_BODY);
    const documents = documentsIn(body);
    const reasons = await judge(target, documents);
    const accepted = documents.filter((_, place) => reasons[place] === null);
    const answer = accepted.length === 0 ? json([], 201) : await send(target, { ...body, docs: accepted });
    if (!answer.ok) return answer;
    const outcomes = (await answer.json()) as readonly WriteOutcome[];
    await onWritten(target.database, target.user, written(accepted, outcomes));
    return json(merged(documents, reasons, outcomes, body['new_edits'] === false), 201);
  }

  async function writeCheckpoint(target: Target, id: string): Promise<Response> {
    const body = await readObject(target.request, LARGEST_CHECKPOINT);
    if (body['_id'] !== undefined && body['_id'] !== `_local/${id}`)
      throw badRequest('Document ID must match the URL.');
    return send(target, body);
  }

  async function answer(target: Target, shape: Shape): Promise<Response> {
    switch (shape.kind) {
      case 'read':
        return target.request.method === 'POST'
          ? send(target, await readObject(target.request, LARGEST_BODY))
          : ask(target);
      case 'changes': {
        const { query } = target;
        if (query.get('feed') === 'longpoll') {
          query.delete('heartbeat');
          const wanted = Number(query.get('timeout') ?? LONGEST_POLL);
          query.set('timeout', String(wanted >= 0 ? Math.min(wanted, LONGEST_POLL) : LONGEST_POLL));
          return askPatiently(target);
        }
        if (query.has('feed') && query.get('feed') !== 'normal') throw forbidden(NOT_FOR_YOU);
        return ask(target);
      }
      case 'write-one':
        return writeOne(target, shape.id);
      case 'write-many':
        return writeMany(target);
      case 'write-checkpoint':
        return writeCheckpoint(target, shape.id);
    }
  }

  return async (request, user) => {
    try {
      const asked = shapeOf(request.method, request.url);
      // One answer for all: a database that is not there, one of somebody else, and a question that is not on the list.
      if (!asked || !mayOpen(user, asked.database)) throw forbidden(NOT_FOR_YOU);
      const { database, path, shape } = asked;
      if (databaseKind(database) === 'group' && !(await lists.isOpen(database))) throw forbidden(NOT_FOR_YOU);
      const query = new URLSearchParams(new URL(request.url).searchParams);
      return await answer({ request, user, database, path: [database, ...path], query }, shape);
    } catch (error) {
      if (error instanceof Refusal) return error.toResponse();
      if (stopping.aborted || request.signal.aborted)
        return new Refusal(503, 'unavailable', 'De server stopt.').toResponse();
      throw error;
    }
  };
}

/** A list without the design document of the database, which is the server's own and no device's. */
async function withoutRules(response: Response): Promise<Response> {
  const text = await response.text();
  if (!response.ok || !text.includes('"_design/')) return new Response(text, answerLike(response));
  const isOurs = (row: unknown) =>
    isObject(row) && typeof row['id'] === 'string' && row['id'].startsWith('_design/');
  const body = JSON.parse(text) as Record<string, unknown>;
  const kept = Object.entries(body).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.filter((row) => !isOurs(row)) : value
  ]);
  return json(Object.fromEntries(kept), response.status);
}

/** Status and harmless headers of the engine's answer. */
function answerLike(response: Response): ResponseInit {
  const headers = new Headers();
  for (const name of ['content-type', 'etag']) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return { status: response.status, headers };
}

interface Target {
  readonly request: Request;
  readonly user: User;
  readonly database: string;
  /** Segments of the engine's address, the database first. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

function documentsIn({ docs }: Candidate): readonly Candidate[] {
  if (!Array.isArray(docs)) throw badRequest('`docs` must be a list of documents.');
  if (docs.length > MOST_DOCUMENTS) throw badRequest(`More than ${MOST_DOCUMENTS} documents in one request.`);
  if (!docs.every((document) => isObject(document) && typeof document['_id'] === 'string'))
    throw badRequest('Every document must be an object with an `_id`.');
  return docs as readonly Candidate[];
}

/** The documents that were taken. With new edits the outcomes stand in their order, else only failures are listed. */
function written(documents: readonly Candidate[], outcomes: readonly WriteOutcome[]): readonly Written[] {
  const failed = new Set(outcomes.filter(({ error }) => error).map(({ id, rev }) => `${id} ${rev ?? ''}`));
  return documents.flatMap((document, place) => {
    const outcome = outcomes[place];
    const inPlace = outcomes.length === documents.length && outcome?.id === idOf(document);
    const rev = inPlace && !outcome.error ? outcome.rev : revOf(document);
    if (!rev || failed.has(`${idOf(document)} ${rev}`) || failed.has(`${idOf(document)} `)) return [];
    return [{ document, rev }];
  });
}

/**
 * The engine's outcomes and the gate's, in CouchDB's shape: with new edits one for each document in its place, else
 * failures alone.
 */
function merged(
  documents: readonly Candidate[],
  reasons: readonly (string | null)[],
  outcomes: readonly WriteOutcome[],
  replicated: boolean
): readonly WriteOutcome[] {
  const own = outcomes.values();
  const all = documents.flatMap((document, place): readonly WriteOutcome[] => {
    const reason = reasons[place];
    if (reason) {
      const rev = revOf(document);
      return [{ id: idOf(document), ...(rev === null ? {} : { rev }), error: 'forbidden', reason }];
    }
    const { value } = replicated ? { value: undefined } : own.next();
    return value ? [value] : [];
  });
  return replicated ? [...all, ...outcomes] : all;
}
