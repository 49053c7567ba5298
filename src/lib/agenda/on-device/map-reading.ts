import type { Clock } from '../../core/clock.ts';
import { addDays, dutchWallTime } from '../../core/dutch-date.ts';
import type { AnyDocument } from '../../core/document.ts';
import type { AgendaQuestion, EntrySummary, MapReader, Session } from '../../social-map/map-reader.ts';
import { costOf } from '../../social-map/search/findable.ts';
import { aroundService, entryView, placeLine, serviceSummary, themeLine } from '../../social-map/views.ts';
import type { Activity } from '../activity.ts';
import { SESSIONS_SHOWN } from '../coming.ts';
import type { Finder } from './find.ts';
import { seriesFile, sessionFile } from '../take-along/icalendar.ts';
import type { MapDocuments } from './map-documents.ts';
import { HORIZON, type Calendar } from '../recurrence/calendar.ts';
import { occurrences, type Occurrence } from '../recurrence/recurrence.ts';
import { staleness, staleWords } from '../staleness.ts';
import { overviewOf } from './overview.ts';
import { seriesIn } from './series.ts';
import { aroundActivity, activitySummary, activityView, sessionLine } from '../views.ts';

const MOST_OF_THEME = 1000;
/** Sessions of one activity in a stretch of time: every day for a year and a bit. */
const MOST_IN_PERIOD = 400;

const alphabet = new Intl.Collator('nl');
const byText = (one: string, two: string) => (one < two ? -1 : Number(one > two));

/** What a reader needs of the map: all of its documents, and what answers questions. Each is asked for when needed. */
export interface MapSource {
  documents(): Promise<MapDocuments>;
  finder(): Promise<Finder>;
  /** When it was last compared with the server's, in milliseconds since 1970 by its clock; null for the server's own. */
  checked(): Promise<number | null>;
}

/** The map as pages read it. */
export function mapReaderOver(
  { documents: read, finder, checked }: MapSource,
  clock: Clock,
  calendar: Calendar
): MapReader {
  const now = () => dutchWallTime(clock());
  const today = () => now().slice(0, 10);
  const farthest = () => `${addDays(today(), HORIZON)}T00:00:00`;

  async function agenda(question: AgendaQuestion): Promise<Session[]> {
    const map = await read();
    const moment = now();
    const day = moment.slice(0, 10);
    const first = question.from ?? day;
    const from = first > day ? `${first}T00:00:00` : moment;
    const until = `${addDays(first, question.days)}T00:00:00`;
    const asked = ({ location }: Session) => question.location === null || location === question.location;
    const sessions: Session[] = [];
    for (const activity of map.activities.values()) {
      if (!isMeant(activity, question) || staleness(activity.confirmBy, day) === 'hidden') continue;
      const held = calendar.sessions(activity._id, activity, day, from, until);
      sessions.push(...lines(map, activity, held, day).filter(asked));
    }
    return sessions.sort(inOrderOfTime);
  }

  return {
    find: async (question) => (await finder()).find(question),

    themes: async () => [...(await read()).themes.values()].map(themeLine),

    needs: async () => (await finder()).needs(),

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

    async published({ ids }) {
      const map = await read();
      return ids.flatMap((id): AnyDocument[] => {
        const activity = map.activities.get(id);
        return activity ? [activity] : around(map, [id]);
      });
    },

    now: () => Promise.resolve(now()),

    agenda,

    async agendaOverview(question) {
      const [sessions, wide, { themes }] = await Promise.all([
        agenda(question),
        agenda({ ...question, theme: null, group: null, language: null }),
        read()
      ]);
      return overviewOf(sessions, wide, [...themes.values()].map(themeLine));
    },

    async sessions({ activity: id, limit }) {
      const map = await read();
      const activity = map.activities.get(id);
      if (!activity) return [];
      return lines(map, activity, occurrences(activity, now(), farthest(), limit), today());
    },

    async activities({ zones, ids }) {
      const map = await read();
      const documents = keptBy(map, zones, ids);
      return { documents, checked: await checked() };
    },

    async places() {
      const places = [...(await read()).locations.values()].flatMap((location) => {
        const name = placeLine(location);
        return name === null ? [] : { id: location._id, name, zone: location.zone };
      });
      return places.sort((one, two) => alphabet.compare(one.name, two.name));
    },

    async calendarFile({ activity: id, session, origin }) {
      const map = await read();
      const activity = map.activities.get(id);
      if (!activity) return null;
      const series = seriesIn(map, activity, today());
      return session === null ? seriesFile(series, origin) : sessionFile(series, session, origin);
    },

    async period({ zones, ids, from, until }) {
      const map = await read();
      const found = keptBy(map, zones, ids).flatMap((activity) =>
        lines(map, activity, occurrences(activity, from, until, MOST_IN_PERIOD), today())
      );
      return found.sort(inOrderOfTime);
    }
  };
}

/** The activities of some zones, and some others by their id. */
const keptBy = (map: MapDocuments, zones: readonly string[], ids: readonly string[]): Activity[] =>
  [...map.activities.values()].filter(
    ({ _id, zone }) => ids.includes(_id) || (zone !== null && zones.includes(zone))
  );

/** Documents by id, of whatever kind; those that are gone are left out. */
const around = (map: MapDocuments, ids: readonly string[]) =>
  ids.flatMap(
    (id) =>
      map.services.get(id) ?? map.organizations.get(id) ?? map.locations.get(id) ?? map.themes.get(id) ?? []
  );

function lines(
  map: MapDocuments,
  activity: Activity,
  coming: readonly Occurrence[],
  today: string
): Session[] {
  const stale = staleWords(activity, today);
  return coming.map((one) =>
    sessionLine(activity, map.locations.get(one.location ?? activity.location ?? ''), one, stale)
  );
}

/** Whether an activity may have sessions that are asked for. */
function isMeant(activity: Activity, question: AgendaQuestion): boolean {
  const { zone, theme, group, language, cost, wheelchair, location, form } = question;
  return (
    (zone === null || activity.zone === null || activity.zone === zone) &&
    (theme === null || activity.themes.includes(theme)) &&
    (group === null || activity.targetGroups.includes(group)) &&
    (language === null || activity.languages.includes(language)) &&
    (cost === null || costOf(activity.cost) === cost) &&
    (!wheelchair || activity.wheelchair === true) &&
    (form === null || activity.form === form) &&
    (location === null ||
      activity.location === location ||
      activity.moves.some((move) => move.location === location))
  );
}

const inOrderOfTime = (one: Session, two: Session): number =>
  byText(one.start, two.start) ||
  Number(one.stale !== null) - Number(two.stale !== null) ||
  alphabet.compare(one.name, two.name);
