import { badRequest, json, Refusal } from '../answers.ts';
import { isObject, type JsonObject } from '../body.ts';
import type { Database } from './database.ts';
import { given, type Query } from './query.ts';
import type { Change, Stored } from './store.ts';

const LONGEST_WAIT = 60_000;
const SHORTEST_HEARTBEAT = 50;

/** One answer of `_changes`; `pending` counts writes, so it is 0 at the end and never too low before it. */
interface Page {
  readonly results: readonly (Omit<Change, 'seq' | 'doc'> & { seq: string; doc?: Stored })[];
  readonly last_seq: string;
  readonly pending: number;
}

/**
 * `GET` or `POST /db/_changes`. A long poll answers at the first change, after `timeout` milliseconds, or never while
 * `heartbeat` keeps the connection alive; it ends as well when one of `endings` aborts.
 */
export async function changes(
  database: Database,
  body: JsonObject | null,
  query: Query,
  endings: readonly AbortSignal[]
): Promise<Response> {
  const feed = query.text('feed') ?? 'normal';
  if (feed !== 'normal' && feed !== 'longpoll') throw badRequest(`The feed ${feed} is not supported`);
  const read = reader(database, documentIds(body, query), query);
  const since = await database.use(async (store) =>
    positionOf(query.text('since') ?? '0', database.mark, (await store.info()).update_seq)
  );
  const first = await read(since);
  if (feed === 'normal' || first.results.length > 0) return json(first);
  const heartbeat = heartbeatOf(query);
  const timeout = heartbeat === null ? Math.min(query.count('timeout') ?? LONGEST_WAIT, LONGEST_WAIT) : null;
  return waiting(database, first, read, { heartbeat, timeout, endings });
}

type Reader = (since: number) => Promise<Page>;

function reader(database: Database, docIds: string[] | undefined, query: Query): Reader {
  const style = query.text('style') ?? 'main_only';
  if (style !== 'main_only' && style !== 'all_docs') throw badRequest(`The style ${style} is not supported`);
  const options = {
    style: style as 'main_only' | 'all_docs',
    descending: query.flag('descending'),
    // The body names the winner, which stands first among the leaves.
    include_docs: true as const,
    conflicts: query.flag('conflicts'),
    ...given({ limit: query.count('limit'), doc_ids: docIds })
  };
  const withDocument = query.flag('include_docs');
  const sequence = (position: number): string => `${position}-${database.mark}`;
  return (since) =>
    database.use(async (store) => {
      // Read before the changes: what is written meanwhile stands after it and is asked for next time.
      const { update_seq: top } = await store.info();
      const { results } = await store.changes({ ...options, since });
      const whole = options.limit === undefined || results.length < Math.max(options.limit, 1);
      const reached = results.at(-1)?.seq ?? since;
      const last = whole ? Math.max(top, reached) : reached;
      return {
        results: results.map(({ seq, doc, changes: leaves, ...change }) => ({
          ...change,
          seq: sequence(seq),
          changes: leaves.toSorted((a, b) => Number(b.rev === doc._rev) - Number(a.rev === doc._rev)),
          ...(withDocument ? { doc } : {})
        })),
        last_seq: sequence(last),
        pending: Math.max(0, top - last)
      };
    });
}

interface Waiting {
  readonly heartbeat: number | null;
  readonly timeout: number | null;
  readonly endings: readonly AbortSignal[];
}

// Line ends are written while nothing happens: JSON may begin with them.
function waiting(database: Database, first: Page, read: Reader, options: Waiting): Response {
  const { heartbeat, timeout, endings } = options;
  const over = new AbortController();
  const stop = (): void => over.abort();
  const timers: NodeJS.Timeout[] = [];
  const text = new TextEncoder();
  let left = false;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      for (const ending of endings) ending.addEventListener('abort', stop);
      if (endings.some((ending) => ending.aborted)) stop();
      if (timeout !== null) timers.push(setTimeout(stop, timeout));
      if (heartbeat !== null)
        timers.push(setInterval(() => controller.enqueue(text.encode('\n')), heartbeat));
      try {
        const page = await nextPage(database, first, read, over.signal);
        if (left) return;
        controller.enqueue(text.encode(JSON.stringify(page) + '\n'));
        controller.close();
      } catch (error) {
        controller.error(error);
      } finally {
        timers.forEach(clearTimeout);
        stop();
        for (const ending of endings) ending.removeEventListener('abort', stop);
      }
    },
    cancel() {
      left = true;
      timers.forEach(clearTimeout);
      stop();
    }
  });
  return new Response(body, {
    headers: { 'content-type': 'application/json', 'cache-control': 'must-revalidate' }
  });
}

async function nextPage(database: Database, first: Page, read: Reader, over: AbortSignal): Promise<Page> {
  let page = first;
  for (;;) {
    // Asked before reading, so that a write between the two is not slept through.
    const news = database.news(over);
    try {
      page = await read(Number.parseInt(page.last_seq));
    } catch (error) {
      if (error instanceof Refusal) return page; // the database was deleted or closed meanwhile
      throw error;
    }
    if (page.results.length > 0 || over.aborted || database.gone) return page;
    await news;
  }
}

function heartbeatOf(query: Query): number | null {
  const value = query.text('heartbeat');
  if (value === undefined || value === 'false') return null;
  if (value === 'true') return LONGEST_WAIT;
  return Math.min(Math.max(query.count('heartbeat') ?? 0, SHORTEST_HEARTBEAT), LONGEST_WAIT);
}

/**
 * The number in a sequence. One of another database, or from beyond the end as after a restored backup, begins at 0:
 * replication then finds by itself what is missing.
 */
function positionOf(since: string, mark: string, top: number): number {
  if (since === 'now') return top;
  const match = /^"?(\d{1,15})(?:-(.+?))?"?$/.exec(since);
  if (!match) throw badRequest('Malformed sequence supplied in since');
  const position = Number(match[1]);
  return position > top || (match[2] !== undefined && match[2] !== mark) ? 0 : position;
}

function documentIds(body: JsonObject | null, query: Query): string[] | undefined {
  const filter = query.text('filter');
  if (filter === undefined) return undefined;
  if (filter !== '_doc_ids') throw badRequest(`The filter ${filter} is not supported`);
  const ids = isObject(body) && body['doc_ids'] !== undefined ? body['doc_ids'] : query.json('doc_ids');
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string'))
    throw badRequest('`doc_ids` must be a list of texts');
  return ids;
}
