import { resolve } from 'node:path';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { guardOf } from './access.ts';
import { createCouchEngine } from './engines/couchdb.ts';
import { createEmbeddedEngine, FolderInUse } from './engines/embedded.ts';
import { SERVER, type Engine } from './engines/engine.ts';
import type { Settings } from './settings.ts';

/**
 * The engine that the settings ask for. The embedded one holds its data folder for this process until it is closed.
 * The failure is one line for whoever starts the server.
 */
export async function openEngine(
  settings: Pick<Settings, 'couchdbUrl' | 'dataDir'>
): Promise<Result<Engine, string>> {
  if (settings.couchdbUrl !== null) return reachable(createCouchEngine({ url: settings.couchdbUrl, fetch }));
  const folder = resolve(settings.dataDir);
  try {
    return ok(await createEmbeddedEngine({ folder, guard: guardOf }));
  } catch (error) {
    return fail(
      error instanceof FolderInUse
        ? `DATA_DIR "${folder}" is in use by another Binnenzak. Stop that one first, or set DATA_DIR to another folder.`
        : `DATA_DIR is "${folder}", but Binnenzak cannot keep its data there: ${oneLine(error)}`
    );
  }
}

const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');

async function reachable(engine: Engine): Promise<Result<Engine, string>> {
  const answer = await engine.as(SERVER)(new Request('http://engine/_all_dbs?limit=1'));
  await answer.body?.cancel();
  if (answer.ok) return ok(engine);
  return fail(
    answer.status === 503
      ? 'The CouchDB of COUCHDB_URL does not answer, or refuses the name and password in it.'
      : `The CouchDB of COUCHDB_URL answers ${answer.status}: its user must be an administrator.`
  );
}
