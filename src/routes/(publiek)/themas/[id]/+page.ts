import { error } from '@sveltejs/kit';
import { documentId } from '#lib/core/document-id.ts';
import { readSoon } from '#lib/social-map/page-data.ts';
import { zoneOf } from '#lib/social-map/zone-choice.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => {
  const zone = zoneOf(url);
  const { soon } = await readSoon(fetch, async (map) => {
    const [{ default: Results }, view] = await Promise.all([
      // Apart, so that pages without results go without this code.
      import('#lib/social-map/ThemeResults.svelte'),
      map.theme({ id: documentId('theme', params.id), zone })
    ]);
    return view && { Results, view };
  });
  if (soon === null) error(404, 'Dit onderwerp staat niet (meer) op de kaart.');
  return { zone, found: soon };
};
