import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { EngineError, type ChangesPage, type Database } from './database.ts';
import { badRequest, json, Refusal } from './engines/answers.ts';
import { publishedDocument, type MapMirror } from './map-mirror.ts';

const DEFAULT_LIMIT = 1000;
const LARGEST_LIMIT = 5000;
/** Documents turned into text at once, between which other requests get their turn. */
const PORTION = 250;

interface Snapshot {
  readonly sequence: string;
  readonly etag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The public lane's two addresses. */
export interface PublicMap {
  /** The whole map: gzip of NDJSON, the first line about it, then a document a line. */
  snapshot(request: Request): Promise<Response>;
  /** What changed since a sequence that this server gave; 410 for any other. `0` is the very beginning. */
  changes(request: Request): Promise<Response>;
}

export function createPublicMap(mirror: MapMirror, database: Database): PublicMap {
  let ready: Snapshot | null = null;
  let making: Promise<Snapshot> | null = null;
  const outside = (sequence: string | number): string => `${mirror.lineage()}.${sequence}`;

  async function make(): Promise<Snapshot> {
    const sequence = outside(mirror.sequence());
    const documents = [...mirror.documents()];
    const head = JSON.stringify({ sequence, count: documents.length });
    const gzip = Readable.from(portions(head, documents)).pipe(createGzip());
    const bytes = Buffer.concat(await gzip.toArray());
    const etag = `"${createHash('sha256').update(sequence).digest('base64url')}"`;
    return { sequence, etag, bytes: new Uint8Array(bytes) };
  }

  /** Made once for each state of the map, at the first request for it. */
  async function current(): Promise<Snapshot> {
    if (ready?.sequence === outside(mirror.sequence())) return ready;
    making ??= make().finally(() => (making = null));
    return (ready = await making);
  }

  function positionIn(since: string): string {
    if (since === '0') return since;
    const prefix = `${mirror.lineage()}.`;
    if (since.startsWith(prefix) && since.length > prefix.length) return since.slice(prefix.length);
    throw gone();
  }

  return {
    async snapshot(request) {
      const { etag, bytes } = await current();
      const headers = { etag, 'cache-control': 'no-cache' };
      if (knows(request.headers.get('if-none-match'), etag))
        return new Response(null, { status: 304, headers });
      return new Response(bytes, {
        headers: {
          ...headers,
          'content-type': 'application/x-ndjson',
          'content-encoding': 'gzip',
          'content-length': String(bytes.byteLength)
        }
      });
    },
    async changes(request) {
      const { searchParams } = new URL(request.url);
      const limit = limitIn(searchParams.get('limit'));
      const since = positionIn(searchParams.get('since') || '0');
      const page = await pageAfter(database, since, limit);
      const changes = page.results
        .filter(({ id }) => !id.startsWith('_'))
        .map((change) => {
          const document = publishedDocument(change);
          return document ? { id: change.id, document } : { id: change.id, deleted: true };
        });
      return json({ sequence: outside(page.last_seq), changes, pending: page.pending ?? 0 }, 200, {
        'cache-control': 'no-cache'
      });
    }
  };
}

const gone = (): Refusal =>
  new Refusal(410, 'gone', 'Dit punt in de sociale kaart is niet bekend. Haal de hele kaart op.');

async function pageAfter(database: Database, since: string, limit: number): Promise<ChangesPage> {
  try {
    return await database.changes({ since, limit: String(limit), include_docs: 'true' });
  } catch (error) {
    if (error instanceof EngineError && error.status === 400) throw gone();
    throw error;
  }
}

function limitIn(text: string | null): number {
  if (text === null) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (!/^\d{1,6}$/.test(text) || limit < 1) throw badRequest('limit moet een getal vanaf 1 zijn.');
  return Math.min(limit, LARGEST_LIMIT);
}

/** Whether a caller has what the tag names already. */
export const knows = (ifNoneMatch: string | null, etag: string): boolean =>
  ifNoneMatch !== null &&
  ifNoneMatch.split(',').some((known) => ['*', etag].includes(known.trim().replace(/^W\//, '')));

function* portions(head: string, documents: readonly object[]): Generator<string> {
  yield `${head}\n`;
  for (let start = 0; start < documents.length; start += PORTION) {
    const lines = documents.slice(start, start + PORTION).map((document) => JSON.stringify(document));
    yield `${lines.join('\n')}\n`;
  }
}
