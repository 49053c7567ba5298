import { dutchDay, type Clock } from '../core/clock.ts';
import { isoWeek } from '../core/iso-week.ts';
import { areMissedWords, missedWords } from './search/missed.ts';

/** A question that found nothing, as it is counted: no more than the week and some words (see `search/missed.ts`). */
export interface Missed {
  readonly week: string;
  readonly words: readonly string[];
}

const KEPT = 'binnenzak-gemist';
export const MOST_WAITING = 50;
/** A question that stands this long is not still being typed, in milliseconds. */
export const STANDS_STILL = 3000;

export interface MissedQueueOptions {
  /** Where a browser keeps nothing, nothing is counted. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly clock: Clock;
}

/** Counts questions that found nothing; without a connection they wait on this device. */
export class MissedQueue {
  readonly #options: MissedQueueOptions;
  /** What was counted on this day since the app was opened: asking again is not asking more. */
  readonly #counted = new Set<string>();
  #sending: Promise<void> | null = null;

  constructor(options: MissedQueueOptions) {
    this.#options = options;
  }

  /** Counts the question once it has stood still; the answer takes it back before that. */
  count(text: string): () => void {
    const words = missedWords(text);
    if (!words) return () => undefined;
    const timer = setTimeout(() => this.#add(words), STANDS_STILL);
    return () => clearTimeout(timer);
  }

  /** Sends what waits. Resolves when that has been tried. */
  send(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
    return this.#sending;
  }

  #add(words: readonly string[]): void {
    const day = dutchDay(this.#options.clock());
    const key = `${day} ${words.join(' ')}`;
    if (this.#counted.has(key)) return;
    this.#counted.add(key);
    // The oldest have waited longest without a connection, and tell least of what is sought now.
    this.#keep([...this.#waiting(), { week: isoWeek(day), words }].slice(-MOST_WAITING));
    void this.send();
  }

  async #sendAll(): Promise<void> {
    const questions = this.#waiting();
    if (questions.length === 0) return;
    // Taken out first: what is lost with a page that closes now is one count too few, and never one twice.
    this.#keep([]);
    if (await this.#taken(questions)) return;
    this.#keep([...questions, ...this.#waiting()].slice(-MOST_WAITING));
  }

  /** Whether the server needs to be told no more: it has it, or it will never take it. */
  async #taken(questions: readonly Missed[]): Promise<boolean> {
    try {
      const answer = await this.#options.fetch('/gemist', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ questions }),
        // Whoever is logged in here is nobody's business.
        credentials: 'omit'
      });
      return answer.status === 204 || answer.status === 400 || answer.status === 413;
    } catch {
      // Fetch tells no causes; all of them mean that the server was not reached.
      return false;
    }
  }

  #waiting(): readonly Missed[] {
    try {
      const kept: unknown = JSON.parse(this.#options.storage?.getItem(KEPT) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isMissed).slice(-MOST_WAITING) : [];
    } catch {
      return [];
    }
  }

  #keep(waiting: readonly Missed[]): void {
    try {
      if (waiting.length > 0) this.#options.storage?.setItem(KEPT, JSON.stringify(waiting));
      else this.#options.storage?.removeItem(KEPT);
    } catch {
      // A full store costs a count, and nobody their search.
    }
  }
}

const isMissed = (value: unknown): value is Missed =>
  typeof value === 'object' &&
  value !== null &&
  'week' in value &&
  typeof value.week === 'string' &&
  'words' in value &&
  Array.isArray(value.words) &&
  value.words.every((word) => typeof word === 'string') &&
  areMissedWords(value.words);

let queue: MissedQueue | null = null;

/** The queue of this browser, which also sends when the connection comes back. */
function queueHere(): MissedQueue {
  if (queue) return queue;
  const here = new MissedQueue({
    storage: storageHere(),
    fetch: (address, init) => fetch(address, init),
    clock: () => Date.now()
  });
  addEventListener('online', () => void here.send());
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

/**
 * Counts a question for which there is no good answer, stripped of what may be of a person, once it has stood for three
 * seconds. The answer is how to take it back: call it when another question is asked or the page is left.
 */
export const countMissed = (text: string): (() => void) => queueHere().count(text);
