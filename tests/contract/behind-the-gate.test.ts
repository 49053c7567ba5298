import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '#lib/roles/user.ts';
import { validateFunction } from '#server/behind-the-gate/design-document.ts';
import { compiledGuard } from '#server/behind-the-gate/stand-in.ts';
import { openDatabase } from '#server/database.ts';
import { ACCESS_REFUSALS } from '#server/document-rules.ts';
import { createEmbeddedEngine } from '#server/engines/embedded.ts';
import type { DocumentGuard, Engine } from '#server/engines/engine.ts';
import { ensureDatabase } from '#server/engines/provision.ts';
import { identityOf } from '#server/identity.ts';
import { CELLS, documentsOf, isNew } from './access-cells.ts';
import { isAllowed, userOf } from './access-server.ts';
import { OPENS, PLACES, WRITES, type Operation, type Place } from './reviewed-access.ts';

// Where a user could come with a token of theirs, were CouchDB to be reached: the gate is not there.
const EVERY_PLACE = (Object.keys(PLACES) as Place[]).filter(
  (place) => place !== 'nergens' && !place.startsWith('_')
);
const OF_THE_SERVER: readonly Place[] = ['accounts', 'audit', 'gemist', 'left-work', 'kiosk-lindeboom'];
const closed = { names: [], roles: ['_admin'] };

/** CouchDB cannot tell the losing side of a merge, which is closed, from the card that stands. */
const isLetThrough = (role: Role, place: Place, kind: keyof typeof WRITES, operation: Operation): boolean =>
  operation.startsWith('remove') &&
  WRITES[kind].making !== 'fact' &&
  isAllowed(role, place, kind, 'change own');

describe('somebody who comes past the gate with a token of their own', () => {
  let engine: Engine;
  let folder: string;
  beforeAll(async () => {
    const guards = new Map<string, DocumentGuard>();
    for (const place of EVERY_PLACE) guards.set(place, compiledGuard(place, await validateFunction(place)));
    folder = await mkdtemp(join(tmpdir(), 'binnenzak-engine-'));
    engine = await createEmbeddedEngine({ folder, guard: (name) => guards.get(name) ?? null });
    for (const place of EVERY_PLACE) {
      const members = OF_THE_SERVER.includes(place) ? closed : { names: [], roles: [place] };
      await ensureDatabase(engine, place, { admins: closed, members });
    }
  });
  afterAll(async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  });

  const asks = (role: Role, method: string, path: string, body?: object) =>
    engine.as(identityOf(userOf(role)))(
      new Request(`http://engine${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) })
      })
    );

  test('reads no database that is not theirs', async () => {
    const surprises: string[] = [];
    for (const role of ROLES) {
      for (const place of EVERY_PLACE) {
        // A list of first names that has ended is there no more; until it is removed it is its volunteers'.
        const open =
          OPENS[role].includes(place) || (place === 'groep-oud' && OPENS[role].includes('groep-koffie'));
        const { status } = await asks(role, 'GET', `/${place}/_all_docs?include_docs=true`);
        if (status !== (open ? 200 : 403)) surprises.push(`${role} ${place}: ${status}`);
      }
    }
    expect(surprises).toEqual([]);
  });

  test('writes what was reviewed as theirs to write, and removes no more than a merge may', async () => {
    const surprises: string[] = [];
    let tried = 0;
    for (const role of ROLES) {
      for (const place of EVERY_PLACE.filter((one) => OPENS[role].includes(one))) {
        const standing = CELLS.filter(({ operation }) => !isNew(operation)).map(
          (cell) => documentsOf(cell, role, '_bulk_docs', null).standing
        );
        const written = await openDatabase(engine, place).write(standing);
        const revs = new Map(written.map(({ id, rev }) => [id, rev ?? null]));
        const sent = CELLS.map((cell) => {
          const { standing: before } = documentsOf(cell, role, '_bulk_docs', null);
          const rev = isNew(cell.operation) ? null : (revs.get(before._id) ?? null);
          return documentsOf(cell, role, '_bulk_docs', rev).sent;
        });
        const answer = await asks(role, 'POST', `/${place}/_bulk_docs`, { docs: sent });
        const rows = (await answer.json()) as readonly { error?: string; reason?: string }[];
        for (const [at, { kind, operation }] of CELLS.entries()) {
          tried++;
          const { error, reason = '' } = rows[at] ?? {};
          const passed = error === undefined || !ACCESS_REFUSALS.has(reason);
          const wanted =
            isAllowed(role, place, kind, operation) || isLetThrough(role, place, kind, operation);
          if (passed !== wanted)
            surprises.push(`${role} ${place} ${kind} ${operation}: ${reason || 'taken'}`);
        }
      }
    }
    expect(surprises).toEqual([]);
    expect(tried).toBe(Object.values(OPENS).flat().length * CELLS.length);
  });
});
