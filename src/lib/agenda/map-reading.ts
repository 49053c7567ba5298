import type { Clock } from '../core/clock.ts';
import { addDays, dutchWallTime } from '../core/dutch-date.ts';
import type { EntrySummary, MapReader } from '../social-map/map-reader.ts';
import { aroundService, entryView, serviceSummary, themeLine } from '../social-map/views.ts';
import type { Activity } from './activity.ts';
import { SESSIONS_SHOWN } from './coming.ts';
import type { Finder } from './find.ts';
import type { MapDocuments } from './map-documents.ts';
import { occurrences, type Occurrence } from './recurrence.ts';
import { aroundActivity, activitySummary, activityView, sessionLine } from './views.ts';

/** How far ahead sessions of one activity are looked for, in days. */
const HORIZON = 400;
const MOST_OF_THEME = 1000;

const alphabet = new Intl.Collator('nl');
const byText = (one: string, two: string) => (one < two ? -1 : Number(one > two));

/** What a reader needs of the map: all of its documents, and what answers questions. Each is asked for when needed. */
export interface MapSource {
  documents(): Promise<MapDocuments>;
  finder(): Promise<Finder>;
}

/** The map as pages read it. */
export function mapReaderOver({ documents: read, finder }: MapSource, clock: Clock): MapReader {
  const now = () => dutchWallTime(clock());
  const today = () => now().slice(0, 10);
  const farthest = () => `${addDays(today(), HORIZON)}T00:00:00`;

  return {
    find: async (question) => (await finder()).find(question),

    themes: async () => [...(await read()).themes.values()].map(themeLine),

    async theme({ id, zone }) {
      const map = await read();
      const theme = map.themes.get(id);
      if (!theme) return null;
      const { id: slug } = themeLine(theme);
      const everything = { text: '', zone, limit: MOST_OF_THEME, filters: { theme: [slug] }, without: [] };
      const { hits } = await (await finder()).find(everything);
      return { theme: { ...themeLine(theme), description: theme.description }, hits };
    },

    async entry({ id }) {
      const map = await read();
      const service = map.services.get(id);
      return service ? entryView(service, around(map, aroundService(service))) : null;
    },

    async activity({ id }) {
      const map = await read();
      const activity = map.activities.get(id);
      return activity ? activityView(activity, around(map, aroundActivity(activity))) : null;
    },

    async summaries({ ids }) {
      const map = await read();
      return ids.flatMap((id): EntrySummary | [] => {
        const service = map.services.get(id);
        if (service) return serviceSummary(entryView(service, around(map, aroundService(service))));
        const activity = map.activities.get(id);
        if (!activity) return [];
        const view = activityView(activity, around(map, aroundActivity(activity)));
        return activitySummary(id, view, occurrences(activity, now(), farthest(), SESSIONS_SHOWN));
      });
    },

    async agenda({ zone, days }) {
      const map = await read();
      const until = `${addDays(today(), days)}T00:00:00`;
      const sessions = [...map.activities.values()]
        .filter((activity) => zone === null || activity.zone === null || activity.zone === zone)
        .flatMap((activity) => lines(map, activity, occurrences(activity, now(), until, 100)));
      return sessions.sort(
        (one, two) => byText(one.start, two.start) || alphabet.compare(one.name, two.name)
      );
    },

    async sessions({ activity: id, limit }) {
      const map = await read();
      const activity = map.activities.get(id);
      if (!activity) return [];
      return lines(map, activity, occurrences(activity, now(), farthest(), limit));
    }
  };
}

/** Documents by id, of whatever kind; those that are gone are left out. */
const around = (map: MapDocuments, ids: readonly string[]) =>
  ids.flatMap(
    (id) =>
      map.services.get(id) ?? map.organizations.get(id) ?? map.locations.get(id) ?? map.themes.get(id) ?? []
  );

const lines = (map: MapDocuments, activity: Activity, coming: readonly Occurrence[]) =>
  coming.map((one) => sessionLine(activity, map.locations.get(activity.location ?? ''), one));
