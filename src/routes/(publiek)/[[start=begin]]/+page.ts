import { building } from '$app/environment';
import { WHOLE_AGENDA } from '#lib/social-map/map-reader.ts';
import { readSoon } from '#lib/social-map/page-data.ts';
import { zoneOf } from '#lib/social-map/zone-choice.ts';
import type { EntryGenerator, PageLoad } from './$types';

/*
 * The home page is rendered by the server for a first visit. It is also made once while building, with nothing of the
 * map in it, so that a start without a connection shows the search box before any script has run.
 */
export const prerender = 'auto';
export const entries: EntryGenerator = () => [{ start: 'begin' }];

const nothingYet = { soon: new Promise<never>(() => undefined) };

export const load: PageLoad = async ({ fetch, url }) => {
  // While building there is no address to read a choice from.
  if (building) return { zone: null, themes: nothingYet.soon, sessions: nothingYet.soon };
  const zone = zoneOf(url);
  const [themes, sessions] = await Promise.all([
    readSoon(fetch, (map) => map.themes({})),
    readSoon(fetch, (map) => map.agenda({ ...WHOLE_AGENDA, zone, days: 2 }))
  ]);
  return { zone, themes: themes.soon, sessions: sessions.soon };
};
