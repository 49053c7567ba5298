import { readSoon } from '#lib/social-map/page-data.ts';
import { zoneOf } from '#lib/social-map/zone-choice.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const zone = zoneOf(url);
  const [themes, today] = await Promise.all([
    readSoon(fetch, (map) => map.themes({})),
    readSoon(fetch, (map) => map.agenda({ zone, days: 1 }))
  ]);
  return { zone, themes: themes.soon, today: today.soon };
};
