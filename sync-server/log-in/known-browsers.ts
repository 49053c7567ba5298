import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import type { RandomBytes } from '#lib/core/random.ts';
import type { Database } from '../database.ts';
import { SERVER } from '../engines/engine.ts';

/** How long a browser stays known after somebody logged in on it, in seconds: the longest that a cookie lives. */
export const KNOWN_SECONDS = 400 * 24 * 60 * 60;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

const KnownBrowser = z.object({
  ...documentFields,
  kind: z.literal('known-browser'),
  schema: z.literal(1),
  /** Who logged in on it. */
  users: z.array(z.string()),
  expires: z.iso.datetime()
});

/** The browsers on which people logged in before. That a browser is known opens nothing: it only has a budget of its own. */
export interface KnownBrowsers {
  /** The id of a browser on which this user logged in before; null for any other. */
  find(token: string, user: string): Promise<string | null>;
  /** Notes that a user logged in; answers the token that the browser keeps, its own where it has one. */
  remember(token: string, user: string): Promise<string>;
  /** Removes those whose time is over. */
  sweep(): Promise<void>;
}

export interface KnownBrowsersDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

export function createKnownBrowsers({ database, clock, random }: KnownBrowsersDependencies): KnownBrowsers {
  async function load(token: string) {
    const stored = TOKEN.test(token) ? await database.get(idOf(token)) : null;
    const browser = stored && KnownBrowser.parse(stored);
    return browser && Date.parse(browser.expires) > clock() ? browser : null;
  }

  return {
    async find(token, user) {
      const browser = await load(token);
      return browser?.users.includes(user) ? browser._id : null;
    },
    async remember(token, user) {
      const browser = await load(token);
      const kept = browser ? token : Buffer.from(random(32)).toString('base64url');
      const expires = isoMoment(clock() + KNOWN_SECONDS * 1000);
      const users = [...new Set([...(browser?.users ?? []), user])];
      // Two log-ins at once leave one of them to be remembered at its next.
      await database.put({
        ...(browser ?? {
          kind: 'known-browser',
          schema: 1,
          author: SERVER.name,
          device: 'server',
          created: isoMoment(clock())
        }),
        _id: idOf(kept),
        users,
        expires
      });
      return kept;
    },
    async sweep() {
      const now = clock();
      const stored = await database.startingWith(PREFIX);
      const over = stored.filter((browser) => Date.parse(KnownBrowser.parse(browser).expires) <= now);
      await database.write(over.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true })));
    }
  };
}

const PREFIX = 'known-browser:';
const idOf = (token: string): string => PREFIX + createHash('sha256').update(token).digest('hex');
