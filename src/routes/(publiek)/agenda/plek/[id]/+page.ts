import { error } from '@sveltejs/kit';
import { documentId } from '#lib/core/document-id.ts';
import type { Location } from '#lib/social-map/entry.ts';
import { mapFor } from '#lib/social-map/map-access.ts';
import { WHOLE_AGENDA } from '#lib/social-map/map-reader.ts';
import { readSoon } from '#lib/social-map/page-data.ts';
import { placeLine } from '#lib/social-map/views.ts';
import type { PageLoad } from './$types';

const DAYS = 7;

export const load: PageLoad = async ({ fetch, params }) => {
  const id = documentId('location', params.id);
  const [found, agenda] = await Promise.all([
    mapFor(fetch).then((map) => map.published({ ids: [id] })),
    readSoon(fetch, async (map) => {
      const [now, sessions] = await Promise.all([
        map.now({}),
        map.agenda({ ...WHOLE_AGENDA, location: id, days: DAYS })
      ]);
      return { now, sessions };
    })
  ]);
  const [place] = found;
  if (place?.kind !== 'location') error(404, 'Deze plek staat niet (meer) op de kaart.');
  // Published documents were checked by the server, and are what their kind says.
  const location = place as unknown as Location;
  const { name, zone, address } = location;
  const where = [address?.street, address?.city].filter((part) => part).join(', ');
  return {
    name: name ?? placeLine(location) ?? 'deze plek',
    address: name ? where : '',
    zone,
    agenda: agenda.soon
  };
};
