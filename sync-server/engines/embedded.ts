import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { json, Refusal } from './answers.ts';
import { Databases, writeWhole } from './embedded/databases.ts';
import { route } from './embedded/router.ts';
import type { DocumentGuard, Engine } from './engine.ts';

export interface EmbeddedOptions {
  /** Where the databases lie; made when it is not there. One process at a time. */
  readonly folder: string;
  /** The rules of a database by its name; asked for every document that anyone but the server writes. */
  readonly guard: (database: string) => DocumentGuard | null;
}

/**
 * CouchDB's HTTP from npm packages alone: one leveldb folder per database. It has what replication and document
 * access need; it has no attachments, views, Mango queries or filters but `_doc_ids`, and says so with a 4xx.
 */
export async function createEmbeddedEngine({ folder, guard }: EmbeddedOptions): Promise<Engine> {
  await mkdir(folder, { recursive: true });
  const ending = new AbortController();
  const databases = new Databases(folder);
  const served = { databases, guard, uuid: await uuidOf(folder), ending: ending.signal };
  return {
    kind: 'embedded',
    as: (identity) => async (request) => {
      try {
        if (ending.signal.aborted) throw new Refusal(503, 'service_unavailable', 'The engine is stopping.');
        const response = await route(served, request, identity);
        return request.method === 'HEAD' ? withoutBody(response) : response;
      } catch (error) {
        if (error instanceof Refusal) return error.toResponse();
        console.error(`${request.method} ${new URL(request.url).pathname} failed`, error);
        return json({ error: 'unknown_error', reason: 'The engine failed to answer.' }, 500);
      }
    },
    async close() {
      ending.abort();
      await databases.close();
    }
  };
}

function withoutBody(response: Response): Response {
  void response.body?.cancel();
  return new Response(null, response);
}

/** This installation's name, made at the first start; no database's folder begins with a dot. */
async function uuidOf(folder: string): Promise<string> {
  const path = join(folder, '.uuid');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const uuid = randomUUID().replaceAll('-', '');
    await writeWhole(path, uuid);
    return uuid;
  }
}
