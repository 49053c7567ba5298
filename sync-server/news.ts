import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, type Database } from './database.ts';
import type { Engine } from './engines/engine.ts';

/** Where somebody's reading of each database ended: its name, and the engine's sequence. */
export type Since = ReadonlyMap<string, string>;

/** The one question that a device which is up to date keeps open, for all its databases together. */
export interface News {
  /**
   * Whether something came after `since` in any of them, told as soon as it did; false when nothing came in `within`
   * milliseconds, or when one of `ends` ended the waiting. `isOther` says whether what somebody may open is another than
   * they know: that is news too. Throws `EngineError` when the engine cannot be asked.
   */
  after(
    since: Since,
    within: number,
    ends: readonly AbortSignal[],
    isOther: () => Promise<boolean>
  ): Promise<boolean>;
  /** Who may open what was changed: everybody who waits is looked at again. */
  lookAgain(): void;
}

/** How long the engine may hold one question of a feed, and rest after one that failed, in milliseconds. */
const HELD = 50_000;
const REST = 1_000;

export function createNews(engine: Engine): News {
  const feeds = new Map<string, Feed>();
  const lookers = new Set<() => void>();
  const feedOf = (name: string): Feed => {
    const feed = feeds.get(name) ?? new Feed(openDatabase(engine, name), () => feeds.delete(name));
    feeds.set(name, feed);
    return feed;
  };

  async function hasAfter(name: string, place: string): Promise<boolean> {
    const { results } = await openDatabase(engine, name).changes({ since: place, limit: '1' });
    return results.length > 0;
  }

  return {
    async after(since, within, ends, isOther) {
      const { promise: heard, resolve, reject } = Promise.withResolvers<boolean>();
      const look = () => void isOther().then((other) => other && resolve(true), reject);
      lookers.add(look);
      const stop = () => resolve(false);
      const timer = setTimeout(stop, within);
      for (const end of ends) end.addEventListener('abort', stop);
      const leave = [...since.keys()].map((name) => feedOf(name).join(() => resolve(true)));
      try {
        // Looked at once the feeds listen, so that nothing is written between the two and heard by neither.
        await Promise.all([...since.keys()].map((name) => feedOf(name).listening));
        const came = await Promise.all([...since].map(([name, place]) => hasAfter(name, place)));
        if (came.includes(true) || (await isOther())) return true;
        if (ends.some((end) => end.aborted)) return false;
        return await heard;
      } finally {
        lookers.delete(look);
        clearTimeout(timer);
        for (const end of ends) end.removeEventListener('abort', stop);
        for (const end of leave) end();
      }
    },
    lookAgain() {
      for (const look of [...lookers]) look();
    }
  };
}

/** Follows one database for as long as somebody waits, with one question to the engine however many wait. */
class Feed {
  /** Resolves when whatever is written from now on will be heard. */
  readonly listening: Promise<void>;
  readonly #database: Database;
  readonly #waiting = new Set<() => void>();
  readonly #end = new AbortController();
  readonly #onEnd: () => void;

  constructor(database: Database, onEnd: () => void) {
    this.#database = database;
    this.#onEnd = onEnd;
    this.listening = database.changes({ since: 'now', limit: '1' }).then(({ last_seq }) => {
      void this.#follow(String(last_seq));
    });
  }

  join(listener: () => void): () => void {
    this.#waiting.add(listener);
    return () => {
      this.#waiting.delete(listener);
      if (this.#waiting.size > 0 || this.#end.signal.aborted) return;
      this.#end.abort();
      this.#onEnd();
    };
  }

  async #follow(first: string): Promise<void> {
    let since = first;
    while (!this.#end.signal.aborted) {
      const page = await this.#next(since);
      if (!page) continue;
      since = String(page.last_seq);
      if (page.results.length > 0) this.#tell();
    }
  }

  /** Null after a question that failed: the engine may be away for a moment. */
  async #next(since: string) {
    const { signal } = this.#end;
    try {
      return await this.#database.changes({ since, feed: 'longpoll', timeout: String(HELD) }, signal);
    } catch {
      if (signal.aborted) return null;
      // Whoever waits is let go, asks again, and is told then what is the matter.
      this.#tell();
      await pause(REST);
      return null;
    }
  }

  #tell(): void {
    for (const listener of [...this.#waiting]) listener();
  }
}
