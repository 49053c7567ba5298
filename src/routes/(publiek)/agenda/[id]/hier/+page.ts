import { error } from '@sveltejs/kit';
import { documentId } from '#lib/core/document-id.ts';
import { addMinutes } from '#lib/core/dutch-date.ts';
import { mapFor } from '#lib/social-map/map-access.ts';
import type { PageLoad } from './$types';

/** Minutes around a session within which somebody can say that they are there. */
const EARLY = 60;
const LATE = 60;

export const load: PageLoad = async ({ fetch, params }) => {
  const id = documentId('activity', params.id);
  const map = await mapFor(fetch);
  const now = await map.now({});
  const [activity, sessions, coming] = await Promise.all([
    map.activity({ id }),
    map.period({ ids: [id], zones: [], from: addMinutes(now, -LATE), until: addMinutes(now, EARLY) }),
    map.sessions({ activity: id, limit: 5 })
  ]);
  if (!activity) error(404, 'Deze activiteit staat niet (meer) in de agenda.');
  // The latest that began: two that follow one another are both near.
  const session = activity.zone === null ? undefined : sessions.findLast(({ cancelled }) => !cancelled);
  const next = coming.find(({ cancelled, start }) => !cancelled && start > now);
  return { id, name: activity.name, today: now.slice(0, 10), session: session ?? null, next: next ?? null };
};
