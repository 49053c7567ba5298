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

/**
 * Sessions from so many days back until the end of today: of the activities that the user looks after, and when they
 * are asked for of every other one in the user's zones.
 */
export async function sessionsUntilToday(
  desk: Desk,
  back: number,
  of: 'mine' | 'zone'
): Promise<readonly Session[]> {
  const { activities, zones } = desk.session.user;
  const map = await mapFor(fetch);
  return map.period({
    activities,
    zones: of === 'zone' && seesZone(desk) ? zones : [],
    from: `${addDays(desk.today, -back)}T00:00:00`,
    until: `${addDays(desk.today, 1)}T00:00:00`
  });
}
