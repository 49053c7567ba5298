import { weekToPrint } from '#lib/agenda/pages/agenda-spans.ts';
import { weekStart } from '#lib/core/iso-week.ts';
import { WHOLE_AGENDA } from '#lib/social-map/map-reader.ts';
import { readSoon } from '#lib/social-map/page-data.ts';
import { zoneOf } from '#lib/social-map/zone-choice.ts';
import type { PageLoad } from './$types';

const DAYS = 7;

export const load: PageLoad = async ({ fetch, url }) => {
  const zone = zoneOf(url);
  const paper = url.searchParams.get('papier') === 'a3' ? ('a3' as const) : ('a4' as const);
  const asked = url.searchParams.get('week') ?? '';
  const { soon } = await readSoon(fetch, async (map) => {
    const now = await map.now({});
    const today = now.slice(0, 10);
    const week = weekStart(asked) === null ? weekToPrint(today) : asked;
    const monday = weekStart(week) ?? today;
    const [{ default: Print }, { drawQr }, sessions] = await Promise.all([
      // Apart, so that the other public pages go without this code.
      import('#lib/agenda/pages/WeekPrint.svelte'),
      import('#lib/social-map/qr.ts'),
      map.agenda({ ...WHOLE_AGENDA, zone, from: monday, days: DAYS })
    ]);
    // What was on before today is over, and is not told.
    const from = monday < today ? today : monday;
    const address = `${url.origin}/agenda?zone=${zone ?? ''}`;
    return { Print, zone, paper, today, monday, from, sessions, address, qr: drawQr(address) };
  });
  return { zone, soon };
};
