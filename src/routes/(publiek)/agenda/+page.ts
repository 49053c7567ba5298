import { WHOLE_AGENDA } from '#lib/social-map/map-reader.ts';
import { readSoon } from '#lib/social-map/page-data.ts';
import { zoneOf } from '#lib/social-map/zone-choice.ts';
import type { PageLoad } from './$types';

/** Two weeks ahead. */
const DAYS = 14;

export const load: PageLoad = async ({ fetch, url }) => {
  const zone = zoneOf(url);
  const { soon } = await readSoon(fetch, (map) => map.agenda({ ...WHOLE_AGENDA, zone, days: DAYS }));
  return { zone, sessions: soon };
};
