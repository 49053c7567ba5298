import { readSoon } from '#lib/social-map/page-data.ts';
import { questionAt } from '#lib/social-map/search-address.ts';
import { zoneOf } from '#lib/social-map/zone-choice.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const question = questionAt(url.searchParams, zoneOf(url));
  const { without } = question;
  const { soon } = await readSoon(fetch, async (map) => {
    const [{ default: Results }, answer, whole] = await Promise.all([
      // Apart from the form, so that the other public pages go without this code.
      import('#lib/social-map/SearchResults.svelte'),
      map.find(question),
      without.length > 0 ? map.find({ ...question, without: [], limit: 1 }) : null
    ]);
    return { Results, answer, removed: whole?.recognised.filter(({ mark }) => without.includes(mark)) ?? [] };
  });
  return { question, found: soon };
};
