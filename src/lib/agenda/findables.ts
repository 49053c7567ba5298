import type { Findable } from '../social-map/search.ts';
import { placeLine } from '../social-map/views.ts';
import { EVERYWHERE, zoneName } from '../social-map/zone.ts';
import type { MapDocuments } from './map-documents.ts';

/** Everything that can be found in the map, services and activities together. */
export function findables(map: MapDocuments): Findable[] {
  const themes = (slugs: readonly string[]) =>
    slugs.map((slug) => map.themes.get(`theme:${slug}`)?.name ?? slug).join(' ');
  const provider = (id: string | null) => (id && map.organizations.get(id)?.name) ?? '';
  const place = (id: string | null) => (id && placeLine(map.locations.get(id))) ?? '';

  const services = [...map.services.values()].map((service) => ({
    id: service._id,
    name: service.name,
    themes: themes(service.themes),
    description: service.description,
    around: [
      provider(service.organization),
      ...service.targetGroups,
      ...service.zones.filter((zone) => zone !== EVERYWHERE).map(zoneName)
    ].join(' '),
    zones: service.zones.length > 0 ? service.zones : [EVERYWHERE],
    rung: service.rung
  }));
  const activities = [...map.activities.values()].map((activity) => ({
    id: activity._id,
    name: activity.name,
    themes: themes(activity.themes),
    description: activity.description,
    around: [
      provider(activity.organization),
      place(activity.location),
      ...activity.targetGroups,
      activity.zone ? zoneName(activity.zone) : ''
    ].join(' '),
    zones: activity.zone ? [activity.zone] : [EVERYWHERE],
    rung: map.services.get(activity.service ?? '')?.rung ?? ('collective' as const)
  }));
  return [...services, ...activities];
}
