import { addDays } from '../core/dutch-date.ts';
import type { TimeWindow } from '../social-map/search/time-words.ts';
import type { Activity } from './activity.ts';
import { occurrences } from './recurrence.ts';

/** How far ahead sessions are kept once they were asked for, in days. */
const AHEAD = 70;
const MOST_SESSIONS = 100;

/** Answers when activities take place, and keeps what it found for as long as the day lasts. */
export class Calendar {
  readonly #activities: ReadonlyMap<string, Activity>;
  readonly #today: string;
  readonly #starts = new Map<string, readonly string[]>();

  /** @param today the day from which on sessions are kept, `YYYY-MM-DD` */
  constructor(activities: ReadonlyMap<string, Activity>, today: string) {
    this.#activities = activities;
    this.#today = today;
  }

  /** Whether a session of the activity that goes on starts in one of the windows. */
  happens(id: string, windows: readonly TimeWindow[]): boolean {
    const activity = this.#activities.get(id);
    if (!activity) return false;
    const kept = `${addDays(this.#today, AHEAD)}T00:00:00`;
    return windows.some(({ from, until }) =>
      (until <= kept ? this.#kept(activity, kept) : startsIn(activity, from, until)).some(
        (start) => start >= from && start < until
      )
    );
  }

  #kept(activity: Activity, until: string): readonly string[] {
    const known = this.#starts.get(activity._id);
    if (known) return known;
    const found = startsIn(activity, `${this.#today}T00:00:00`, until);
    this.#starts.set(activity._id, found);
    return found;
  }
}

const startsIn = (activity: Activity, from: string, until: string): string[] =>
  occurrences(activity, from, until, MOST_SESSIONS)
    .filter(({ cancelled }) => !cancelled)
    .map(({ start }) => start);
