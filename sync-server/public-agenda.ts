import { createHash } from 'node:crypto';
import type { Activity } from '#lib/agenda/activity.ts';
import { CALENDAR_TYPE, calendarFileName } from '#lib/agenda/take-along/calendar-file.ts';
import { seriesFile, subscription } from '#lib/agenda/take-along/icalendar.ts';
import { sortDocuments, type MapDocuments } from '#lib/agenda/on-device/map-documents.ts';
import { endOf } from '#lib/agenda/recurrence/recurrence.ts';
import { seriesIn } from '#lib/agenda/on-device/series.ts';
import { staleness } from '#lib/agenda/staleness.ts';
import { subscriptionName } from '#lib/agenda/take-along/subscription.ts';
import { dutchDay, type Clock } from '#lib/core/clock.ts';
import { documentId } from '#lib/core/document-id.ts';
import { addDays } from '#lib/core/dutch-date.ts';
import { themeLine } from '#lib/social-map/views.ts';
import { ZONES } from '#lib/social-map/zone.ts';
import { badRequest, Refusal } from './engines/answers.ts';
import type { MapMirror } from './map-mirror.ts';
import { knows } from './snapshot.ts';

/** How long a series that ended stays in a subscription, in days, so that it does not vanish the morning after. */
const KEPT_AFTER = 31;
/** Calendars kept ready; there are more zones and themes together than anybody asks for. */
const MOST_KEPT = 60;
const MOST_LETTERS = 100;

/** The agenda for other people's calendars. */
export interface PublicAgenda {
  /** What goes on, in a zone (`?zone=`) or about a theme (`?theme=`), to subscribe to. 404 for one that there is not. */
  subscription(request: Request): Response | Promise<Response>;
  /** All sessions of one activity, by the name of its document. */
  file(request: Request, name: string): Response | Promise<Response>;
}

/** @param origin the address browsers see, which the calendars lead back to */
export function createPublicAgenda(
  mirror: Pick<MapMirror, 'version' | 'documents'>,
  clock: Clock,
  origin: string
): PublicAgenda {
  let state = '';
  let map: MapDocuments = sortDocuments([]);
  const kept = new Map<string, string>();

  /** The map as it is now; what was made of it before, or on another day, is forgotten. */
  function current(): { map: MapDocuments; today: string } {
    const today = dutchDay(clock());
    const now = `${mirror.version()} ${today}`;
    if (now !== state) {
      map = sortDocuments(mirror.documents());
      kept.clear();
      state = now;
    }
    return { map, today };
  }

  function made(key: string, make: () => string): string {
    const text = kept.get(key) ?? make();
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, text);
    return text;
  }

  return {
    subscription(request) {
      const { map, today } = current();
      const { searchParams } = new URL(request.url);
      const zone = chosen(searchParams, 'zone');
      const theme = chosen(searchParams, 'theme');
      if (zone !== null && !ZONES.some(({ slug }) => slug === zone)) throw none('Deze wijk is niet bekend.');
      const about = theme === null ? null : map.themes.get(documentId('theme', theme));
      if (about === undefined) throw none('Dit onderwerp staat niet (meer) op de kaart.');
      const name = subscriptionName({ zone, theme: about && themeLine(about) });
      const text = made(`${zone ?? ''} ${theme ?? ''}`, () => {
        const series = [...map.activities.values()]
          .filter((one) => isFor(one, zone, theme) && isTold(one, today))
          .map((one) => seriesIn(map, one, today));
        return subscription(series, { name, origin });
      });
      return answer(request, text, name);
    },

    file(request, name) {
      const { map, today } = current();
      const activity = map.activities.get(documentId('activity', name));
      const text = activity && seriesFile(seriesIn(map, activity, today), origin);
      if (!text) throw none('Deze activiteit staat niet (meer) in de agenda.');
      return answer(request, text, activity.name);
    }
  };
}

const none = (reason: string): Refusal => new Refusal(404, 'not_found', reason);

function chosen(parameters: URLSearchParams, name: string): string | null {
  const values = parameters.getAll(name);
  if (values.length > 1 || (values[0]?.length ?? 0) > MOST_LETTERS)
    throw badRequest(`Noem ${name} hoogstens één keer.`);
  return values[0] || null;
}

const isFor = (activity: Activity, zone: string | null, theme: string | null): boolean =>
  (zone === null || activity.zone === null || activity.zone === zone) &&
  (theme === null || activity.themes.includes(theme));

/** Whether somebody still stands for it, and it is not over: one that is called off is told until its last session. */
function isTold(activity: Activity, today: string): boolean {
  if (staleness(activity.confirmBy, today) === 'hidden') return false;
  const end = endOf({ ...activity, cancelled: false, exdates: [] });
  return end === null || end >= addDays(today, -KEPT_AFTER);
}

function answer(request: Request, text: string, name: string): Response {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  const headers = { etag, 'cache-control': 'public, max-age=300' };
  if (knows(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: {
      ...headers,
      'content-type': CALENDAR_TYPE,
      'content-disposition': `inline; filename="${calendarFileName(name)}"`
    }
  });
}
