import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { guardOf } from './access.ts';
import { createCouchEngine } from './engines/couchdb.ts';
import { createEmbeddedEngine } from './engines/embedded.ts';
import { openStore } from './engines/embedded/store.ts';
import type { Engine } from './engines/engine.ts';
import type { Settings } from './settings.ts';

/**
 * The engine that the settings ask for. The embedded one holds its data folder for itself until it is closed.
 * The failure is one line for whoever starts the server.
 */
export async function openEngine(
  settings: Pick<Settings, 'couchdbUrl' | 'dataDir'>
): Promise<Result<Engine, string>> {
  if (settings.couchdbUrl !== null) return reachable(createCouchEngine({ url: settings.couchdbUrl, fetch }));
  const folder = resolve(settings.dataDir);
  const hold = await holdFolder(folder);
  if (!hold.ok) return hold;
  const engine = await createEmbeddedEngine({ folder, guard: guardOf });
  return ok({
    ...engine,
    async close() {
      await engine.close();
      await hold.value();
    }
  });
}

/** A store of its own serves as the mark of use: the system lets go of it when the process dies, however it dies. */
async function holdFolder(folder: string): Promise<Result<() => Promise<void>, string>> {
  try {
    await mkdir(folder, { recursive: true });
    const mark = openStore(join(folder, 'in-use'));
    await mark.info();
    return ok(() => mark.close());
  } catch (error) {
    if (isSystemError(error))
      return fail(`DATA_DIR is "${folder}", but Binnenzak cannot write there (${error.code}).`);
    return fail(
      `DATA_DIR "${folder}" is in use by another Binnenzak. Stop that one first, or set DATA_DIR to another folder.`
    );
  }
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;

async function reachable(engine: Engine): Promise<Result<Engine, string>> {
  const answer = await engine.as({ name: '', roles: ['_admin'] })(
    new Request('http://engine/_all_dbs?limit=1')
  );
  await answer.body?.cancel();
  if (answer.ok) return ok(engine);
  return fail(
    answer.status === 503
      ? 'The CouchDB of COUCHDB_URL does not answer, or refuses the name and password in it.'
      : `The CouchDB of COUCHDB_URL answers ${answer.status}: its user must be an administrator.`
  );
}
