import { addressOf } from '../../social-map/addresses.ts';
import { nameOf } from '../../core/document-id.ts';
import { addMinutes, addYears, dutchMoment } from '../../core/dutch-date.ts';
import { sessionKey, type Activity } from '../activity.ts';
import { folded, plainTime, textValue, utcTime, written } from './calendar-lines.ts';
import { ruleStarts } from '../recurrence/rule-starts.ts';
import { readRule, type Rule } from '../recurrence/rule.ts';

/*
 * The agenda as iCalendar (RFC 5545, with what RFC 7986 adds for subscriptions). Pure: the same on the server and, without
 * a connection, on a device.
 *
 * A session that is called off is written as an instance of its own (RECURRENCE-ID) with STATUS:CANCELLED, and not as an
 * EXDATE, so that it stays to be seen as called off. Calendars differ in what they make of that: Apple's shows it struck
 * through, Google's takes it away, and Outlook reads the status as 'free' and shows it like any other. Therefore the
 * title says it too, and no calendar shows it as going on.
 *
 * A session beside the rule is an RDATE, and once more an instance of its own, because Outlook and some others read no
 * RDATE. Whoever does read it finds the same twice under one name, which is once.
 */

/** An activity as a calendar tells it, with what stands around it in words. */
export interface Series {
  readonly activity: Activity;
  /** Places in one line, by the id of the location. */
  readonly places: Readonly<Record<string, string>>;
  readonly organization: string | null;
  readonly phone: string | null;
  /** Names of its themes. */
  readonly themes: readonly string[];
  /** Said where nobody confirmed in time that it is right: `niet bevestigd sinds 3 september 2026`. */
  readonly stale: string | null;
}

/** What a calendar that is subscribed to is called, and on which site its activities have their pages. */
export interface CalendarHead {
  readonly name: string;
  /** `https://kaart.example` */
  readonly origin: string;
}

/** Stands before the name of what is called off. */
export const CALLED_OFF = 'Gaat niet door: ';
/** How often a subscription asks anew. */
const REFRESH = 'PT6H';
const TIME_ZONE = 'Europe/Amsterdam';
/** A rule that gave nothing in so many years gives nothing; 29 February comes once in four, or in eight. */
const FIRST_WITHIN = 9;

/** The rules by which the Netherlands have changed their clocks since 1996. */
const TIME_ZONE_LINES = [
  'BEGIN:VTIMEZONE',
  `TZID:${TIME_ZONE}`,
  'BEGIN:DAYLIGHT',
  'TZNAME:CEST',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZNAME:CET',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE'
];

/** A calendar to subscribe to. A series with a rule that no calendar should follow is left out. */
export const subscription = (series: readonly Series[], { name, origin }: CalendarHead): string =>
  calendar(
    [
      `NAME:${textValue(name)}`,
      `X-WR-CALNAME:${textValue(name)}`,
      `X-WR-TIMEZONE:${TIME_ZONE}`,
      `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
      `X-PUBLISHED-TTL:${REFRESH}`
    ],
    series.flatMap((one) => seriesEvents(one, origin))
  );

/** All sessions of one activity as a file to take along; null when its rule is one that no calendar should follow. */
export function seriesFile(series: Series, origin: string): string | null {
  const events = seriesEvents(series, origin);
  return events.length > 0 ? calendar([], events) : null;
}

/**
 * One session as a file to take along, under a name of its own, so that it can stand beside its series; null when the
 * series has no such session.
 * @param start when the series has it: what a `SessionRef` names it by
 */
export function sessionFile(series: Series, start: string, origin: string): string | null {
  const { activity } = series;
  const given =
    activity.rrule === null ? [activity.start] : [...givenAmong(activity, activity.rrule, [start])];
  if (![...given, ...activity.rdates].includes(start)) return null;
  const uid = sessionKey({ activity: activity._id, start });
  return calendar([], eventWriter(series, origin)(uid, sessionOf(activity, start), []));
}

const calendar = (head: readonly string[], events: readonly string[]): string =>
  written([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Binnenzak//Agenda//NL',
    'CALSCALE:GREGORIAN',
    ...head.map(folded),
    ...TIME_ZONE_LINES,
    ...events,
    'END:VCALENDAR'
  ]);

function seriesEvents(series: Series, origin: string): string[] {
  const { activity } = series;
  const { rrule, rdates, moves, exdates } = activity;
  const name = nameOf(activity._id);
  const write = eventWriter(series, origin);
  if (rrule === null && rdates.length === 0) return write(name, sessionOf(activity, activity.start), []);
  const rule = rrule === null ? null : readRule(rrule);
  const first = rrule === null ? activity.start : firstStart(activity, rrule);
  if (first === undefined || (rrule !== null && rule === null)) return [];
  const changed = [...exdates, ...moves.map(({ from }) => from)].sort();
  const given = new Set(rrule === null ? [first] : givenAmong(activity, rrule, changed));
  const own = [...new Set([...rdates, ...changed])]
    // Whatever the series does not have would be a session more in somebody's calendar.
    .filter((start) => rdates.includes(start) || given.has(start))
    .sort();
  return [
    // What is moved or called off of it is told by the instances.
    ...write(name, sessionOf({ ...activity, exdates: [], moves: [] }, first), [
      ...(rule ? [`RRULE:${ruleInUtc(rule)}`] : []),
      ...(rdates.length > 0 ? [`RDATE;TZID=${TIME_ZONE}:${rdates.map(plainTime).join(',')}`] : [])
    ]),
    ...own.flatMap((start) =>
      write(name, sessionOf(activity, start), [`RECURRENCE-ID;TZID=${TIME_ZONE}:${plainTime(start)}`])
    )
  ];
}

/** A rule's text with its end in UTC, as RFC 5545 asks where the start has a time zone. */
export const ruleInUtc = ({ text, until }: Rule): string =>
  until === null ? text : text.replace(/UNTIL=\w+/, `UNTIL=${utcTime(dutchMoment(until))}`);

/** The first start that a rule gives: calendars take what DTSTART names for a session, whatever the rule says. */
function firstStart({ start }: Activity, rrule: string): string | undefined {
  const day = start.slice(0, 10);
  for (const first of ruleStarts(rrule, start, day, addYears(day, FIRST_WITHIN))) return first;
  return undefined;
}

/** What the rule gives on the days from the first of some starts to the last. */
function givenAmong({ start }: Activity, rrule: string, starts: readonly string[]): Iterable<string> {
  const [first, last] = [starts[0], starts.at(-1)];
  return first === undefined || last === undefined
    ? []
    : ruleStarts(rrule, start, first.slice(0, 10), last.slice(0, 10));
}

/** One session as it takes place. */
interface Held {
  readonly start: string;
  readonly end: string;
  readonly location: string | null;
  readonly off: boolean;
}

/** @param from the start that the series gives it */
function sessionOf(activity: Activity, from: string): Held {
  const { durationMinutes, location, moves, exdates, cancelled } = activity;
  const move = moves.find((one) => one.from === from) ?? { start: from, durationMinutes, location };
  return {
    start: move.start,
    end: addMinutes(move.start, move.durationMinutes),
    location: move.location ?? location,
    off: cancelled || exdates.includes(from)
  };
}

/** Writes events of one activity, folded; what all of them say is made once. */
function eventWriter(
  series: Series,
  origin: string
): (uid: string, held: Held, recurrence: readonly string[]) => string[] {
  const { activity, places, themes } = series;
  const touched = utcTime(lastTouched(activity));
  const always = [
    `DTSTAMP:${touched}`,
    `LAST-MODIFIED:${touched}`,
    `SEQUENCE:${activity.revision ?? 0}`,
    `DESCRIPTION:${textValue(description(series, origin))}`,
    `URL:${origin}${addressOf(activity._id)}`,
    ...(themes.length > 0 ? [`CATEGORIES:${themes.map(textValue).join(',')}`] : [])
  ].map(folded);
  return (uid, { start, end, location, off }, recurrence) => {
    const place = places[location ?? ''];
    const own = [
      `UID:${uid}`,
      `DTSTART;TZID=${TIME_ZONE}:${plainTime(start)}`,
      `DTEND;TZID=${TIME_ZONE}:${plainTime(end)}`,
      ...recurrence,
      `SUMMARY:${textValue(off ? CALLED_OFF + activity.name : activity.name)}`,
      `STATUS:${off ? 'CANCELLED' : 'CONFIRMED'}`,
      ...(off ? ['TRANSP:TRANSPARENT'] : []),
      ...(place ? [`LOCATION:${textValue(place)}`] : [])
    ];
    return ['BEGIN:VEVENT', ...own.map(folded), ...always, 'END:VEVENT'];
  };
}

/** Written, or said to be right by somebody, whichever came last. */
const lastTouched = ({ created, verifiedOn }: Activity): number =>
  Math.max(Date.parse(created), verifiedOn ? Date.parse(verifiedOn) : 0);

const description = ({ activity, organization, phone, stale }: Series, origin: string): string =>
  [
    stale && `Let op: ${stale}.`,
    activity.description,
    [
      activity.cost && `Kosten: ${activity.cost}`,
      activity.registration === 'required' ? 'Aanmelden is nodig.' : 'Aanmelden is niet nodig.',
      phone && `Bellen: ${phone}`,
      organization && `Van: ${organization}`,
      `Meer weten: ${origin}${addressOf(activity._id)}`
    ]
      .filter((line) => line)
      .join('\n')
  ]
    .filter((part) => part)
    .join('\n\n');
