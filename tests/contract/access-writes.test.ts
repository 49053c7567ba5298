import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '#lib/roles/user.ts';
import { openDatabase } from '#server/database.ts';
import { ACCESS_REFUSALS } from '#server/document-rules.ts';
import { CELLS, documentsOf, isNew, OTHER, WAYS, type Cell, type Way } from './access-cells.ts';
import { isAllowed, openedServer, type AccessServer } from './access-server.ts';
import { OPERATIONS, OPENS, PLACES, type Place } from './reviewed-access.ts';

const EVERY_PLACE = Object.keys(PLACES) as Place[];

// The embedded engine judges documents itself; for a real CouchDB the gate does. Both must come to the same.
describe.each(['embedded', 'couchdb'] as const)(
  'writing through the gate before an engine of kind %s',
  (engine) => {
    let server: AccessServer;
    beforeAll(async () => {
      server = await openedServer(engine);
    });
    afterAll(() => server.close());

    /** Why a document was refused; null when it was taken. The request as a whole may be refused. */
    async function outcomes(role: Role, place: Place, way: Way): Promise<Map<Cell, string | null>> {
      const database = openDatabase(server.engine, place);
      const there = OPENS[role].includes(place);
      const first = CELLS.map((cell) => documentsOf(cell, role, way, null));
      const revs = new Map<string, string>();
      if (there) {
        const standing = first
          .filter((_, at) => !isNew(CELLS[at]?.operation ?? 'make'))
          .map((one) => one.standing);
        for (const { id, rev } of await database.write(standing)) if (rev) revs.set(id, rev);
      }
      const sent = CELLS.map(
        (cell, at) => documentsOf(cell, role, way, revs.get(first[at]?.standing._id ?? '') ?? null).sent
      );
      const results = new Map<Cell, string | null>();
      if (way === 'PUT') {
        for (const [at, cell] of CELLS.entries()) {
          const document = sent[at] as { _id: string };
          const answer = await server.as(role, 'PUT', `/db/${place}/${document._id}`, document);
          results.set(cell, answer.ok ? null : answer.reason);
          if (!there && at > 20) break;
        }
        return results;
      }
      const body = { docs: sent, ...(way === '_bulk_docs' ? {} : { new_edits: false }) };
      const answer = await server.as(role, 'POST', `/db/${place}/_bulk_docs`, body);
      const rows = Array.isArray(answer.body)
        ? (answer.body as { id: string; error?: string; reason?: string }[])
        : [];
      const refused = new Map(
        rows.filter(({ error }) => error).map(({ id, reason }) => [id, String(reason)])
      );
      for (const [at, cell] of CELLS.entries())
        results.set(
          cell,
          answer.ok ? (refused.get((sent[at] as { _id: string })._id) ?? null) : answer.reason
        );
      return results;
    }

    test.each(WAYS)('every role, place, kind and operation comes out as reviewed, by %s', async (way) => {
      const surprises: string[] = [];
      let tried = 0;
      for (const role of ROLES) {
        for (const place of EVERY_PLACE) {
          for (const [cell, reason] of await outcomes(role, place, way)) {
            tried++;
            // What is taken or refused for its content has passed what is asked here.
            const passed = reason === null || !ACCESS_REFUSALS.has(reason);
            if (passed !== isAllowed(role, place, cell.kind, cell.operation))
              surprises.push(`${role} ${place} ${cell.kind} ${cell.operation}: ${reason ?? 'taken'}`);
          }
        }
      }
      expect(surprises).toEqual([]);
      const closed = ROLES.length * EVERY_PLACE.length - Object.values(OPENS).flat().length;
      const whole = ROLES.length * EVERY_PLACE.length * CELLS.length;
      expect(tried).toBe(way === 'PUT' ? whole - closed * (CELLS.length - 22) : whole);
    });

    test('what was taken is there, and nothing that was refused is', async () => {
      for (const place of ['team-voorstad', 'opkomst-voorstad', 'groep-koffie', 'beheer', 'kaart'] as const) {
        const stored = await openDatabase(server.engine, place).startingWith('');
        const forged = stored.filter(
          ({ _id, author }) =>
            _id.endsWith(`-${OPERATIONS.indexOf('make in another name')}`) && author === OTHER
        );
        expect(forged.map(({ _id }) => _id)).toEqual([]);
      }
      for (const place of ['team-bathmen', 'opkomst-bathmen', 'groep-tafel', 'groep-oud'] as const) {
        const ids = (await openDatabase(server.engine, place).startingWith('')).map(({ _id }) => _id);
        expect(ids).toEqual(['canary:1']);
      }
    });
  }
);
