import { ACCESS_NAMES, type Location, type MapEntry, type Service } from '../social-map/entry.ts';
import type { ActivityView, EntrySummary, Hit, Session } from '../social-map/map-reader.ts';
import { aboutWords, firstSentence, placeLine, zoneWords, type HitContext } from '../social-map/views.ts';
import type { Rung } from '../social-map/ladder.ts';
import { activityWayIn } from '../social-map/way-in.ts';
import { nearDayName, timeName } from '../core/dutch-date.ts';
import { NEWER_FIELDS, type Activity } from './activity.ts';
import { whenWords } from './coming.ts';
import type { Occurrence, Recurring } from './recurrence/recurrence.ts';
import { staleWords } from './staleness.ts';

/** One time an activity takes place, as a line of the agenda. */
export const sessionLine = (
  activity: Activity,
  place: Location | undefined,
  occurrence: Occurrence,
  stale: string | null
): Session => ({
  activity: activity._id,
  from: occurrence.from,
  start: occurrence.start,
  end: occurrence.end,
  moved: occurrence.moved,
  cancelled: occurrence.cancelled,
  name: activity.name,
  form: activity.form,
  zone: activity.zone,
  place: place?.name ?? placeLine(place),
  location: occurrence.location ?? activity.location,
  cost: activity.cost,
  registration: activity.registration === 'required',
  wheelchair: activity.wheelchair,
  themes: activity.themes,
  targetGroups: activity.targetGroups,
  languages: activity.languages,
  stale
});

/** What a line of an answer tells of an activity, wherever and whenever it is read. */
export type ActivityLine = Pick<
  Activity,
  'kind' | 'name' | 'themes' | 'zone' | 'cost' | 'registration' | 'confirmBy' | 'verifiedOn'
> &
  Pick<Hit, 'line' | 'phone' | 'rung'> &
  Recurring;

/** It stands on the rung of its service. */
export const activityLine = (activity: Activity, service: Service | undefined): ActivityLine => ({
  kind: activity.kind,
  name: activity.name,
  line: firstSentence(activity.description),
  themes: activity.themes,
  zone: activity.zone,
  cost: activity.cost,
  registration: activity.registration,
  rung: rungOf(service),
  phone: service?.phones[0]?.number ?? null,
  start: activity.start,
  durationMinutes: activity.durationMinutes,
  rrule: activity.rrule,
  exdates: activity.exdates,
  rdates: activity.rdates,
  moves: activity.moves,
  cancelled: activity.cancelled,
  confirmBy: activity.confirmBy,
  verifiedOn: activity.verifiedOn
});

/** An activity as a line of an answer: when it is next and where. */
export function activityHit(
  id: string,
  activity: ActivityLine,
  next: Occurrence,
  context: HitContext
): Omit<Hit, 'fits'> {
  const today = context.now.slice(0, 10);
  const day = nearDayName(next.start.slice(0, 10), today);
  const stale = staleWords(activity, today);
  const why = [
    `${day} ${timeName(next.start)}`,
    ...aboutWords(context.need ? activity.themes : [], context),
    ...(activity.zone ? [zoneWords([activity.zone], context.zone)] : []),
    ACCESS_NAMES[activity.registration === 'required' ? 'registration' : 'open'],
    ...(activity.cost ? [activity.cost] : []),
    ...(stale ? [stale] : [])
  ];
  const { kind, name, line, rung, phone } = activity;
  return { id, kind, name, line, why: why.join(' · '), rung, phone };
}

/** An activity stands on the rung of its service; one on its own is for everybody. */
const rungOf = (service: Service | undefined): Rung => service?.rung ?? 'collective';

/** The ids of what stands around an activity. */
export const aroundActivity = (activity: Activity): string[] =>
  [activity.service, activity.organization, activity.location].filter((id) => id !== null);

/** An activity with what stands around it, out of whatever documents were found. */
export function activityView(activity: Activity, around: readonly MapEntry[]): ActivityView {
  const service = around.find((one) => one.kind === 'service');
  const organization = around.find((one) => one.kind === 'organization');
  const { name, description, zone, cost, targetGroups, languages, cancelled, verifiedOn } = activity;
  const { form, wheelchair, confirmBy } = { ...NEWER_FIELDS, ...activity };
  return {
    name,
    rung: rungOf(service),
    description,
    zone,
    cost,
    targetGroups,
    languages,
    cancelled,
    form,
    wheelchair,
    since: activity.start.slice(0, 10),
    capacity: activity.capacity,
    verifiedOn,
    confirmBy,
    registration: activity.registration === 'required',
    place: around.find((one) => one.kind === 'location') ?? null,
    organization: organization?.name ?? null,
    phone: service?.phones[0]?.number ?? organization?.phones[0]?.number ?? null,
    service: service ? { id: service._id, name: service.name } : null
  };
}

/** An activity in short; `coming` are its next sessions. */
export const activitySummary = (
  id: string,
  activity: ActivityView,
  coming: readonly Occurrence[]
): EntrySummary => ({
  id,
  name: activity.name,
  rung: activity.rung,
  line: firstSentence(activity.description),
  way: activity.cancelled ? '' : activityWayIn(activity.registration),
  when: activity.cancelled ? 'gaat niet door' : whenWords(coming),
  place: placeLine(activity.place ?? undefined),
  cost: activity.cost,
  phone: activity.phone,
  email: null,
  url: null
});
