import { setTimeout as pause } from 'node:timers/promises';
import type { AnyDocument } from '#lib/core/document.ts';
import type { RandomBytes } from '#lib/core/random.ts';
import type { Change, ChangesPage, Database } from './database.ts';

const LINEAGE = '_local/lineage';
const PAGE = 2000;
const LONGEST_PAUSE = 30_000;

/** The published map in memory, as it stood at `sequence`. */
export interface MapMirror {
  /** Differs whenever the documents do. */
  version(): string;
  /** The engine's sequence up to which the mirror is current. */
  sequence(): string;
  /** Names this map: a map that was thrown away and filled anew has another one. */
  lineage(): string;
  documents(): Iterable<AnyDocument>;
  count(): number;
  /** Resolves when every document is in memory; then goes on following what changes. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface MapMirrorDependencies {
  readonly database: Database;
  readonly random: RandomBytes;
  readonly onFailure: (error: unknown) => void;
}

export function createMapMirror({ database, random, onFailure }: MapMirrorDependencies): MapMirror {
  const documents = new Map<string, AnyDocument>();
  const stopping = new AbortController();
  let sequence = '0';
  let lineage = '';
  let following: Promise<void> = Promise.resolve();

  function take({ results, last_seq }: ChangesPage): void {
    for (const change of results) {
      const document = publishedDocument(change);
      if (document) documents.set(change.id, document);
      else documents.delete(change.id);
    }
    sequence = String(last_seq);
  }

  const page = (more: Record<string, string> = {}): Promise<ChangesPage> =>
    database.changes(
      { since: sequence, limit: String(PAGE), include_docs: 'true', ...more },
      stopping.signal
    );

  async function follow(): Promise<void> {
    let wait = 500;
    while (!stopping.signal.aborted) {
      try {
        take(await page({ feed: 'longpoll', timeout: '50000' }));
        wait = 500;
      } catch (error) {
        if (stopping.signal.aborted) return;
        onFailure(error);
        await pause(wait, null, { signal: stopping.signal }).catch(() => undefined);
        wait = Math.min(wait * 2, LONGEST_PAUSE);
      }
    }
  }

  return {
    version: () => sequence,
    sequence: () => sequence,
    lineage: () => lineage,
    documents: () => documents.values(),
    count: () => documents.size,
    async start() {
      lineage = await readLineage(database, random);
      for (;;) {
        const next = await page();
        take(next);
        if (next.results.length < PAGE) break;
      }
      following = follow();
    },
    async stop() {
      stopping.abort();
      await following;
    }
  };
}

/** What the public may read of a change; null for what is gone, and for what is no entry. */
export function publishedDocument({ id, deleted, doc }: Change): AnyDocument | null {
  if (deleted || !doc || id.startsWith('_')) return null;
  const { _rev: rev, ...document } = doc;
  // A calendar takes over a change only when its number is higher than the one it has.
  const revision = document['kind'] === 'activity' ? { revision: Number.parseInt(String(rev), 10) } : {};
  return { ...document, ...revision } as AnyDocument;
}

async function readLineage(database: Database, random: RandomBytes): Promise<string> {
  // Two servers that start together agree on what the engine took first.
  for (let attempt = 0; attempt < 3; attempt++) {
    const stored = await database.get(LINEAGE);
    if (typeof stored?.['name'] === 'string') return stored['name'];
    await database.put({ _id: LINEAGE, name: Buffer.from(random(8)).toString('hex') });
  }
  throw new Error('The map could not be given a name.');
}
