import { addDays } from '#lib/core/dutch-date.ts';
import { mapFor } from '#lib/social-map/map-access.ts';
import type { Session } from '#lib/social-map/map-reader.ts';
import type { Desk } from './desk.ts';

/** Whether somebody works for a zone, so that every activity there is theirs to see; a volunteer has their own alone. */
export const seesZone = ({ session }: Desk): boolean =>
  session.user.roles.some((role) => role === 'field-worker' || role === 'team-lead');

/** Whether the user looks after an activity, by its id. */
export const looksAfter = ({ session }: Desk, activity: string): boolean =>
  session.user.activities.includes(activity);

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
  const { activities, zones } = desk.session.user;
  const map = await mapFor(fetch);
  const today = (await map.now({})).slice(0, 10);
  const sessions = await map.period({
    activities,
    zones: of === 'zone' && seesZone(desk) ? zones : [],
    from: `${addDays(today, -back)}T00:00:00`,
    until: `${addDays(today, 1)}T00:00:00`
  });
  return { today, sessions };
}
