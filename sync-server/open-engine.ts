import { resolve } from 'node:path';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { guardOf } from './access.ts';
import { createTokens, KEY_FILE, KEY_NAME, readKey } from './behind-the-gate/token.ts';
import { createCouchEngine } from './engines/couchdb.ts';
import { createEmbeddedEngine, FolderInUse } from './engines/embedded.ts';
import { SERVER, type Engine } from './engines/engine.ts';
import type { Settings } from './settings.ts';

/**
 * The engine that the settings ask for. The embedded one holds its data folder for this process until it is closed.
 * The failure is one line for whoever starts the server; `warn` is told what works, and could be safer.
 */
export async function openEngine(
  settings: Pick<Settings, 'couchdbUrl' | 'dataDir'>,
  warn: (warning: string) => void = console.warn
): Promise<Result<Engine, string>> {
  const folder = resolve(settings.dataDir);
  if (settings.couchdbUrl !== null) return openCouchdb(settings.couchdbUrl, folder, warn);
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

async function openCouchdb(
  url: string,
  folder: string,
  warn: (warning: string) => void
): Promise<Result<Engine, string>> {
  const asAdministrator = await reachable(createCouchEngine({ url, fetch }));
  if (!asAdministrator.ok) return asAdministrator;
  const key = await readKey(folder);
  if (await readsTokens(url, key))
    return ok(createCouchEngine({ url, fetch, tokens: createTokens(key, Date.now) }));
  warn(
    [
      'The CouchDB of COUCHDB_URL does not read the tokens of this server, so users are asked for as administrator and',
      'only the gate keeps them apart. To have CouchDB keep them apart too, set there:',
      '  [chttpd] authentication_handlers = {chttpd_auth, jwt_authentication_handler}, {chttpd_auth, cookie_authentication_handler}, {chttpd_auth, default_authentication_handler}',
      '  [jwt_auth] required_claims = exp',
      `  [jwt_keys] hmac:${KEY_NAME} = what stands in ${resolve(folder, KEY_FILE)}`
    ].join('\n')
  );
  return asAdministrator;
}

const PROBE = { name: 'binnenzak-probe', roles: ['binnenzak-probe'] };

/** Whether CouchDB takes a token for whom it names, and no longer than it lasts. */
async function readsTokens(url: string, key: Uint8Array): Promise<boolean> {
  const nameBy = async (clock: () => number): Promise<unknown> => {
    const engine = createCouchEngine({ url, fetch, tokens: createTokens(key, clock) });
    const answer = await engine.as(PROBE)(new Request('http://engine/_session'));
    const text = await answer.text();
    const body = answer.ok ? (JSON.parse(text) as { userCtx?: { name?: unknown; roles?: unknown } }) : {};
    const { name, roles } = body.userCtx ?? {};
    return Array.isArray(roles) && roles.includes(PROBE.name) ? name : null;
  };
  const lastHour = () => Date.now() - 60 * 60_000;
  return (await nameBy(Date.now)) === PROBE.name && (await nameBy(lastHour)) !== PROBE.name;
}

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
