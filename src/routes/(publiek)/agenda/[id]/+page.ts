import { error } from '@sveltejs/kit';
import { SESSIONS_SHOWN, type Coming } from '#lib/agenda/coming.ts';
import { documentId } from '#lib/core/document-id.ts';
import { mapFor } from '#lib/social-map/map-access.ts';
import { readSoon } from '#lib/social-map/page-data.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => {
  const id = documentId('activity', params.id);
  const [activity, coming] = await Promise.all([
    mapFor(fetch).then((map) => map.activity({ id })),
    readSoon(fetch, async (map): Promise<Coming> => {
      const [now, sessions] = await Promise.all([
        map.now({}),
        map.sessions({ activity: id, limit: SESSIONS_SHOWN })
      ]);
      return { now, sessions };
    })
  ]);
  if (!activity) error(404, 'Deze activiteit staat niet (meer) in de agenda.');
  return { id, activity, coming: coming.soon };
};
