import { Activity } from '#lib/agenda/activity.ts';
import { isoMoment } from '#lib/core/clock.ts';
import { Location, Organization, Service, Theme, Zone } from '#lib/social-map/entry.ts';
import { Need, Vocabulary } from '#lib/social-map/search/knowledge.ts';

/** A document of the map before it is written: what it says, without who wrote it and when. */
type Content<Document> = Omit<Document, '_rev' | 'author' | 'device' | 'created'>;

export type MapEntry =
  | Content<Organization>
  | Content<Location>
  | Content<Service>
  | Content<Theme>
  | Content<Zone>
  | Content<Activity>
  | Content<Need>
  | Content<Vocabulary>;

export type MapDocument = Organization | Location | Service | Theme | Zone | Activity | Need | Vocabulary;

const SCHEMAS = {
  organization: Organization,
  location: Location,
  service: Service,
  theme: Theme,
  zone: Zone,
  need: Need,
  vocabulary: Vocabulary,
  activity: Activity
};

/**
 * The document that an import writes for an entry at a moment (milliseconds).
 * @throws when the entry does not keep to its schema: a fault of the reader, not of the source.
 */
export const mapDocument = (entry: MapEntry, moment: number): MapDocument =>
  SCHEMAS[entry.kind].parse({ ...entry, author: 'import', device: 'server', created: isoMoment(moment) });
