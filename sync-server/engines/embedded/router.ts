import { addressOf } from '../address.ts';
import { badRequest, json, notFound, Refusal } from '../answers.ts';
import { BULK_LIMIT, DOCUMENT_LIMIT, readPosted, readObject, readSized } from '../body.ts';
import type { DocumentGuard, Identity } from '../engine.ts';
import { readSecurity, requireDatabaseAdmin, requireMember, requireServerAdmin } from '../security.ts';
import { changes } from './changes.ts';
import type { Database } from './database.ts';
import type { Databases } from './databases.ts';
import { bulkDocuments, getLocal, postDocument, putDocument, putLocal } from './documents.ts';
import { Query } from './query.ts';
import { allDocuments, bulkGet, getDocument, missingRevisions, revisionsMissing } from './reads.ts';
import { isDocumentId, isLocalId } from './revisions.ts';

/** What requests are answered from. */
export interface Served {
  readonly databases: Databases;
  readonly guard: (database: string) => DocumentGuard | null;
  /** Names this installation; part of replication ids, so it never changes. */
  readonly uuid: string;
  /** Aborts when the engine stops. */
  readonly ending: AbortSignal;
}

interface Asked {
  readonly request: Request;
  readonly query: Query;
  readonly identity: Identity;
}

type Methods = Partial<Record<string, () => Promise<Response>>>;

/** Answers one request, or throws a `Refusal`. */
export async function route(served: Served, request: Request, identity: Identity): Promise<Response> {
  const address = addressOf(request.url);
  if (!address) throw badRequest('The address has an empty or broken part.');
  const { database: name, segments } = address;
  const asked: Asked = { request, identity, query: new Query(new URL(request.url).searchParams) };
  if (name === null || name.startsWith('_')) return answer(asked, ofServer(served, asked, name));
  const [first, ...rest] = segments;
  if (first === undefined) return answer(asked, await ofDatabases(served, asked, name));
  const database = await served.databases.get(name);
  requireMember(database.security, identity);
  if (first === '_local') return answer(asked, ofLocal(database, asked, segments.join('/')));
  if (first === '_design') {
    const [name = '', ...parts] = rest;
    return answer(asked, ofDocument(served, database, asked, `_design/${name}`, parts));
  }
  const specials = new Map(Object.entries(ofDatabase(served, database, asked)));
  const special = rest.length === 0 ? specials.get(first) : undefined;
  return answer(asked, special ?? ofDocument(served, database, asked, first, rest));
}

function answer({ request }: Asked, methods: Methods): Promise<Response> {
  const method = request.method === 'HEAD' && !methods['HEAD'] ? 'GET' : request.method;
  const handler = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (handler) return handler();
  const allowed = Object.keys(methods).join(',');
  return Promise.resolve(
    json({ error: 'method_not_allowed', reason: `Only ${allowed} allowed` }, 405, { allow: allowed })
  );
}

function ofServer(served: Served, { identity, query }: Asked, name: string | null): Methods {
  switch (name) {
    case null:
      return {
        GET: async () =>
          json({
            couchdb: 'Welcome',
            version: '3.5.0',
            uuid: served.uuid,
            features: [],
            vendor: { name: 'Binnenzak, embedded' }
          })
      };
    case '_up':
      return { GET: async () => json({ status: 'ok' }) };
    case '_session':
      return {
        GET: async () =>
          json({ ok: true, userCtx: { name: identity.name || null, roles: identity.roles }, info: {} })
      };
    case '_all_dbs':
      return {
        GET: async () => {
          requireServerAdmin(identity);
          const names = await served.databases.names();
          const skip = query.count('skip') ?? 0;
          return json(names.slice(skip, skip + (query.count('limit') ?? names.length)));
        }
      };
    default:
      throw notFound('The embedded engine has no such address.');
  }
}

async function ofDatabases(served: Served, { request, identity }: Asked, name: string): Promise<Methods> {
  const { databases } = served;
  const existing = async (): Promise<Database> => {
    const database = await databases.get(name);
    requireMember(database.security, identity);
    return database;
  };
  return {
    GET: async () => {
      const database = await existing();
      const { doc_count, update_seq } = await database.use((store) => store.info());
      return json({
        db_name: name,
        doc_count,
        update_seq: `${update_seq}-${database.mark}`,
        compact_running: false,
        instance_start_time: '0'
      });
    },
    PUT: async () => {
      requireServerAdmin(identity);
      await databases.create(name);
      return json({ ok: true }, 201);
    },
    DELETE: async () => {
      requireServerAdmin(identity);
      await databases.delete(name);
      return json({ ok: true });
    },
    POST: async () => {
      const database = await existing();
      const body = await readPosted(request, DOCUMENT_LIMIT);
      return postDocument(database, body, { identity, guard: served.guard(name) });
    }
  };
}

function ofDatabase(
  served: Served,
  database: Database,
  { request, query, identity }: Asked
): Record<string, Methods> {
  const posted = () => readPosted(request, BULK_LIMIT);
  const endings = [served.ending, request.signal];
  return {
    _all_docs: {
      GET: () => allDocuments(database, query.json('keys'), query),
      POST: async () => allDocuments(database, (await posted())['keys'], query)
    },
    _bulk_docs: {
      POST: async () => {
        const { body, size } = await readSized(request, BULK_LIMIT);
        return bulkDocuments(database, body, size, { identity, guard: served.guard(database.name) });
      }
    },
    _bulk_get: { POST: async () => bulkGet(database, await posted(), query) },
    _changes: {
      GET: () => changes(database, null, query, endings),
      POST: async () => changes(database, await posted(), query, endings)
    },
    _revs_diff: { POST: async () => revisionsMissing(database, await posted()) },
    _missing_revs: { POST: async () => missingRevisions(database, await posted()) },
    _security: {
      GET: async () => json(database.security),
      PUT: async () => {
        requireDatabaseAdmin(database.security, identity);
        await served.databases.setSecurity(database, readSecurity(await readObject(request, DOCUMENT_LIMIT)));
        return json({ ok: true });
      }
    },
    _ensure_full_commit: { POST: async () => json({ ok: true, instance_start_time: '0' }, 201) },
    _compact: {
      POST: async () => {
        requireDatabaseAdmin(database.security, identity);
        await database.compact();
        return json({ ok: true }, 202);
      }
    }
  };
}

function ofLocal(database: Database, { request, query }: Asked, id: string): Methods {
  if (!isLocalId(id)) throw badRequest('Illegal _local document id');
  return {
    GET: () => getLocal(database, id),
    PUT: async () => putLocal(database, id, await readObject(request, DOCUMENT_LIMIT), query),
    DELETE: () => putLocal(database, id, { _deleted: true }, query)
  };
}

function ofDocument(
  served: Served,
  database: Database,
  { request, query, identity }: Asked,
  id: string,
  parts: readonly string[]
): Methods {
  if (!isDocumentId(id)) throw badRequest('Only reserved document ids may start with underscore.');
  if (parts.length > 0) throw new Refusal(400, 'not_supported', 'Attachments and views are not supported.');
  const writer = { identity, guard: served.guard(database.name) };
  const put = (body: Record<string, unknown>) => putDocument(database, id, body, request, query, writer);
  return {
    GET: () => getDocument(database, id, query),
    PUT: async () => put(await readObject(request, DOCUMENT_LIMIT)),
    DELETE: () => put({ _deleted: true })
  };
}
