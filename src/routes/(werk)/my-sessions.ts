import { isWorker, looksAfter } from '#lib/agenda/upkeep/upkeep-list.ts';
import { addDays } from '#lib/core/dutch-date.ts';
import { mapFor } from '#lib/social-map/map-access.ts';
import type { Session } from '#lib/social-map/map-reader.ts';
import type { Desk } from './desk.ts';

/** The ids of the activities that the user looks after, by their account or by what was said since. */
export const myActivities = ({ session, upkeep }: Desk): readonly string[] =>
  [...new Set([...session.user.activities, ...upkeep.book.people.keys()])].filter((id) =>
    looksAfter(upkeep.book, id, session.user)
  );

/** Sessions, and the day that today is by the clock of the server, which the map knows where this phone's is wrong. */
export interface SessionsUntilToday {
  readonly today: string;
  readonly sessions: readonly Session[];
}

/**
 * Sessions from so many days back until the end of today: of the activities that the user looks after, and when they
 * are asked for of every other one in the user's zones.
 */
export async function sessionsUntilToday(
  desk: Desk,
  back: number,
  of: 'mine' | 'zone'
): Promise<SessionsUntilToday> {
  const map = await mapFor(fetch);
  const today = (await map.now({})).slice(0, 10);
  const sessions = await map.period({
    ids: myActivities(desk),
    zones: of === 'zone' && isWorker(desk.session.user) ? desk.session.user.zones : [],
    from: `${addDays(today, -back)}T00:00:00`,
    until: `${addDays(today, 1)}T00:00:00`
  });
  return { today, sessions };
}
