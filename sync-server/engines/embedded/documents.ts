import { randomUUID } from 'node:crypto';
import { badRequest, conflict, json, notFound, Refusal } from '../answers.ts';
import { DOCUMENT_LIMIT, isObject, type JsonObject } from '../body.ts';
import type { Database } from './database.ts';
import type { Query } from './query.ts';
import { isStatus } from './store.ts';
import { writeDocuments, type Outcome, type Writer } from './writes.ts';

/**
 * `POST /db/_bulk_docs`. Whatever keeps a document from being stored is answered for that document as `forbidden`:
 * replicators go on with the others after that error and repeat the whole batch for ever after any other.
 */
export async function bulkDocuments(
  database: Database,
  body: JsonObject,
  size: number,
  writer: Writer
): Promise<Response> {
  const { docs, new_edits: newEdits = true } = body;
  if (!Array.isArray(docs)) throw badRequest('POST body must include `docs` parameter.');
  if (typeof newEdits !== 'boolean') throw badRequest('`new_edits` must be true or false');
  const documents = docs.map((document: unknown) => withId(document, newEdits));
  const outcomes = await writeDocuments(database, documents, newEdits, writer, size > DOCUMENT_LIMIT);
  const answers = outcomes.map(answerOf);
  return json(newEdits ? answers : answers.filter((answer) => 'error' in answer), 201);
}

/** `PUT /db/<id>` and `DELETE`, whose body is then `{ _deleted: true }`. */
export async function putDocument(
  database: Database,
  id: string,
  body: JsonObject,
  request: Request,
  query: Query,
  writer: Writer
): Promise<Response> {
  if (body['_id'] !== undefined && body['_id'] !== id) throw badRequest('Document id must match the address');
  const newEdits = query.flag('new_edits', true);
  const revs = [query.text('rev'), request.headers.get('if-match')?.replaceAll('"', ''), body['_rev']];
  const [rev, ...others] = new Set(revs.filter((value) => value !== undefined));
  if (others.length > 0)
    throw badRequest('Document rev from request body and query string have different values');
  const document: JsonObject = { ...body, _id: id, ...(rev === undefined ? {} : { _rev: rev }) };
  const [outcome] = await writeDocuments(database, [document], newEdits, writer);
  return created(outcome, document['_deleted'] === true && request.method === 'DELETE' ? 200 : 201);
}

/** `POST /db`: a document that may leave its id to the server. */
export async function postDocument(database: Database, body: JsonObject, writer: Writer): Promise<Response> {
  const [outcome] = await writeDocuments(database, [withId(body, true)], true, writer);
  return created(outcome, 201);
}

/** `GET /db/_local/<id>`. */
export async function getLocal(database: Database, id: string): Promise<Response> {
  return database.use(async (store) => {
    try {
      return json(await store.get(id));
    } catch (error) {
      throw isStatus(error, 404) ? notFound() : error;
    }
  });
}

/** `PUT /db/_local/<id>` and `DELETE`; such a document is no part of replication and has no guard. */
export async function putLocal(
  database: Database,
  id: string,
  body: JsonObject,
  query: Query
): Promise<Response> {
  const rev = query.text('rev') ?? body['_rev'];
  if (rev !== undefined && !(typeof rev === 'string' && /^0-\d{1,15}$/.test(rev)))
    throw badRequest('Invalid rev format');
  const document: JsonObject = { ...body, _id: id };
  delete document['_rev'];
  if (rev !== undefined) document['_rev'] = rev;
  return database.use(async (store) => {
    try {
      const { id: written, rev: next } = await store.put(document);
      return json({ ok: true, id: written, rev: next }, 201);
    } catch (error) {
      if (isStatus(error, 404)) throw notFound();
      throw isStatus(error, 409) ? conflict() : error;
    }
  });
}

function withId(document: unknown, newEdits: boolean): JsonObject {
  if (!isObject(document)) throw badRequest('Document must be a JSON object');
  if (document['_id'] === undefined && newEdits)
    return { ...document, _id: randomUUID().replaceAll('-', '') };
  if (typeof document['_id'] !== 'string' || document['_id'] === '')
    throw new Refusal(400, 'illegal_docid', 'Document id must be a non-empty string');
  return document;
}

function answerOf(outcome: Outcome): object {
  if (!('refusal' in outcome)) return { ok: true, id: outcome.id, rev: outcome.rev };
  const { refusal, ...which } = outcome;
  const error = refusal.status === 409 ? 'conflict' : 'forbidden';
  return { ...which, error, reason: refusal.message };
}

function created(outcome: Outcome | undefined, status: number): Response {
  if (!outcome) throw new Error('A written document has no outcome.');
  if ('refusal' in outcome) throw outcome.refusal;
  const { id, rev } = outcome;
  return json({ ok: true, id, rev }, status, { etag: `"${rev}"` });
}
