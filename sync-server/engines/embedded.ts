import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { json, Refusal } from './answers.ts';
import { Databases } from './embedded/databases.ts';
import { route } from './embedded/router.ts';
import { openStore } from './embedded/store.ts';
import type { DocumentGuard, Engine } from './engine.ts';

export interface EmbeddedOptions {
  /** Where the databases lie; made when it is not there. One process at a time. */
  readonly folder: string;
  /** The rules of a database by its name; asked for every document that anyone but the server writes. */
  readonly guard: (database: string) => DocumentGuard | null;
}

/** Another process has the folder open; two would destroy each other's work. */
export class FolderInUse extends Error {
  readonly folder: string;

  constructor(folder: string, cause: unknown) {
    super(`Another process uses ${folder}.`, { cause });
    this.folder = folder;
  }
}

/**
 * CouchDB's HTTP from npm packages alone: one leveldb folder per database. It has what replication and document
 * access need; it has no attachments, views, Mango queries or filters but `_doc_ids`, and says so with a 4xx.
 * Rejects with `FolderInUse` while another process has the folder open.
 */
export async function createEmbeddedEngine({ folder, guard }: EmbeddedOptions): Promise<Engine> {
  // For the account of the server alone; the mode of a folder that is there already is its owner's.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Holds the folder for this process, until it ends in whatever way, and the name of this installation. No database's
  // folder begins with a dot.
  const own = openStore(join(folder, '.engine'));
  const uuid = await own.id().catch((error: unknown) => {
    throw /\block\b/.test(String(error)) ? new FolderInUse(folder, error) : error;
  });
  const ending = new AbortController();
  const databases = new Databases(folder);
  const served = { databases, guard, uuid: uuid.replaceAll('-', ''), ending: ending.signal };
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
      await own.close();
    }
  };
}

function withoutBody(response: Response): Response {
  void response.body?.cancel();
  return new Response(null, response);
}
