import { addDays, addMinutes } from '../core/dutch-date.ts';
import type { Session } from '../social-map/map-reader.ts';

/** The agenda of a place and its zone, as the screen shows it. */
export interface Programme {
  /** What goes on or is to come today; that of this place first. */
  readonly today: readonly Session[];
  /** What begins within the hour. */
  readonly soon: readonly Session[];
  /** The days after today. */
  readonly week: readonly Session[];
  /** Hours at which somebody can be consulted, today and in the days after. */
  readonly consultations: readonly Session[];
}

/** How far the screen looks ahead, in days, today among them. */
export const DAYS_AHEAD = 7;
const HOUR = 60;

/**
 * @param sessions of the zone, in order of time
 * @param now wall time
 * @param location document id of where the screen stands
 */
export function programmeOf(sessions: readonly Session[], now: string, location: string | null): Programme {
  const left = sessions.filter(({ end }) => end > now);
  const tomorrow = `${addDays(now.slice(0, 10), 1)}T00:00:00`;
  const inAnHour = addMinutes(now, HOUR);
  const isHere = (session: Session) => location !== null && session.location === location;
  const hereFirst = (some: readonly Session[]) =>
    some.toSorted((one, other) => Number(isHere(other)) - Number(isHere(one)));
  return {
    today: hereFirst(left.filter(({ start }) => start < tomorrow)),
    soon: hereFirst(left.filter(({ start, cancelled }) => !cancelled && start >= now && start <= inAnHour)),
    week: left.filter(({ start }) => start >= tomorrow),
    consultations: left.filter(({ form, cancelled }) => form === 'consultation' && !cancelled)
  };
}

/** The days after today with what is then, as many as there is room for. */
export type Ahead = readonly (readonly [day: string, sessions: readonly Session[]])[];

/**
 * What of a programme has room on the first screen, where every session and the name of every later day takes a line.
 * What is left out stands in the agenda.
 */
export function firstOf(
  { today, week }: Programme,
  lines: number
): { today: readonly Session[]; ahead: Ahead } {
  const shown = today.slice(0, lines);
  // That there is nothing today takes a line too.
  let room = lines - Math.max(1, shown.length);
  const ahead: (readonly [string, readonly Session[]])[] = [];
  for (const [day, sessions] of Map.groupBy(week, ({ start }) => start.slice(0, 10))) {
    if (room < 2) break;
    const fitting = sessions.slice(0, room - 1);
    ahead.push([day, fitting]);
    room -= 1 + fitting.length;
  }
  return { today: shown, ahead };
}
