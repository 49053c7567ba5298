import { addDays } from '../../core/dutch-date.ts';
import type { TimeWindow } from '../../social-map/search/time-words.ts';
import { AHEAD, type Calendar } from '../recurrence/calendar.ts';
import type { Recurring } from '../recurrence/recurrence.ts';

/** An activity by its row in the index of search. */
export interface ActivityRow {
  readonly row: number;
  readonly id: string;
  readonly activity: Recurring;
}

interface Start {
  readonly row: number;
  readonly start: string;
}

/** Which activities take place in a stretch of time. Sessions are laid out by day once, so that no letter goes over all. */
export class Happening {
  readonly #calendar: Calendar;
  readonly #activities: () => readonly ActivityRow[];
  #today = '';
  #byDay = new Map<string, Start[]>();

  /** @param activities asked for when a time is first sought */
  constructor(calendar: Calendar, activities: () => readonly ActivityRow[]) {
    this.#calendar = calendar;
    this.#activities = activities;
  }

  /** Rows of the activities of which a session that goes on starts in one of the windows. */
  rows(today: string, windows: readonly TimeWindow[]): ReadonlySet<number> {
    const known = `${addDays(today, AHEAD)}T00:00:00`;
    if (windows.some(({ from, until }) => from < today || until > known)) return this.#sought(today, windows);
    this.#layOut(today, known);
    const rows = new Set<number>();
    for (const { from, until } of windows)
      for (let day = from.slice(0, 10); day < until; day = addDays(day, 1))
        for (const { row, start } of this.#byDay.get(day) ?? [])
          if (start >= from && start < until) rows.add(row);
    return rows;
  }

  #sought(today: string, windows: readonly TimeWindow[]): ReadonlySet<number> {
    const happens = ({ id, activity }: ActivityRow) => this.#calendar.happens(id, activity, today, windows);
    return new Set(
      this.#activities()
        .filter(happens)
        .map(({ row }) => row)
    );
  }

  #layOut(today: string, until: string): void {
    if (today === this.#today) return;
    this.#today = today;
    this.#byDay = new Map();
    for (const { row, id, activity } of this.#activities())
      for (const { start, cancelled } of this.#calendar.sessions(id, activity, today, today, until)) {
        if (cancelled || start < today) continue;
        const day = start.slice(0, 10);
        const others = this.#byDay.get(day);
        if (others) others.push({ row, start });
        else this.#byDay.set(day, [{ row, start }]);
      }
  }
}
