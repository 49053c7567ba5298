import * as z from 'zod/mini';
import { SessionAnswer } from '../roles/user.ts';
import type { Fetch } from '../db/replication.ts';

/** Why the server could not be asked. */
export type Trouble = 'no-connection' | 'signed-out' | 'forbidden';

/** A request that got no usable answer. */
export class LinkTrouble extends Error {
  override readonly name = 'LinkTrouble';
  readonly trouble: Trouble;

  constructor(trouble: Trouble, cause?: unknown) {
    super(`The server could not be asked: ${trouble}.`, { cause });
    this.trouble = trouble;
  }
}

/** Longest wait for an answer in milliseconds: a batch at 20 kB/s fits. */
const ANSWER_WITHIN = 60_000;
/** How long the server may hold a question for news, and how long an answer may then still take. */
const NEWS_WITHIN = 50_000;
const GRACE = 15_000;

const News = z.object({ news: z.boolean() });

/** How far a device is: what it may open, and where its reading of each database ended. */
export interface Place {
  readonly open: readonly string[];
  readonly since: ReadonlyMap<string, string>;
}

/** The server as one round of sending and receiving meets it. */
export interface ServerLink {
  /** For the replicator. It hides its causes: `trouble` tells what was the matter with the last failed request. */
  readonly fetch: Fetch;
  readonly trouble: () => Trouble | null;
  /** Notes a trouble that an answer was found to mean, and gives it as something to throw. */
  fail(trouble: Trouble): LinkTrouble;
  /** Forgets the last trouble, before something new is asked. */
  begin(): void;
  address(database: string): string;
  /** Where what was not sent goes, of a team that the user left. */
  leftAddress(database: string): string;
  /** Who is signed in here. Rejects with `LinkTrouble`. */
  session(): Promise<SessionAnswer>;
  /** Whether the courier has finished a pass that began after this call. Rejects with `LinkTrouble`. */
  courier(database: string): Promise<boolean>;
  /**
   * Whether something came in after that place, or other databases are open by now; answers late if not. Rejects with
   * `LinkTrouble`.
   */
  news(place: Place, signal: AbortSignal): Promise<boolean>;
}

/** `end` breaks off whatever is under way. */
export function serverLink(origin: string, fetch: Fetch, end: AbortSignal): ServerLink {
  let trouble: Trouble | null = null;

  async function ask(
    address: string | Request,
    init: RequestInit = {},
    within = ANSWER_WITHIN
  ): Promise<Response> {
    const ends = [AbortSignal.timeout(within), end, ...(init.signal ? [init.signal] : [])];
    try {
      const answer = await fetch(address, {
        ...init,
        headers: plainHeaders(init),
        signal: AbortSignal.any(ends)
      });
      // Read whole here, so that the limit also holds for a body that stops half-way.
      const body = await answer.arrayBuffer();
      check(answer);
      return new Response(body, { status: answer.status, headers: answer.headers });
    } catch (cause) {
      trouble = cause instanceof LinkTrouble ? cause.trouble : 'no-connection';
      throw cause instanceof LinkTrouble ? cause : new LinkTrouble('no-connection', cause);
    }
  }

  const at = (path: string) => `${origin}${path}`;
  const database = (name: string) => at(`/db/${encodeURIComponent(name)}`);

  return {
    fetch: (address, init) => ask(address, init),
    trouble: () => trouble,
    fail(found) {
      trouble = found;
      return new LinkTrouble(found);
    },
    begin() {
      trouble = null;
    },
    address: database,
    leftAddress: (name) => at(`/achtergelaten/${encodeURIComponent(name)}`),
    async session() {
      const answer = await ask(at('/auth/session'), { credentials: 'same-origin' });
      const parsed = SessionAnswer.safeParse(await answer.json());
      if (!parsed.success) throw new LinkTrouble('no-connection', parsed.error);
      return parsed.data;
    },
    async courier(name) {
      const address = at(`/courier/${encodeURIComponent(name)}`);
      const answer = await ask(address, { method: 'POST', credentials: 'same-origin' });
      return answer.ok;
    },
    async news({ open, since }, signal) {
      const answer = await ask(
        at('/nieuws'),
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ open, since: Object.fromEntries(since) }),
          signal,
          credentials: 'same-origin'
        },
        NEWS_WITHIN + GRACE
      );
      const parsed = News.safeParse(await answer.json());
      if (!answer.ok || !parsed.success) throw new LinkTrouble('no-connection');
      return parsed.data.news;
    }
  };
}

/** A page instead of data is a portal that wants a log-in of its own, or a proxy's excuse: no connection. */
function check(answer: Response): void {
  if (!answer.headers.get('content-type')?.includes('json')) throw new LinkTrouble('no-connection');
  if (answer.status === 401) throw new LinkTrouble('signed-out');
  if (answer.status === 403) throw new LinkTrouble('forbidden');
  if (answer.status >= 500) throw new LinkTrouble('no-connection');
}

/** PouchDB brings headers of its own make, which not every fetch takes. */
const plainHeaders = ({ headers }: RequestInit): Headers =>
  new Headers(headers && Symbol.iterator in headers ? [...(headers as Iterable<[string, string]>)] : headers);
