import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import type { RandomBytes } from '#lib/core/random.ts';
import type { OwnSession } from '#lib/roles/person.ts';
import type { Database, Stored } from '../database.ts';
import { SERVER } from '../engines/engine.ts';

const DAY = 24 * 60 * 60_000;

/** How long a session lives after its last use, in seconds. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A session as it is stored: under the hash of its token, so that whoever reads the store cannot use it. */
const StoredSession = z.object({
  ...documentFields,
  kind: z.literal('session'),
  schema: z.literal(1),
  user: z.string(),
  expires: z.iso.datetime(),
  /** Words by which its owner recognises it; one of before these were kept has none. */
  browser: z._default(z.string(), ''),
  /** Ends when it does, however much it is used. */
  fixed: z._default(z.boolean(), false)
});

export interface Session {
  readonly user: string;
  /** Its life was lengthened now, so the browser's cookie must be as well. */
  readonly renewed: boolean;
}

export interface Sessions {
  /**
   * Begins a session; answers the token that the browser keeps. `browser`: words by which its owner recognises it.
   * `seconds`: ends after so long, however much it is used; without it, a session lives on by use.
   */
  begin(user: string, browser?: string, seconds?: number): Promise<string>;
  /** The session of a token; null when it never was, has ended, or was too long ago. */
  find(token: string): Promise<Session | null>;
  end(token: string): Promise<void>;
  /** Ends every session of a user, wherever it is, but for the one of a token. */
  endAllOf(user: string, but?: string): Promise<void>;
  /** The sessions of a user, the latest used first; `token` is the one that asks. */
  of(user: string, token: string): Promise<readonly OwnSession[]>;
  /** Ends one session of a user by its id; one of somebody else is left. */
  endOne(user: string, id: string): Promise<void>;
  /** How many sessions each user has. */
  counts(): Promise<ReadonlyMap<string, number>>;
  /** Removes the sessions whose time is over. */
  sweep(): Promise<void>;
}

export interface SessionsDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

export function createSessions({ database, clock, random }: SessionsDependencies): Sessions {
  const expiry = () => clock() + SESSION_SECONDS * 1000;

  async function all(): Promise<readonly z.infer<typeof StoredSession>[]> {
    return (await database.startingWith('session:')).map((stored) => StoredSession.parse(stored));
  }

  async function living(user: string) {
    const now = clock();
    return (await all()).filter((session) => session.user === user && Date.parse(session.expires) > now);
  }

  // A renewal may come between reading and removing; the end must still hold.
  async function remove(id: string, mayGo: (stored: Stored) => boolean = () => true): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt++) {
      const stored = await database.get(id);
      if (!stored || !mayGo(stored) || (await database.remove(stored))) return;
    }
    throw new Error('A session could not be ended.');
  }

  return {
    async begin(user, browser = '', seconds) {
      const token = Buffer.from(random(32)).toString('base64url');
      await database.put({
        _id: idOf(token),
        kind: 'session',
        schema: 1,
        author: SERVER.name,
        device: 'server',
        created: isoMoment(clock()),
        user,
        expires: isoMoment(seconds === undefined ? expiry() : clock() + seconds * 1000),
        browser,
        fixed: seconds !== undefined
      });
      return token;
    },
    async find(token) {
      if (!TOKEN.test(token)) return null;
      const stored = await database.get(idOf(token));
      if (!stored) return null;
      const { user, expires, fixed } = StoredSession.parse(stored);
      const left = Date.parse(expires) - clock();
      if (left <= 0) return null;
      // Written at most once a day: a session is read at every request.
      const stale = !fixed && left < SESSION_SECONDS * 1000 - DAY;
      const renewed = stale && (await database.put({ ...stored, expires: isoMoment(expiry()) }));
      return { user, renewed };
    },
    async end(token) {
      if (TOKEN.test(token)) await remove(idOf(token));
    },
    async of(user, token) {
      const sessions = (await living(user)).map(({ _id, created, expires, browser, fixed }) => ({
        id: _id.slice(PREFIX.length),
        browser,
        begun: created,
        used: fixed ? created : isoMoment(Date.parse(expires) - SESSION_SECONDS * 1000),
        current: _id === idOf(token)
      }));
      return sessions.sort((one, other) => other.used.localeCompare(one.used));
    },
    async endOne(user, id) {
      if (ID.test(id)) await remove(PREFIX + id, (stored) => stored['user'] === user);
    },
    async counts() {
      const now = clock();
      const counts = new Map<string, number>();
      for (const { user, expires } of await all())
        if (Date.parse(expires) > now) counts.set(user, (counts.get(user) ?? 0) + 1);
      return counts;
    },
    async endAllOf(user, but = '') {
      // A renewal may come between reading and removing; until none is left.
      for (let attempt = 0; attempt < 5; attempt++) {
        const stored = await database.startingWith('session:');
        const theirs = stored.filter(
          (session) => session._id !== idOf(but) && StoredSession.parse(session).user === user
        );
        if (theirs.length === 0) return;
        await database.write(theirs.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true })));
      }
      throw new Error('The sessions of a user could not be ended.');
    },
    async sweep() {
      const now = clock();
      const stored = await database.startingWith('session:');
      const over = stored.filter((session) => Date.parse(StoredSession.parse(session).expires) <= now);
      await database.write(over.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true })));
    }
  };
}

const PREFIX = 'session:';
const ID = /^[0-9a-f]{64}$/;
const idOf = (token: string): string => PREFIX + createHash('sha256').update(token).digest('hex');
