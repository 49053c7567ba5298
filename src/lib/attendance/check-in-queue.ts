import type { SessionRef } from '../agenda/activity.ts';
import { dutchDay, type Clock } from '../core/clock.ts';
import { addDays } from '../core/dutch-date.ts';
import type { RandomBytes } from '../core/random.ts';

/** What a phone keeps of somebody who said that they are there: nothing but the session and chance. */
interface Kept extends SessionRef {
  /** Chance that makes it count once, and that is another for every session. */
  readonly token: string;
  readonly state: CheckInState;
}

/** `waiting`: for a connection; `counted`; `refused`: the server says that there is no such session now. */
export type CheckInState = 'waiting' | 'counted' | 'refused';

const KEPT = 'binnenzak-ben-er';
/** Days after its session that a phone remembers that it was counted there. */
const REMEMBERED = 8;
const MOST_KEPT = 50;
/** Milliseconds until what waits is tried again by itself: twice as long each time, up to a bound. */
const FIRST_RETRY = 5_000;
const LONGEST_RETRY = 5 * 60_000;

export interface CheckInQueueOptions {
  /** Null where a browser keeps nothing: then it is remembered for as long as the page is open. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null;
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Calls back once after so many milliseconds. */
  readonly later: (callback: () => void, wait: number) => void;
}

/** 'Ik ben er', at most once for each session from this phone; without a connection it waits here. */
export class CheckInQueue {
  readonly #options: CheckInQueueOptions;
  readonly #listeners = new Set<() => void>();
  #kept: readonly Kept[] = [];
  #sending = Promise.resolve();
  #failures = 0;
  #planned = false;

  constructor(options: CheckInQueueOptions) {
    this.#options = options;
    this.#kept = this.#read();
  }

  /** What became of it at a session; null when this phone said nothing there. */
  stateOf(session: SessionRef): CheckInState | null {
    return this.#kept.find((one) => isOf(one, session))?.state ?? null;
  }

  /** Counts whoever holds this phone at a session, unless they were counted there already. */
  add({ activity, start }: SessionRef): void {
    this.#kept = this.#read();
    if (this.stateOf({ activity, start }) === null) {
      const token = [...this.#options.random(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      this.#keep([...this.#kept, { activity, start, token, state: 'waiting' }]);
    }
    void this.send();
  }

  /** Sends what waits. Resolves when that has been tried. */
  send(): Promise<void> {
    // After one that is on its way and not instead of it: that one may fail on a connection that is back by now.
    this.#sending = this.#sending.then(() => this.#sendAll());
    return this.#sending;
  }

  /** Calls back when something became of it. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #sendAll(): Promise<void> {
    for (const one of this.#kept.filter(({ state }) => state === 'waiting')) {
      const state = await this.#told(one);
      if (state === 'waiting') return this.#plan();
      this.#failures = 0;
      this.#keep(this.#read().map((other) => (other.token === one.token ? { ...other, state } : other)));
    }
  }

  /** A browser on a network that leads nowhere holds itself connected, and tells nothing when it gets through again. */
  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    this.#options.later(
      () => {
        this.#planned = false;
        void this.send();
      },
      Math.min(FIRST_RETRY * 2 ** this.#failures++, LONGEST_RETRY)
    );
  }

  async #told({ activity, start, token }: Kept): Promise<CheckInState> {
    try {
      const { status } = await this.#options.fetch('/ben-er', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ activity, start, token }),
        // Whoever is logged in here is nobody's business.
        credentials: 'omit'
      });
      if (status === 204) return 'counted';
      return status === 404 || status === 400 ? 'refused' : 'waiting';
    } catch {
      // Fetch tells no causes; all of them mean that the server was not reached. Sent again it counts once all the same.
      return 'waiting';
    }
  }

  /** What is kept, which another tab may have written, and what could not be kept. */
  #read(): readonly Kept[] {
    const first = addDays(dutchDay(this.#options.clock()), -REMEMBERED);
    const stored = this.#stored().filter(({ start }) => start >= first);
    return [...stored, ...this.#kept.filter((one) => !stored.some((other) => isOf(other, one)))];
  }

  #stored(): Kept[] {
    try {
      const kept: unknown = JSON.parse(this.#options.storage?.getItem(KEPT) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isKept) : [];
    } catch {
      return [];
    }
  }

  #keep(kept: readonly Kept[]): void {
    this.#kept = kept.slice(-MOST_KEPT);
    try {
      this.#options.storage?.setItem(KEPT, JSON.stringify(this.#kept));
    } catch {
      // A full store: it is remembered until the page closes, and sent if there is a connection.
    }
    for (const listener of [...this.#listeners]) listener();
  }
}

const isOf = (one: Kept, session: SessionRef): boolean =>
  one.activity === session.activity && one.start === session.start;

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  ['activity', 'start', 'token', 'state'].every(
    (field) => typeof (value as Record<string, unknown>)[field] === 'string'
  );

let queue: CheckInQueue | null = null;

/** The queue of this browser, which also sends when the connection comes back or the page is looked at again. */
export function checkInsHere(): CheckInQueue {
  if (queue) return queue;
  const here = new CheckInQueue({
    storage: storageHere(),
    fetch: (address, init) => fetch(address, init),
    clock: () => Date.now(),
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    later: (callback, wait) => void setTimeout(callback, wait)
  });
  addEventListener('online', () => void here.send());
  document.addEventListener('visibilitychange', () => void here.send());
  queue = here;
  return here;
}

/** A browser can refuse even to be asked for its storage. */
function storageHere(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
