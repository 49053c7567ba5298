import { sessionAt } from '#lib/attendance/session-address.ts';
import type { SessionRef } from '#lib/agenda/activity.ts';
import { addDays, nearDayName, timeName, timeSpan } from '#lib/core/dutch-date.ts';
import type { Session } from '#lib/social-map/map-reader.ts';
import type { Desk } from '../../../../desk.ts';
import { activityHere, type ActivityHere } from '../activity-here.ts';

/** The session that the address names; null when it names none. */
export const sessionOf = (params: Partial<Record<string, string>>): SessionRef | null =>
  sessionAt(params['activity'] ?? '', params['session'] ?? '');

/** Days around a session in which the agenda is read: it may have been moved. */
const AROUND = 60;

/** What the map tells of a session's activity, around that session. */
export function sessionHere({ activity, start }: SessionRef): Promise<ActivityHere> {
  const day = start.slice(0, 10);
  return activityHere(activity, addDays(day, -AROUND), addDays(day, AROUND));
}

/** What the agenda says of a session now; undefined when it is not there, or not any more at that time. */
export const onMap = (here: ActivityHere | null, { start }: SessionRef): Session | undefined =>
  here?.sessions.find((one) => one.from === start);

/** When a session is: as the agenda has it, and else as it was written down. */
export function whenOf(session: SessionRef, here: ActivityHere | null, today: string): string {
  const known = onMap(here, session);
  const day = (known?.start ?? session.start).slice(0, 10);
  return `${nearDayName(day, today)}, ${known ? timeSpan(known.start, known.end) : timeName(session.start)}`;
}

/** Where what is written about a session goes; null while that is not known, or for who keeps no zone. */
export function databaseOf(desk: Desk, session: SessionRef, here: ActivityHere | null): string | null {
  const [only, ...others] = desk.zones;
  // Who keeps one zone need not wait for the map.
  if (others.length === 0) return only ?? null;
  return here && desk.zoneDatabaseOf(session.activity, here.view?.zone ?? null);
}
