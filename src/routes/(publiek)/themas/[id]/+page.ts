import { error } from '@sveltejs/kit';
import { documentId } from '#lib/core/document-id.ts';
import { readSoon } from '#lib/social-map/page-data.ts';
import { zoneOf } from '#lib/social-map/zone-choice.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => {
  const zone = zoneOf(url);
  const { soon } = await readSoon(fetch, (map) => map.theme({ id: documentId('theme', params.id), zone }));
  if (soon === null) error(404, 'Dit onderwerp staat niet (meer) op de kaart.');
  return { zone, view: soon };
};
