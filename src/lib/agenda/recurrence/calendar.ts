import { addDays } from '../../core/dutch-date.ts';
import type { TimeWindow } from '../../social-map/search/time-words.ts';
import { nextOccurrence, occurrences, type Occurrence, type Recurring } from './recurrence.ts';

/** How far ahead sessions are kept once they were asked for, in days. */
export const AHEAD = 70;
/** How far ahead the next session of an activity is looked for, in days. */
export const HORIZON = 400;
/** Most sessions of one activity in one answer: some for each day of a term. */
const MOST_SESSIONS = 400;

interface Kept {
  readonly activity: Recurring;
  readonly coming: readonly Occurrence[];
  /** The first session beyond what is kept; undefined while nobody asked. */
  later: Occurrence | null | undefined;
}

/**
 * Answers when activities take place. What was expanded is kept for as long as the day lasts and the activity stays as it
 * is, also where the map around it is read anew.
 */
export class Calendar {
  #today = '';
  #until = '';
  readonly #kept = new Map<string, Kept>();

  /**
   * Sessions of an activity that end after `from` and start before `until` (wall times), in order.
   *
   * @param today the day of asking; sessions are kept from here on
   */
  sessions(
    id: string,
    activity: Recurring,
    today: string,
    from: string,
    until: string
  ): readonly Occurrence[] {
    this.#turnTo(today);
    if (from < today || until > this.#until) return occurrences(activity, from, until, MOST_SESSIONS);
    return this.#coming(id, activity).coming.filter(({ start, end }) => end > from && start < until);
  }

  /** The first session that ends after `now` (wall time) and goes on; null when none does within the horizon. */
  next(id: string, activity: Recurring, now: string): Occurrence | null {
    this.#turnTo(now.slice(0, 10));
    const kept = this.#coming(id, activity);
    const soon = kept.coming.find(({ cancelled, end }) => !cancelled && end > now);
    if (soon) return soon;
    const beyond = `${addDays(this.#today, HORIZON)}T00:00:00`;
    if (kept.later === undefined) kept.later = nextOccurrence(activity, this.#until, beyond);
    return kept.later;
  }

  /** Whether a session that goes on starts in one of the windows. */
  happens(id: string, activity: Recurring, today: string, windows: readonly TimeWindow[]): boolean {
    const from = windows.reduce((first, one) => (one.from < first ? one.from : first), '~');
    const until = windows.reduce((last, one) => (one.until > last ? one.until : last), '');
    const coming = this.sessions(id, activity, today, from, until);
    return windows.some((window) =>
      coming.some(({ start, cancelled }) => !cancelled && start >= window.from && start < window.until)
    );
  }

  #coming(id: string, activity: Recurring): Kept {
    const known = this.#kept.get(id);
    if (known && isSame(known.activity, activity)) return known;
    const coming = occurrences(activity, `${this.#today}T00:00:00`, this.#until, MOST_SESSIONS);
    const kept: Kept = { activity, coming, later: undefined };
    this.#kept.set(id, kept);
    return kept;
  }

  #turnTo(today: string): void {
    if (today === this.#today) return;
    this.#today = today;
    this.#until = `${addDays(today, AHEAD)}T00:00:00`;
    this.#kept.clear();
  }
}

/** Whether two readings of an activity take place at the same times. */
function isSame(one: Recurring, two: Recurring): boolean {
  return (
    one === two ||
    (one.start === two.start &&
      one.durationMinutes === two.durationMinutes &&
      one.rrule === two.rrule &&
      one.cancelled === two.cancelled &&
      isSameList(one.exdates, two.exdates) &&
      isSameList(one.rdates, two.rdates) &&
      isSameList(one.moves.map(moveText), two.moves.map(moveText)))
  );
}

const isSameList = (one: readonly string[], two: readonly string[]): boolean =>
  one.length === two.length && one.every((value, place) => value === two[place]);

const moveText = ({ from, start, durationMinutes, location }: Recurring['moves'][number]): string =>
  `${from} ${start} ${durationMinutes} ${location ?? ''}`;
