import type { Clock } from '../core/clock.ts';
import { addDays, dutchWallTime } from '../core/dutch-date.ts';
import type { AnyDocument } from '../core/document.ts';
import type { Hit, MapReader } from '../social-map/map-reader.ts';
import { buildSearch } from '../social-map/search.ts';
import type { Search } from '../social-map/search.ts';
import { aroundService, entryView, serviceHit, themeLine } from '../social-map/views.ts';
import type { Activity } from './activity.ts';
import { findables } from './findables.ts';
import { sortDocuments } from './map-documents.ts';
import type { MapDocuments } from './map-documents.ts';
import { occurrences } from './recurrence.ts';
import type { Occurrence } from './recurrence.ts';
import { aroundActivity, activityHit, activityView, sessionLine } from './views.ts';

/** Where the published documents come from; `version` differs whenever they do. */
export interface DocumentSource {
  version(): string;
  documents(): Iterable<AnyDocument>;
}

/** How far ahead the next session of an activity is looked for, in days. */
const HORIZON = 400;

const alphabet = new Intl.Collator('nl');
const byText = (one: string, two: string) => (one < two ? -1 : Number(one > two));

interface Reading extends MapDocuments {
  readonly version: string;
  readonly search: () => Search;
}

/** The map as pages read it, out of documents in memory: on the server, and in the worker on a device. */
export function createMemoryMapReader(source: DocumentSource, clock: Clock): MapReader {
  let reading: Reading | null = null;
  const read = (): Reading => {
    const version = source.version();
    if (reading?.version !== version) reading = readDocuments(version, source.documents());
    return reading;
  };
  const now = () => dutchWallTime(clock());
  const today = () => now().slice(0, 10);
  const next = (activity: Activity): Occurrence | undefined =>
    activity.cancelled
      ? undefined
      : occurrences(activity, now(), `${addDays(today(), HORIZON)}T00:00:00`, 60).find(
          (one) => !one.cancelled
        );

  const hit = (id: string, zone: string | null): Hit[] => {
    const map = read();
    const service = map.services.get(id);
    if (service) return [serviceHit(service, themeName(map), zone, today())];
    const activity = map.activities.get(id);
    const coming = activity && next(activity);
    return coming ? [activityHit(activity, map.services.get(activity.service ?? ''), coming, today())] : [];
  };

  return {
    find({ text, zone, limit }) {
      const found = read().search().find(text, zone, limit);
      const hits = found.flatMap((id) => hit(id, zone));
      return Promise.resolve({ hits, total: hits.length, recognised: [], filters: [], nearest: [] });
    },

    themes: () => Promise.resolve([...read().themes.values()].map(themeLine)),

    theme({ id, zone }) {
      const map = read();
      const theme = map.themes.get(id);
      if (!theme) return Promise.resolve(null);
      const { id: slug } = themeLine(theme);
      const about = [...map.services.values(), ...map.activities.values()].filter((one) =>
        one.themes.includes(slug)
      );
      const ids = new Set(about.map((one) => one._id));
      const ordered = map.search().order(ids, zone);
      const view = { ...themeLine(theme), description: theme.description };
      return Promise.resolve({ theme: view, hits: ordered.flatMap((one) => hit(one, zone)) });
    },

    entry({ id }) {
      const map = read();
      const service = map.services.get(id);
      return Promise.resolve(service ? entryView(service, around(map, aroundService(service))) : null);
    },

    activity({ id }) {
      const map = read();
      const activity = map.activities.get(id);
      return Promise.resolve(activity ? activityView(activity, around(map, aroundActivity(activity))) : null);
    },

    agenda({ zone, days }) {
      const map = read();
      const until = `${addDays(today(), days)}T00:00:00`;
      const sessions = [...map.activities.values()]
        .filter((activity) => zone === null || activity.zone === null || activity.zone === zone)
        .flatMap((activity) => lines(map, activity, occurrences(activity, now(), until, 100)));
      return Promise.resolve(
        sessions.sort((one, two) => byText(one.start, two.start) || alphabet.compare(one.name, two.name))
      );
    },

    sessions({ activity: id, limit }) {
      const map = read();
      const activity = map.activities.get(id);
      if (!activity) return Promise.resolve([]);
      const coming = occurrences(activity, now(), `${addDays(today(), HORIZON)}T00:00:00`, limit);
      return Promise.resolve(lines(map, activity, coming));
    }
  };
}

function readDocuments(version: string, documents: Iterable<AnyDocument>): Reading {
  const sorted = sortDocuments(documents);
  let search: Search | null = null;
  return { ...sorted, version, search: () => (search ??= buildSearch(findables(sorted))) };
}

const themeName = (map: MapDocuments) => (slug: string) => map.themes.get(`theme:${slug}`)?.name ?? slug;

/** Documents by id, of whatever kind; those that are gone are left out. */
const around = (map: MapDocuments, ids: readonly string[]) =>
  ids.flatMap(
    (id) =>
      map.services.get(id) ?? map.organizations.get(id) ?? map.locations.get(id) ?? map.themes.get(id) ?? []
  );

const lines = (map: MapDocuments, activity: Activity, coming: readonly Occurrence[]) =>
  coming.map((one) => sessionLine(activity, map.locations.get(activity.location ?? ''), one));
