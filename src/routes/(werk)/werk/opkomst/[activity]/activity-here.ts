import { addDays } from '#lib/core/dutch-date.ts';
import { mapFor } from '#lib/social-map/map-access.ts';
import type { ActivityView, Session } from '#lib/social-map/map-reader.ts';

/** What the map tells of an activity and its sessions; without the map nothing, and what was counted stands alone. */
export interface ActivityHere {
  /** Null when it is not on the map, or not any more. */
  readonly view: ActivityView | null;
  readonly sessions: readonly Session[];
  /** The map could not be read. */
  readonly unread: boolean;
}

/** Reads an activity (document id) with its sessions from the day `from` to the day `until`, both included. */
export async function activityHere(activity: string, from: string, until: string): Promise<ActivityHere> {
  try {
    const map = await mapFor(fetch);
    const [view, sessions] = await Promise.all([
      map.activity({ id: activity }),
      map.period({
        ids: [activity],
        zones: [],
        from: `${from}T00:00:00`,
        until: `${addDays(until, 1)}T00:00:00`
      })
    ]);
    return { view, sessions, unread: false };
  } catch {
    // Without a connection and without a map; the page says so.
    return { view: null, sessions: [], unread: true };
  }
}
