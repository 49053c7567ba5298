import { addDays } from '../core/dutch-date.ts';
import type { TimeWindow } from '../social-map/search/time-words.ts';
import { occurrences, type Recurring } from './recurrence.ts';

/** How far ahead sessions are kept once they were asked for, in days. */
const AHEAD = 70;
const MOST_SESSIONS = 100;

/** Answers when activities take place, and keeps what it found for as long as the day lasts. */
export class Calendar {
  readonly #activity: (id: string) => Recurring | null;
  readonly #today: string;
  readonly #kept: string;
  readonly #starts = new Map<string, readonly string[]>();

  /**
   * @param activity what is known of an activity by its id
   * @param today the day from which on sessions are kept, `YYYY-MM-DD`
   */
  constructor(activity: (id: string) => Recurring | null, today: string) {
    this.#activity = activity;
    this.#today = `${today}T00:00:00`;
    this.#kept = `${addDays(today, AHEAD)}T00:00:00`;
  }

  /** Whether a session of the activity that goes on starts in one of the windows. */
  happens(id: string, windows: readonly TimeWindow[]): boolean {
    const beyond = windows.some(({ until }) => until > this.#kept);
    const activity = beyond ? this.#activity(id) : null;
    return windows.some(({ from, until }) =>
      (activity ? startsIn(activity, from, until) : this.#coming(id)).some(
        (start) => start >= from && start < until
      )
    );
  }

  #coming(id: string): readonly string[] {
    const known = this.#starts.get(id);
    if (known) return known;
    const activity = this.#activity(id);
    const found = activity ? startsIn(activity, this.#today, this.#kept) : [];
    this.#starts.set(id, found);
    return found;
  }
}

const startsIn = (activity: Recurring, from: string, until: string): string[] =>
  occurrences(activity, from, until, MOST_SESSIONS)
    .filter(({ cancelled }) => !cancelled)
    .map(({ start }) => start);
