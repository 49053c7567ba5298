import { questionOf, viewAt } from '#lib/agenda/pages/agenda-address.ts';
import { readSoon } from '#lib/social-map/page-data.ts';
import { zoneOf } from '#lib/social-map/zone-choice.ts';
import type { PageLoad } from './$types';

/** What can be chosen is looked for so many days ahead, whatever days are shown, so that choices stay where they are. */
const CHOICES_AHEAD = 42;

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends('agenda:now');
  const view = viewAt(url.searchParams, zoneOf(url));
  const { soon } = await readSoon(fetch, async (map) => {
    const now = await map.now({});
    const question = questionOf(view, now.slice(0, 10));
    const month = view.when.kind === 'month';
    const [{ default: Found }, sessions, overview] = await Promise.all([
      // Apart, so that the other public pages go without this code.
      import('#lib/agenda/pages/AgendaFound.svelte'),
      month ? [] : map.agenda(question),
      map.agendaOverview(month ? question : { ...question, from: null, days: CHOICES_AHEAD })
    ]);
    return { Found, view, now, sessions, overview };
  });
  return { view, found: soon };
};
