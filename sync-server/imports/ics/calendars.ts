import { NEWER_FIELDS, type Move } from '#lib/agenda/activity.ts';
import { ruleStarts } from '#lib/agenda/recurrence/rule-starts.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { Places } from '../corpus/places.ts';
import type { MapEntry } from '../map-document.ts';
import type { Ledger, ReadFailure } from '../report.ts';
import type { SourceFile } from '../source/files.ts';
import { mapName } from '../uuid.ts';
import { zoneSlug } from '../zones.ts';
import { property, readComponents } from './components.ts';
import { readEvent, type Event } from './event.ts';
import { readPlace } from './place.ts';
import { TimeZones } from './times.ts';

const NO_EVENTS: Readonly<Record<string, string>> = {
  VTODO: 'een taak, geen gebeurtenis',
  VJOURNAL: 'een aantekening, geen gebeurtenis',
  VFREEBUSY: 'zegt wanneer iemand bezet is, geen gebeurtenis'
};
const WHOLE_DAY =
  'duurt de hele dag, zoals een feestdag of vakantie; in de agenda staat alleen wat een begintijd heeft';
/** More than all that takes place in a municipality in years. */
const MOST_EVENTS = 20_000;

const tooManyEvents = (file: string): ReadFailure => ({
  code: 'too-large',
  message: `In '${file}' staan meer dan ${MOST_EVENTS} gebeurtenissen; zoveel neemt de import niet aan. De kaart is niet veranderd.`
});

/**
 * Reads calendars; judges every event of them in `ledger`. Null when no file is a calendar.
 * @param zone the zone in which everything takes place; null to go by the place
 */
export function readCalendars(
  files: readonly SourceFile[],
  zone: string | null,
  ledger: Ledger
): Result<MapEntry[], ReadFailure> | null {
  const events: Event[] = [];
  let calendars = 0;
  for (const file of files) {
    const found = readComponents(file.text).filter(({ name }) => name === 'VCALENDAR');
    if (found.length === 0) {
      ledger.skip(file.name, 'geen agenda (iCalendar)');
      continue;
    }
    calendars += 1;
    ledger.open(file.name);
    if (file.encoding) ledger.warn(`'${file.name}' is geen UTF-8; gelezen als ${file.encoding}.`);
    if (found.some(({ whole }) => !whole))
      ledger.warn(`'${file.name}' eindigt zonder END:VCALENDAR: kijk of het bestand heel is.`);
    for (const calendar of found) {
      const zones = new TimeZones(calendar);
      for (const component of calendar.inside) {
        if (!(component.name === 'VEVENT' || component.name in NO_EVENTS)) continue;
        const record = ledger.row(file.name);
        if (record.row > MOST_EVENTS) return fail(tooManyEvents(file.name));
        const reason = NO_EVENTS[component.name];
        const event = reason === undefined ? readEvent(component, zones, record) : null;
        if (reason !== undefined) record.refuse(reason);
        if (event) events.push(event);
      }
      warnOfMethod(file.name, property(calendar, 'METHOD')?.value, ledger);
    }
  }
  return calendars === 0 ? null : ok(entriesOf(events, zone, ledger));
}

function warnOfMethod(file: string, method: string | undefined, ledger: Ledger): void {
  if (method?.trim().toUpperCase() === 'CANCEL')
    ledger.warn(`'${file}' is een afzegging (METHOD:CANCEL); alleen wat STATUS:CANCELLED heeft, vervalt.`);
}

function entriesOf(events: readonly Event[], zone: string | null, ledger: Ledger): MapEntry[] {
  const places = new Places();
  const taken = chosen(events);
  const series = new Map(taken.flatMap((one) => (one.instance === null && one.uid ? [[one.uid, one]] : [])));
  const instances = new Map<Event, Event[]>();
  const activities = taken.filter((one) => {
    const main = one.instance === null || one.uid === null ? undefined : series.get(one.uid);
    if (main) instances.set(main, [...(instances.get(main) ?? []), one]);
    else if (one.instance !== null)
      one.record.note('een keer van een reeks die er niet bij staat; los opgenomen');
    return main === undefined;
  });
  const entries = activities.map((one): MapEntry => {
    one.record.take();
    return activityEntry(one, instances.get(one) ?? [], zone, places);
  });
  const nowhere = entries.filter((one) => one.kind === 'activity' && one.zone === null).length;
  if (nowhere > 0)
    ledger.warn(
      `Van ${nowhere} activiteiten is geen wijk bekend; die staan in de agenda van elke wijk. Met --zone <wijk> zet u ze in één wijk.`
    );
  return [...places.entries(), ...entries];
}

/** What counts of events: none that stands there twice, and none without a time to come. The rest is refused. */
function chosen(events: readonly Event[]): Event[] {
  const latest = new Map<string, Event>();
  for (const one of events) {
    const name = nameIn(one);
    const known = latest.get(name);
    const [kept, left] = known && !isNewer(one, known) ? [known, one] : [one, known];
    latest.set(name, kept);
    left?.record.refuse(`dubbel: dezelfde UID staat ook in ${kept.record.file}`);
  }
  const alike = new Map<string, Event>();
  return [...latest.values()].filter((one) => {
    const known = alike.get(likeness(one));
    alike.set(likeness(one), known ?? one);
    if (known && one.instance === null)
      one.record.refuse(`dubbel: zelfde naam, tijd en plaats als ${where(known)}`);
    else if (one.wholeDay) one.record.refuse(WHOLE_DAY);
    return one.record.refusal === null;
  });
}

/** Who has no uid is only like another, never the same. */
const nameIn = ({ uid, instance, record }: Event): string =>
  JSON.stringify([uid ?? where({ record }), uid !== null, instance]);
const likeness = ({ name, start, place, instance }: Event): string =>
  JSON.stringify([name.toLowerCase(), start, (place ?? '').toLowerCase(), instance !== null]);
const where = ({ record }: Pick<Event, 'record'>): string => `${record.file} rij ${record.row}`;

const isNewer = ({ version: [one, oneStamp] }: Event, { version: [two, twoStamp] }: Event): boolean =>
  one === two ? oneStamp > twoStamp : one > two;

function activityEntry(
  event: Event,
  instances: readonly Event[],
  zone: string | null,
  places: Places
): MapEntry {
  const place = event.place === null ? null : readPlace(event.place);
  const at = zone ?? zoneOf(place);
  const located = (text: string | null): string | null => {
    const found = text === null ? null : readPlace(text);
    return found && places.named(found.address, found.name, zone ?? zoneOf(found));
  };
  const location = located(event.place);
  const base = {
    start: event.start,
    durationMinutes: event.durationMinutes,
    rrule: event.rrule,
    exdates: [],
    rdates: [...event.rdates],
    moves: [],
    cancelled: false
  };
  const starts = startsOf(event, instances);
  const exdates = event.exdates.flatMap(({ wall, wholeDay }) => {
    const meant = wholeDay ? [...starts].filter((start) => start.startsWith(wall.slice(0, 10))) : [wall];
    const found = meant.filter((start) => starts.has(start));
    if (found.length === 0)
      event.record.note(`op ${wall.slice(0, 10)} is er geen keer om te laten vervallen`);
    return found;
  });
  const moves: Move[] = [];
  for (const one of instances) {
    const from = one.instance ?? '';
    if (!starts.has(from)) {
      one.record.refuse(`de reeks heeft geen keer op ${from.slice(0, 10)}`);
      continue;
    }
    one.record.take();
    if (one.name !== event.name) one.record.note('één keer kan geen eigen naam hebben; weggelaten');
    const elsewhere = one.place === event.place ? null : located(one.place);
    const move = { from, start: one.start, durationMinutes: one.durationMinutes, location: elsewhere };
    if (one.cancelled) exdates.push(from);
    else if (from !== one.start || one.durationMinutes !== event.durationMinutes || elsewhere !== null)
      moves.push(move);
  }
  return {
    ...NEWER_FIELDS,
    ...base,
    _id: `activity:${mapName('activity', event.uid ?? likeness(event))}`,
    kind: 'activity',
    schema: 1,
    name: event.name,
    description: event.description,
    service: null,
    organization: null,
    location,
    zone: at,
    exdates: [...new Set(exdates)].sort(),
    moves: moves.sort((one, two) => (one.from < two.from ? -1 : 1)),
    cost: null,
    registration: 'none',
    capacity: null,
    themes: [],
    targetGroups: [],
    languages: [],
    cancelled: event.cancelled,
    verifiedOn: null
  };
}

/** The starts of a series on the days of which something is said. */
function startsOf(event: Event, instances: readonly Event[]): ReadonlySet<string> {
  const named = [...event.exdates.map(({ wall }) => wall), ...instances.map((one) => one.instance ?? '')];
  const days = new Set(named.map((one) => one.slice(0, 10)));
  const { start, rrule } = event;
  const ruled = [...days].flatMap((day) => (rrule === null ? [] : [...ruleStarts(rrule, start, day, day)]));
  return new Set([...(rrule === null ? [start] : ruled), ...event.rdates]);
}

const zoneOf = (place: ReturnType<typeof readPlace> | null): string | null =>
  place && ([place.address?.city ?? '', ...place.parts].map(zoneSlug).find((slug) => slug !== null) ?? null);
