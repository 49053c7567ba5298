import type { Service } from '../../social-map/entry.ts';
import type { Findable } from '../../social-map/search/findable.ts';
import { aroundService, placeLine } from '../../social-map/views.ts';
import { EVERYWHERE, zoneName } from '../../social-map/zone.ts';
import type { Activity } from '../activity.ts';
import type { MapDocuments } from './map-documents.ts';
import { endOf, weekdaysOf } from '../recurrence/recurrence.ts';
import { hiddenFrom } from '../staleness.ts';
import { aroundActivity } from '../views.ts';

/** A service or an activity as search reads it, with what stands around it. */
export function findable(entry: Service | Activity, map: MapDocuments): Findable {
  const themes = entry.themes.map((slug) => ({ slug, name: map.themes.get(`theme:${slug}`)?.name ?? slug }));
  const common = {
    id: entry._id,
    name: entry.name,
    description: entry.description,
    themes,
    provider: (entry.organization && map.organizations.get(entry.organization)?.name) ?? '',
    groups: entry.targetGroups,
    languages: entry.languages,
    cost: entry.cost,
    verifiedOn: entry.verifiedOn,
    around: idsAround(entry)
  };
  if (entry.kind === 'service') {
    const zones = entry.zones.length > 0 ? entry.zones : [EVERYWHERE];
    return {
      ...common,
      places: places(entry.locations, zones, map),
      zones,
      domains: entry.lifeDomains,
      rung: entry.rung,
      access: entry.access,
      days: [],
      service: null,
      ends: null,
      confirmBy: null
    };
  }
  const zones = [entry.zone ?? EVERYWHERE];
  const service = map.services.get(entry.service ?? '');
  return {
    ...common,
    places: places([entry.location], zones, map),
    zones,
    domains: service?.lifeDomains ?? [],
    // An activity stands on the rung of its service.
    rung: service?.rung ?? 'collective',
    access: entry.registration === 'required' ? 'registration' : 'open',
    days: weekdaysOf(entry),
    service: entry.service,
    ends: overFrom(entry),
    confirmBy: entry.confirmBy
  };
}

/** When an activity is over, or told no more because nobody confirms it. */
function overFrom(activity: Activity): string | null {
  const end = endOf(activity);
  if (activity.confirmBy === null) return end;
  const hidden = `${hiddenFrom(activity.confirmBy)}T00:00:00`;
  return end === null || end > hidden ? hidden : end;
}

/** Ids of the documents that are part of what is found of an entry. */
export function idsAround(entry: Service | Activity): string[] {
  const around = entry.kind === 'service' ? aroundService(entry) : aroundActivity(entry);
  return [...new Set([...around, ...entry.themes.map((slug) => `theme:${slug}`)])];
}

const places = (ids: readonly (string | null)[], zones: readonly string[], map: MapDocuments): string =>
  [
    ...ids.map((id) => (id === null ? null : placeLine(map.locations.get(id)))),
    ...zones.filter((zone) => zone !== EVERYWHERE).map(zoneName)
  ].join(' ');
