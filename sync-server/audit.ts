import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { kindOf } from '#lib/core/document.ts';
import { Stamp } from '#lib/core/stamp.ts';
import type { Database } from './database.ts';
import type { Candidate } from './document-rules.ts';
import { SERVER } from './engines/engine.ts';

/** Who changed what, when, from which device. Only the server opens it; it holds no content of what was changed. */
export const AUDIT_DATABASE = 'audit';

/** One revision of a document, as the audit trail remembers it. */
export interface ChangeFact {
  readonly database: string;
  readonly document: string;
  readonly rev: string;
  readonly documentKind: string;
  /** User name of who made this revision. */
  readonly who: string;
  readonly fromDevice: string;
  /** When it was made, by the clock of that device. */
  readonly when: string;
  readonly removed: boolean;
}

/**
 * What the audit trail says of a revision. `who` is known only where it was written; else it is the author, which for
 * a card is who made it.
 */
export function changeFact(database: string, document: Candidate, rev: string, who?: string): ChangeFact {
  const id = String(document['_id']);
  const stamp = latestStamp(document['stamps']);
  return {
    database,
    document: id,
    rev,
    documentKind: kindOf(id),
    who: who ?? text(document['author']),
    fromDevice: stamp?.device ?? text(document['device']),
    when: stamp ? isoMoment(stamp.time) : text(document['created']),
    removed: document['_deleted'] === true
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : 'unknown');

/** The last change of a card: `1764000000000-0001-<device>`, which sorts by time. */
function latestStamp(stamps: unknown): { time: number; device: string } | null {
  if (typeof stamps !== 'object' || stamps === null) return null;
  const latest = Object.values(stamps)
    .filter((stamp) => Stamp.safeParse(stamp).success)
    .map(String)
    .reduce((last, stamp) => (stamp > last ? stamp : last), '');
  return latest === '' ? null : { time: Number(latest.slice(0, 13)), device: latest.slice(19) };
}

export interface Audit {
  /**
   * Adds facts that are not there yet: the id of a fact follows from the revision, so that telling it twice leaves
   * one. What is there stays as it is.
   */
  add(facts: readonly ChangeFact[]): Promise<void>;
}

export function createAudit(database: Database, clock: Clock): Audit {
  return {
    async add(facts) {
      const outcomes = await database.write(
        facts.map((fact) => ({
          _id: `change:${fact.database}:${fact.document}:${fact.rev}`,
          kind: 'change',
          schema: 1,
          author: SERVER.name,
          device: 'server',
          created: isoMoment(clock()),
          ...fact
        }))
      );
      const failed = outcomes.find(({ error }) => error !== undefined && error !== 'conflict');
      if (failed) throw new Error(`The audit trail refused a fact: ${failed.error}.`);
    }
  };
}
