import { setTimeout as pause } from 'node:timers/promises';
import { databaseKind, isKioskDatabase } from '#lib/roles/databases.ts';
import { changeFact, type Audit } from './audit/audit.ts';
import { listDatabases, openDatabase, type Database, type Stored } from './database.ts';
import type { Engine } from './engines/engine.ts';

const CHECKPOINT = '_local/courier';
const PAGE = 200;

/**
 * One thing the courier does with what changed. A step may be handed the same revisions again, after a crash or by
 * another server: what it makes has ids that follow from them, so that doing it twice leaves one.
 */
export interface CourierStep {
  handle(database: string, revisions: readonly Stored[]): Promise<void>;
}

export interface Courier {
  /** Resolves when a pass over this database that began after the call has finished. */
  process(database: string): Promise<void>;
  /** Something was written here: a pass follows soon, nobody waits for it. */
  wake(database: string): void;
  /** Looks after every database by itself, for what was written past this process, until `stop`. */
  start(): void;
  /** Ends after the page at hand. What is left is carried on at the next start. */
  stop(): Promise<void>;
}

export interface CourierDependencies {
  readonly engine: Engine;
  readonly steps: readonly CourierStep[];
  readonly onFailure: (database: string, error: unknown) => void;
  /** Milliseconds between rounds over all databases. */
  readonly interval: number;
}

/** The step that tells the audit trail of every revision. */
export const auditStep = (audit: Audit): CourierStep => ({
  handle: (database, revisions) =>
    audit.add(revisions.map((revision) => changeFact(database, revision, revision._rev)))
});

export function createCourier({ engine, steps, onFailure, interval }: CourierDependencies): Courier {
  const lanes = new Map<string, Lane>();
  const stopping = new AbortController();
  let rounds: Promise<void> = Promise.resolve();

  async function pass(database: string): Promise<void> {
    const store = openDatabase(engine, database);
    let since = await checkpointOf(store);
    for (;;) {
      stopping.signal.throwIfAborted();
      const { results, last_seq } = await store.changes({ since, limit: String(PAGE), style: 'all_docs' });
      const changed = results.filter(({ id }) => !id.startsWith('_design/'));
      const revisions = await store.revisions(
        changed.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })))
      );
      for (const step of steps) await step.handle(database, revisions);
      if (String(last_seq) !== since) {
        since = String(last_seq);
        // When another server was first, its checkpoint is as good: whatever lies between is done again.
        await goOnFrom(store, since);
      }
      if (results.length < PAGE) return;
    }
  }

  /** A pass that is running may have read past what the caller means, so the caller waits for the one after it. */
  function process(database: string): Promise<void> {
    const lane = lanes.get(database) ?? { running: null, next: null };
    lanes.set(database, lane);
    lane.next ??= (lane.running ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        lane.running = lane.next;
        lane.next = null;
        return pass(database);
      });
    return lane.next;
  }

  async function processQuietly(database: string): Promise<void> {
    try {
      await process(database);
    } catch (error) {
      if (!stopping.signal.aborted) onFailure(database, error);
    }
  }

  async function round(): Promise<void> {
    try {
      for (const database of await listDatabases(engine)) {
        if (isFollowed(database)) await processQuietly(database);
      }
    } catch (error) {
      if (!stopping.signal.aborted) onFailure('*', error);
    }
  }

  return {
    process,
    wake(database) {
      if (isFollowed(database)) void processQuietly(database);
    },
    start() {
      rounds = (async () => {
        while (!stopping.signal.aborted) {
          await round();
          await pause(interval, null, { signal: stopping.signal }).catch(() => undefined);
        }
      })();
    },
    async stop() {
      stopping.abort();
      await rounds;
      const open = [...lanes.values()].flatMap(({ running, next }) => [running, next]);
      await Promise.allSettled(open);
    }
  };
}

interface Lane {
  running: Promise<void> | null;
  next: Promise<void> | null;
}

/** How far the courier has come in a database, in the engine's own counting. */
export async function checkpointOf(store: Database): Promise<string> {
  const checkpoint = await store.get(CHECKPOINT);
  return typeof checkpoint?.['since'] === 'string' ? checkpoint['since'] : '0';
}

/** Has the courier go on from there, unless another wrote at the same moment from where it goes on. */
export async function goOnFrom(store: Database, since: string): Promise<void> {
  const current = await store.get(CHECKPOINT);
  await store.put({ ...current, _id: CHECKPOINT, since });
}

/** The map goes its own way; what the server keeps for itself is nobody's news. */
export const isFollowed = (database: string): boolean => {
  const kind = databaseKind(database);
  return (kind !== null && kind !== 'map') || isKioskDatabase(database);
};
