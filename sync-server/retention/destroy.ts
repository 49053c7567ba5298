import { randomUUID } from 'node:crypto';
import { dutchDay, isoMoment, type Clock } from '#lib/core/clock.ts';
import { kindOf, type AnyDocument } from '#lib/core/document.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { asRecords, endedFiles } from '#lib/rights/ended-files.ts';
import { everythingAbout } from '#lib/rights/file-rights.ts';
import { teamDatabase } from '#lib/roles/databases.ts';
import { RETENTION_TERMS } from '#lib/visits/retention-terms.ts';
import { openDatabase, type Database } from '../database.ts';
import type { Engine } from '../engines/engine.ts';
import { SERVER } from '../engines/engine.ts';

/** What was destroyed, without a word of whom. */
export interface DestructionReport {
  readonly team: string;
  /** User name of who confirmed it. */
  readonly by: string;
  readonly when: string;
  readonly files: number;
  /** How many documents of each kind. */
  readonly documents: Readonly<Record<string, number>>;
  /** By which terms, with their sources. */
  readonly terms: readonly string[];
}

export interface Retention {
  /**
   * Destroys files of a team whose terms are over, with everything in them, and what came to no card: the content is gone from the server when it
   * resolves, and from each device at its next contact. Fails when one of them is not over yet; then nothing is done.
   */
  destroy(
    team: string,
    subjects: readonly string[],
    by: string
  ): Promise<Result<DestructionReport, { kind: 'not-over' }>>;
  /** Earlier reports of a team, the latest first. */
  reports(team: string): Promise<readonly DestructionReport[]>;
}

export interface RetentionDependencies {
  readonly engine: Engine;
  /** Where the reports are kept: with the audit trail. */
  readonly reports: Database;
  readonly clock: Clock;
}

export function createRetention({ engine, reports, clock }: RetentionDependencies): Retention {
  return {
    async destroy(team, subjects, by) {
      const database = openDatabase(engine, teamDatabase(team));
      const documents = (await database.startingWith('')) as unknown as readonly AnyDocument[];
      const { ended, residentOf } = endedFiles(asRecords(database.name, documents), dutchDay(clock()));
      const meant = ended.filter(({ subject }) => subjects.includes(subject));
      if (meant.length !== new Set(subjects).size) return fail({ kind: 'not-over' });
      const ids = new Set(
        meant.flatMap(({ subject }) => everythingAbout(documents, subject, residentOf).map(({ _id }) => _id))
      );
      const report: DestructionReport = {
        team,
        by,
        when: isoMoment(clock()),
        files: meant.length,
        documents: countByKind(ids),
        terms: [...new Set(meant.map(({ sort }) => sort))].map((sort) => {
          const { years, from, source } = RETENTION_TERMS[sort];
          return `${years} jaar ${from} (${source})`;
        })
      };
      // The report first: that something is gone without a word of it is worse than a word too early.
      const name = `destruction:${team}:${report.when}:${randomUUID()}`;
      await reports.put({
        _id: name,
        kind: 'destruction',
        schema: 1,
        author: SERVER.name,
        device: 'server',
        created: report.when,
        ...report
      });
      await removeAll(database, ids);
      return ok(report);
    },
    async reports(team) {
      const stored = await reports.startingWith(`destruction:${team}:`);
      return stored.map((one) => one as unknown as DestructionReport).reverse();
    }
  };
}

function countByKind(ids: ReadonlySet<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const id of [...ids].sort()) counts[kindOf(id)] = (counts[kindOf(id)] ?? 0) + 1;
  return counts;
}

/** Removes documents with every side of them: where two edits stand beside each other the other one comes forward. */
async function removeAll(database: Database, ids: ReadonlySet<string>): Promise<void> {
  for (;;) {
    const standing = [...(await database.getAll([...ids])).values()];
    if (standing.length === 0) break;
    const outcomes = await database.write(standing.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true })));
    const failed = outcomes.find(({ error }) => error && error !== 'conflict');
    if (failed) throw new Error(`A document could not be destroyed in ${database.name}: ${failed.error}.`);
  }
  await database.compact();
}
