import { error } from '@sveltejs/kit';
import { documentId } from '#lib/core/document-id.ts';
import { mapFor } from '#lib/social-map/map-access.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => {
  const map = await mapFor(fetch);
  const entry = await map.entry({ id: documentId('service', params.id) });
  if (!entry) error(404, 'Dit aanbod staat niet (meer) op de kaart.');
  return { entry };
};
