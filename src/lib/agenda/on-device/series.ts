import { placeLine } from '../../social-map/views.ts';
import type { Activity } from '../activity.ts';
import type { Series } from '../take-along/icalendar.ts';
import type { MapDocuments } from './map-documents.ts';
import { staleWords } from '../staleness.ts';

/**
 * An activity of a map with what stands around it there.
 * @param today `YYYY-MM-DD`
 */
export function seriesIn(map: MapDocuments, activity: Activity, today: string): Series {
  const service = map.services.get(activity.service ?? '');
  const organization = map.organizations.get(activity.organization ?? '');
  const ids = [activity.location, ...activity.moves.map(({ location }) => location)];
  const places = ids.flatMap((id) => {
    const line = id === null ? null : placeLine(map.locations.get(id));
    return line === null ? [] : [[id, line] as const];
  });
  return {
    activity,
    places: Object.fromEntries(places),
    organization: organization?.name ?? null,
    phone: service?.phones[0]?.number ?? organization?.phones[0]?.number ?? null,
    themes: activity.themes.flatMap((slug) => map.themes.get(`theme:${slug}`)?.name ?? []),
    stale: staleWords(activity, today)
  };
}
