import { error } from '@sveltejs/kit';
import { SESSIONS_SHOWN } from '#lib/agenda/coming.ts';
import { documentId } from '#lib/core/document-id.ts';
import { mapFor } from '#lib/social-map/map-access.ts';
import { readSoon } from '#lib/social-map/page-data.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => {
  const id = documentId('activity', params.id);
  const [activity, sessions] = await Promise.all([
    mapFor(fetch).then((map) => map.activity({ id })),
    readSoon(fetch, (map) => map.sessions({ activity: id, limit: SESSIONS_SHOWN }))
  ]);
  if (!activity) error(404, 'Deze activiteit staat niet (meer) in de agenda.');
  return { id, activity, sessions: sessions.soon };
};
