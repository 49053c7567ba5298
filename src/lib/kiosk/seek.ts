import type { MapReader, ThemeLine } from '../social-map/map-reader.ts';
import { MOST_OFFERS, type Sought } from './conversation.ts';
import { activityOffer, byReach, serviceOffer, type Offer } from './offer.ts';

/** What a screen asks of the map; `now` is a wall time, null where the screen does not know it. */
export interface Asking {
  readonly map: MapReader;
  readonly zone: string;
  readonly now: string | null;
}

export interface Found {
  readonly offers: readonly Offer[];
  /** Whether there is more after these. */
  readonly more: boolean;
  /** Where nothing was found: themes that come nearest. */
  readonly nearest: readonly ThemeLine[];
}

/** Offers for what is sought, in the order of the ladder, so many at a time; past the last ones it begins anew. */
export async function seek(asking: Asking, sought: Sought, page: number): Promise<Found> {
  const { map, zone } = asking;
  const { hits, nearest } = await map.find({ ...questionOf(sought), zone, limit: MOST_SOUGHT, without: [] });
  const pages = Math.max(1, Math.ceil(hits.length / MOST_OFFERS));
  const first = (page % pages) * MOST_OFFERS;
  const shown = hits.slice(first, first + MOST_OFFERS);
  return {
    offers: (await Promise.all(shown.map(({ id }) => offer(asking, id)))).filter((one) => one !== null),
    more: pages > 1,
    nearest
  };
}

/** Nobody reads on through more than so many offers. */
const MOST_SOUGHT = 15;

const questionOf = (sought: Sought) => {
  switch (sought.kind) {
    case 'theme':
      return { text: '', filters: { theme: [sought.theme.id] } };
    case 'need':
      return { text: sought.need.name, filters: {} };
    case 'words':
      return { text: sought.text, filters: {} };
  }
};

/** An entry of the map as an offer; null when it is gone. */
export async function offer({ map, now }: Asking, id: string): Promise<Offer | null> {
  if (id.startsWith('activity:')) {
    const [view, coming] = await Promise.all([
      map.activity({ id }),
      map.sessions({ activity: id, limit: 3 })
    ]);
    return view && activityOffer(id, view, coming);
  }
  const view = await map.entry({ id });
  return view && serviceOffer(view, now);
}

/** The themes in which somebody can be called who helps on the way, and who helps at once. */
const HUMAN_THEMES = ['wegwijs', 'crisis'];
const MOST_HUMANS = 4;

/** Who can be called, those that are there now first. */
export async function humans(asking: Asking): Promise<readonly Offer[]> {
  const { map, zone } = asking;
  const filters = { theme: HUMAN_THEMES };
  const { hits } = await map.find({ text: '', zone, limit: 60, filters, without: [] });
  const callable = hits.filter(({ kind, phone }) => kind === 'service' && phone !== null);
  const offers = await Promise.all(callable.map(({ id }) => offer(asking, id)));
  return byReach(offers.filter((one) => one !== null)).slice(0, MOST_HUMANS);
}
