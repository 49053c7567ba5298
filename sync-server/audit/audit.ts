import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { kindOf } from '#lib/core/document.ts';
import { Stamp } from '#lib/core/stamp.ts';
import type { OnWritten } from '../access.ts';
import type { Database, WriteOutcome } from '../database.ts';
import type { Candidate } from '../document-rules.ts';
import { SERVER } from '../engines/engine.ts';

/** Who changed what, when, from which device. Only the server opens it; it holds no content of what was changed. */
export const AUDIT_DATABASE = 'audit';

/** One revision of a document, as the audit trail remembers it. */
export interface ChangeFact {
  readonly database: string;
  readonly document: string;
  readonly rev: string;
  readonly documentKind: string;
  /** User name of who made this revision, or `unknown`. */
  readonly who: string;
  readonly fromDevice: string;
  /** When it was made, by the clock of that device. */
  readonly when: string;
  readonly removed: boolean;
}

/**
 * What the audit trail says of a revision. `who` is known only where it was written; else a first revision is its
 * author's, and who made a later one is unknown.
 */
export function changeFact(database: string, document: Candidate, rev: string, who?: string): ChangeFact {
  const id = String(document['_id']);
  const stamp = latestStamp(document['stamps']);
  return {
    database,
    document: id,
    rev,
    documentKind: kindOf(id),
    who: who ?? (isFirst(rev) ? text(document['author']) : UNKNOWN),
    fromDevice: stamp?.device ?? text(document['device']),
    when: stamp ? isoMoment(stamp.time) : text(document['created']),
    removed: document['_deleted'] === true
  };
}

const UNKNOWN = 'unknown';

const isFirst = (rev: string): boolean => rev.startsWith('1-');

const text = (value: unknown): string => (typeof value === 'string' ? value : UNKNOWN);

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
   * one. What is there stays as it is, but for an unknown name that is known now.
   */
  add(facts: readonly ChangeFact[]): Promise<void>;
}

/**
 * Notes what was written through the gate, where alone it is known who edits: every later revision, and what somebody
 * else's name stands on. First revisions by their author are the courier's to note.
 */
export const auditOfWrites =
  (audit: Audit): OnWritten =>
  async (database, user, written) => {
    const noted = written.filter(({ document, rev }) => document['author'] !== user.name || !isFirst(rev));
    await audit.add(noted.map(({ document, rev }) => changeFact(database, document, rev, user.name)));
  };

export function createAudit(database: Database, clock: Clock): Audit {
  async function write(documents: readonly object[]): Promise<readonly WriteOutcome[]> {
    const outcomes = await database.write(documents);
    const failed = outcomes.find(({ error }) => error !== undefined && error !== 'conflict');
    if (failed) throw new Error(`The audit trail refused a fact: ${failed.error}.`);
    return outcomes;
  }

  return {
    async add(facts) {
      const documents = facts.map((fact) => ({
        _id: `change:${fact.database}:${fact.document}:${fact.rev}`,
        kind: 'change',
        schema: 1,
        author: SERVER.name,
        device: 'server',
        created: isoMoment(clock()),
        ...fact
      }));
      const outcomes = await write(documents);
      // The courier may have come by between the writing of a document and the noting of who wrote it.
      const named = documents.filter(({ who }, place) => who !== UNKNOWN && outcomes[place]?.error);
      const stored = await database.getAll(named.map(({ _id }) => _id));
      await write(
        named.flatMap((document) => {
          const known = stored.get(document._id);
          return known?.['who'] === UNKNOWN ? [{ ...known, who: document.who }] : [];
        })
      );
    }
  };
}
