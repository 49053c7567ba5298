import { readSoon } from '#lib/social-map/page-data.ts';
import { zoneOf } from '#lib/social-map/zone-choice.ts';
import type { PageLoad } from './$types';

const LIMIT = 40;

export const load: PageLoad = async ({ fetch, url }) => {
  const zone = zoneOf(url);
  const text = url.searchParams.get('q') ?? '';
  const { soon } = await readSoon(fetch, (map) =>
    map.find({ text, zone, limit: LIMIT, filters: {}, without: [] })
  );
  return { text, zone, answer: soon };
};
