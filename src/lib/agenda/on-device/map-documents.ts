import type { AnyDocument } from '../../core/document.ts';
import type { Location, Organization, Service, Theme } from '../../social-map/entry.ts';
import { NEWER_FIELDS, type Activity } from '../activity.ts';

/** The published map sorted by kind, for whoever reads all of it. */
export interface MapDocuments {
  readonly services: ReadonlyMap<string, Service>;
  readonly activities: ReadonlyMap<string, Activity>;
  readonly organizations: ReadonlyMap<string, Organization>;
  readonly locations: ReadonlyMap<string, Location>;
  readonly themes: ReadonlyMap<string, Theme>;
}

/**
 * Sorts documents by kind. They are trusted: the server checks every document before it reaches the published map.
 * Kinds and schema versions that this version does not know are left out.
 */
export function sortDocuments(documents: Iterable<AnyDocument>): MapDocuments {
  const services = new Map<string, Service>();
  const activities = new Map<string, Activity>();
  const organizations = new Map<string, Organization>();
  const locations = new Map<string, Location>();
  const themes = new Map<string, Theme>();
  const byKind: Record<string, Map<string, unknown>> = {
    service: services,
    activity: activities,
    organization: organizations,
    location: locations,
    theme: themes
  };
  for (const document of documents) {
    if (document.schema !== 1) continue;
    const whole = document.kind === 'activity' ? { ...NEWER_FIELDS, ...document } : document;
    byKind[document.kind]?.set(document._id, whole);
  }
  return { services, activities, organizations, locations, themes };
}
