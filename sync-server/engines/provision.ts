import { setTimeout as pause } from 'node:timers/promises';
import { SERVER, type Engine } from './engine.ts';
import { readSecurity, type Names, type Security } from './security.ts';

const ATTEMPTS = 5;

/**
 * Sees to it that a database exists with exactly this `_security`; does nothing when all is well already. A cluster
 * may need a moment before all its nodes know a new database, so each step is tried a few times.
 * Rejects with the engine's status and reason when it keeps failing.
 */
export async function ensureDatabase(
  engine: Engine,
  name: string,
  security: Security,
  wait: (milliseconds: number) => Promise<unknown> = pause
): Promise<'created' | 'repaired' | 'unchanged'> {
  const handle = engine.as(SERVER);
  const base = `http://engine/${encodeURIComponent(name)}`;
  // 202: a part of the cluster has it; 412: it was there, or an earlier attempt of ours made it after all.
  const made = await attempt(`create ${name}`, wait, [201, 202, 412], () =>
    handle(new Request(base, { method: 'PUT' }))
  );
  const now = await attempt(`read _security of ${name}`, wait, [200], () =>
    handle(new Request(`${base}/_security`))
  );
  if (isSame(readSecurity(await now.json()), security)) return made.status === 412 ? 'unchanged' : 'created';
  await attempt(`set _security of ${name}`, wait, [200, 201, 202], () =>
    handle(
      new Request(`${base}/_security`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(security)
      })
    )
  );
  return made.status === 412 ? 'repaired' : 'created';
}

async function attempt(
  what: string,
  wait: (milliseconds: number) => Promise<unknown>,
  good: readonly number[],
  send: () => Promise<Response>
): Promise<Response> {
  for (let number = 1; ; number++) {
    const response = await send();
    if (good.includes(response.status)) return response;
    const passing = response.status >= 500 || response.status === 404 || response.status === 409;
    if (number === ATTEMPTS || !passing)
      throw new Error(`Could not ${what}: ${response.status} ${await response.text()}`);
    await response.body?.cancel();
    await wait(100 * 2 ** number);
  }
}

const isSame = (left: Security, right: Security): boolean =>
  sameNames(left.admins, right.admins) && sameNames(left.members, right.members);

const sameNames = (left: Names, right: Names): boolean =>
  sameSet(left.names, right.names) && sameSet(left.roles, right.roles);

const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
  new Set(left).symmetricDifference(new Set(right)).size === 0;
