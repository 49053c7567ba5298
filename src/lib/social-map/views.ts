import { ACCESS_NAMES } from './entry.ts';
import type { Location, MapEntry, Service, Theme } from './entry.ts';
import type { EntrySummary, EntryView, Hit, ThemeLine } from './map-reader.ts';
import { checkedShort } from './checked.ts';
import { wayIn } from './way-in.ts';
import { EVERYWHERE, zoneName } from './zone.ts';
import { nameOf } from '../core/document-id.ts';

/* What a page shows of the map's documents. Pure: the same on the server, in the worker and on the page. */

/** The first sentence of a text: what it is, in one line. */
export function firstSentence(text: string): string {
  const end = text.search(/[.!?](\s|$)/);
  return end < 0 ? text : text.slice(0, end + 1);
}

/** Where offer counts, in words; null for the whole municipality, which says nothing about a line among others. */
export function zoneWords(zones: readonly string[], own: string | null): string | null {
  if (zones.includes(EVERYWHERE)) return null;
  if (own !== null && zones.includes(own)) return 'in uw wijk';
  const [first, second] = zones;
  if (first === undefined) return null;
  if (second === undefined) return zoneName(first);
  return zones.length === 2 ? `${zoneName(first)} en ${zoneName(second)}` : `${zones.length} wijken`;
}

/** A location in one line: its name and street, as far as known. */
export function placeLine(location: Location | undefined): string | null {
  if (!location) return null;
  const parts = [location.name, location.address?.street, location.address?.city];
  return parts.filter((part) => part).join(', ') || null;
}

export const themeLine = (theme: Theme): ThemeLine => ({
  id: nameOf(theme._id),
  name: theme.name,
  parent: theme.parent
});

/** What a line of an answer is told in: the reader's zone, the moment, and the need by which it was found. */
export interface HitContext {
  readonly zone: string | null;
  /** Wall time of reading. */
  readonly now: string;
  readonly need: { readonly name: string } | null;
  readonly themeName: (slug: string) => string;
}

/** Why an entry stands in an answer, as far as it is about something: the need that was recognised, else its theme. */
export const aboutWords = (themes: readonly string[], { need, themeName }: HitContext): string[] =>
  need ? [`past bij ${need.name}`] : themes.slice(0, 1).map(themeName);

/** What a line of an answer tells of a service, wherever and whenever it is read. */
export type ServiceLine = Pick<
  Service,
  'kind' | 'name' | 'themes' | 'zones' | 'access' | 'verifiedOn' | 'rung'
> &
  Pick<Hit, 'line' | 'phone'>;

export const serviceLine = (service: Service): ServiceLine => ({
  kind: service.kind,
  name: service.name,
  line: firstSentence(service.description),
  themes: service.themes,
  zones: service.zones,
  access: service.access,
  verifiedOn: service.verifiedOn,
  rung: service.rung,
  phone: service.phones[0]?.number ?? null
});

/** A service as a line of an answer. */
export function serviceHit(id: string, service: ServiceLine, context: HitContext): Omit<Hit, 'fits'> {
  const why = [
    ...aboutWords(service.themes, context),
    zoneWords(service.zones, context.zone),
    ACCESS_NAMES[service.access],
    checkedShort(service.verifiedOn, context.now.slice(0, 10))
  ];
  const { kind, name, line, rung, phone } = service;
  return { id, kind, name, line, why: why.filter((part) => part !== null).join(' · '), rung, phone };
}

/** The ids of what stands around a service. */
export const aroundService = (service: Service): string[] => [
  ...(service.organization ? [service.organization] : []),
  ...service.locations,
  ...service.themes.map((slug) => `theme:${slug}`)
];

/** A service with what stands around it, out of whatever documents were found. */
export function entryView(service: Service, around: readonly MapEntry[]): EntryView {
  const organization = around.find((one) => one.kind === 'organization');
  return {
    service,
    organization: organization ? { name: organization.name, description: organization.description } : null,
    places: around.filter((one) => one.kind === 'location'),
    themes: around.filter((one) => one.kind === 'theme').map(themeLine)
  };
}

/** Where a service is, as far as known. */
export const placeLines = ({ places }: EntryView): string =>
  places
    .map(placeLine)
    .filter((line) => line !== null)
    .join('; ');

/** A service in short. Of an individual provision only the way in. */
export function serviceSummary(view: EntryView): EntrySummary {
  const { service } = view;
  const onlyWayIn = service.rung === 'individual';
  const phone = service.phones[0]?.number ?? null;
  return {
    id: service._id,
    name: service.name,
    rung: service.rung,
    line: firstSentence(service.description),
    way: wayIn(service.access, phone !== null),
    when: service.opening,
    place: onlyWayIn ? null : placeLines(view) || null,
    cost: onlyWayIn ? null : service.cost,
    phone,
    email: service.email,
    url: service.url
  };
}
