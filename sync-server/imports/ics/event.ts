import { LONGEST_ACTIVITY, LONGEST_SESSION } from '#lib/agenda/activity.ts';
import { CALLED_OFF, ruleInUtc } from '#lib/agenda/take-along/icalendar.ts';
import { readRule } from '#lib/agenda/recurrence/rule.ts';
import type { RowRecord } from '../report.ts';
import { plainText } from '../source/plain-text.ts';
import { properties, property, unescaped, type Component } from './components.ts';
import { durationMinutes, type Time, type TimeZones } from './times.ts';

/** An event of a calendar as far as it stands by itself. Times are wall times in the Netherlands. */
export interface Event {
  readonly record: RowRecord;
  readonly uid: string | null;
  /** How often it was changed, then when: of two with the same uid the higher counts. */
  readonly version: readonly [sequence: number, stamp: string];
  /** For an instance of a series: which one. */
  readonly instance: string | null;
  readonly name: string;
  readonly description: string;
  readonly place: string | null;
  readonly start: string;
  readonly wholeDay: boolean;
  readonly durationMinutes: number;
  readonly rrule: string | null;
  readonly exdates: readonly Time[];
  readonly rdates: readonly string[];
  readonly cancelled: boolean;
}

/** What an event lasts that does not say so. */
const USUAL_MINUTES = 60;
const MOST_DATES = 1000;

/** Reads a VEVENT; null when it was refused, which is then said in its record. */
export function readEvent(component: Component, zones: TimeZones, record: RowRecord): Event | null {
  for (const note of component.notes) record.note(note);
  const refuse = (reason: string): null => {
    record.refuse(reason);
    return null;
  };
  if (!component.whole) return refuse('het bestand houdt midden in deze gebeurtenis op');
  const secrecy = property(component, 'CLASS')?.value.trim().toUpperCase();
  if (secrecy === 'PRIVATE' || secrecy === 'CONFIDENTIAL') return refuse(`niet openbaar (CLASS:${secrecy})`);
  const cancelled = property(component, 'STATUS')?.value.trim().toUpperCase() === 'CANCELLED';
  const name = words(component, 'SUMMARY', record).replace(cancelled ? CALLED_OFF : '', '');
  if (name === '') return refuse('geen naam');

  const begins = property(component, 'DTSTART');
  if (!begins) return refuse('geen begintijd');
  const start = zones.read(begins.value, begins);
  if (!start.ok) return refuse(`begintijd: ${start.failure}`);
  noteTime(start.value, record);
  const minutes = lasts(component, start.value, zones, record);

  const rules = properties(component, 'RRULE');
  const rule = rules[0] ? ruleOf(rules[0].value, start.value, zones, record) : null;
  if (rule?.refused !== undefined) return refuse(rule.refused);
  if (rules.length > 1) record.note('meer herhalingen; alleen de eerste is opgenomen');
  if (properties(component, 'EXRULE').length > 0) record.note('herhaalde uitzondering (EXRULE) weggelaten');

  const instance = property(component, 'RECURRENCE-ID');
  if (instance?.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE')
    return refuse('verandert een reeks vanaf een dag; splits de reeks in de bron');
  const which = instance ? zones.read(instance.value, instance) : null;
  if (which?.ok === false) return refuse(`RECURRENCE-ID: ${which.failure}`);
  if (minutes > (instance ? LONGEST_SESSION : LONGEST_ACTIVITY) && !start.value.wholeDay)
    return refuse(`duurt langer dan een ${instance ? 'week' : 'jaar'}`);
  const address = property(component, 'URL')?.value.trim() ?? '';
  const description = words(component, 'DESCRIPTION', record);
  return {
    record,
    uid: property(component, 'UID')?.value.trim() || null,
    version: [
      Number(property(component, 'SEQUENCE')?.value) || 0,
      (property(component, 'LAST-MODIFIED') ?? property(component, 'DTSTAMP'))?.value.trim() ?? ''
    ],
    instance: which?.value.wall ?? null,
    name,
    description:
      /^https?:\/\//i.test(address) && !description.includes(address)
        ? `${description}\n\nMeer weten: ${address}`.trim()
        : description,
    place: words(component, 'LOCATION', record) || null,
    start: start.value.wall,
    wholeDay: start.value.wholeDay,
    durationMinutes: minutes,
    rrule: rule?.rrule ?? null,
    exdates: dates(component, 'EXDATE', zones, record),
    rdates: [...new Set(dates(component, 'RDATE', zones, record).map(({ wall }) => wall))].sort(),
    cancelled
  };
}

function words(component: Component, name: string, record: RowRecord): string {
  const { text, marked } = plainText(unescaped(property(component, name)?.value ?? ''));
  if (marked) record.note('opmaak (HTML) uit de tekst gehaald');
  return name === 'DESCRIPTION' ? text : text.replace(/\s+/g, ' ');
}

function noteTime({ note, elsewhere, wall }: Time, record: RowRecord): void {
  if (note) record.note(note);
  if (elsewhere && elsewhere.zone !== 'UTC')
    record.note(`tijd uit ${elsewhere.zone} omgezet naar Nederlandse tijd (${wall.slice(11, 16)})`);
}

/** Minutes by the clock on the wall. */
function lasts(component: Component, start: Time, zones: TimeZones, record: RowRecord): number {
  const ends = property(component, 'DTEND');
  const duration = property(component, 'DURATION');
  const end = ends ? zones.read(ends.value, ends) : null;
  const minutes = end?.ok
    ? (Date.parse(`${end.value.wall}Z`) - Date.parse(`${start.wall}Z`)) / 60_000
    : duration && durationMinutes(duration.value);
  if (minutes && minutes > 0) return Math.ceil(minutes);
  if (!start.wholeDay) record.note(`geen bruikbare eindtijd; ${USUAL_MINUTES} minuten aangehouden`);
  return USUAL_MINUTES;
}

function ruleOf(
  text: string,
  start: Time,
  zones: TimeZones,
  record: RowRecord
): { rrule: string; refused?: never } | { refused: string } {
  const rule = readRule(text);
  if (!rule) return { refused: whyNoRule(text) };
  const { elsewhere, wall } = start;
  if (elsewhere) {
    const days = rule.weekdays.length > 0 || rule.monthDays.length > 0 || rule.more;
    if (days && elsewhere.wall.slice(0, 10) !== wall.slice(0, 10))
      return { refused: 'herhaalt op dagen die in Nederland andere dagen zijn' };
    if (!zones.movesAlong(elsewhere.zone, wall))
      record.note(`herhaalt in de tijd van ${elsewhere.zone}; hier blijft het uur op de klok gelijk`);
  }
  return { rrule: ruleInUtc(rule) };
}

function whyNoRule(text: string): string {
  const often = /FREQ=(SECOND|MINUTE|HOUR)LY/i.exec(text);
  return often
    ? `herhaalt vaker dan eens per dag (${often[0]})`
    : `herhaling is niet te lezen (${text.slice(0, 60) || 'leeg'})`;
}

function dates(component: Component, name: string, zones: TimeZones, record: RowRecord): Time[] {
  const found = properties(component, name).flatMap((one) =>
    one.value.split(',').flatMap((value) => {
      const time = zones.read(value, one);
      if (time.ok) return [time.value];
      record.note(`${name}: ${time.failure}; weggelaten`);
      return [];
    })
  );
  if (found.length > MOST_DATES)
    record.note(`meer dan ${MOST_DATES} datums in ${name}; de rest is weggelaten`);
  return found.slice(0, MOST_DATES);
}
