import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import type { RandomBytes } from '#lib/core/random.ts';
import type { Database } from '../database.ts';
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
  expires: z.iso.datetime()
});

export interface Session {
  readonly user: string;
  /** Its life was lengthened now, so the browser's cookie must be as well. */
  readonly renewed: boolean;
}

export interface Sessions {
  /** Begins a session; answers the token that the browser keeps. */
  begin(user: string): Promise<string>;
  /** The session of a token; null when it never was, has ended, or was too long ago. */
  find(token: string): Promise<Session | null>;
  end(token: string): Promise<void>;
  /** Ends every session of a user, wherever it is, but for the one of a token. */
  endAllOf(user: string, but: string): Promise<void>;
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

  return {
    async begin(user) {
      const token = Buffer.from(random(32)).toString('base64url');
      await database.put({
        _id: idOf(token),
        kind: 'session',
        schema: 1,
        author: SERVER.name,
        device: 'server',
        created: isoMoment(clock()),
        user,
        expires: isoMoment(expiry())
      });
      return token;
    },
    async find(token) {
      if (!TOKEN.test(token)) return null;
      const stored = await database.get(idOf(token));
      if (!stored) return null;
      const { user, expires } = StoredSession.parse(stored);
      const left = Date.parse(expires) - clock();
      if (left <= 0) return null;
      // Written at most once a day: a session is read at every request.
      const stale = left < SESSION_SECONDS * 1000 - DAY;
      const renewed = stale && (await database.put({ ...stored, expires: isoMoment(expiry()) }));
      return { user, renewed };
    },
    async end(token) {
      if (!TOKEN.test(token)) return;
      // A renewal may come between reading and removing; the log-out must still hold.
      for (let attempt = 0; attempt < 3; attempt++) {
        const stored = await database.get(idOf(token));
        if (!stored || (await database.remove(stored))) return;
      }
      throw new Error('A session could not be ended.');
    },
    async endAllOf(user, but) {
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

const idOf = (token: string): string => `session:${createHash('sha256').update(token).digest('hex')}`;
