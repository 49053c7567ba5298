import { listAt } from '#lib/social-map/list-address.ts';
import { readSoon } from '#lib/social-map/page-data.ts';
import type { PageLoad } from './$types';

/** A list that stands in the address is read for whoever opens it; without one it is the list of this device. */
export const load: PageLoad = async ({ fetch, url }) => {
  const list = listAt(url.searchParams);
  if (!list) return { shared: null };
  const { soon } = await readSoon(fetch, async (map) => {
    // Apart, so that pages without a list go without this code.
    const [{ default: View }, entries] = await Promise.all([
      import('#lib/social-map/SharedList.svelte'),
      map.summaries({ ids: list.ids })
    ]);
    return { View, list, entries };
  });
  return { shared: soon };
};
