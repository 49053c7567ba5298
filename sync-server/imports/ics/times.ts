import ICAL from 'ical.js';
import { dutchMoment, dutchWallTime, momentByClock } from '#lib/core/dutch-date.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { property, type Component, type Property } from './components.ts';

/** A time of a calendar, brought to the clock on the wall in the Netherlands. */
export interface Time {
  /** `2026-11-24T10:00:00`; of a whole day its first second. */
  readonly wall: string;
  readonly wholeDay: boolean;
  /** The time zone it stood in, when that is not the Netherlands', and the wall time there. */
  readonly elsewhere: { readonly zone: string; readonly wall: string } | null;
  /** What had to be guessed, in Dutch. */
  readonly note: string | null;
}

/** Names that Windows gives to time zones in and around the Netherlands. */
const WINDOWS_NAMES: ReadonlyMap<string, string> = new Map([
  ['W. Europe Standard Time', 'Europe/Amsterdam'],
  ['Romance Standard Time', 'Europe/Amsterdam'],
  ['Central Europe Standard Time', 'Europe/Amsterdam'],
  ['Central European Standard Time', 'Europe/Amsterdam'],
  ['GMT Standard Time', 'Europe/London'],
  ['E. Europe Standard Time', 'Europe/Bucharest']
]);

type Clock = (milliseconds: number) => string;

/** The time zones of one calendar: those that this machine knows by name, and those that the calendar describes. */
export class TimeZones {
  readonly #clocks = new Map<string, Clock | null>();
  readonly #described: ReadonlyMap<string, ICAL.Timezone>;

  constructor(calendar: Component) {
    this.#described = new Map(
      calendar.inside.flatMap((one) => {
        const id = one.name === 'VTIMEZONE' ? property(one, 'TZID')?.value : undefined;
        const zone = id === undefined ? null : describedZone(one);
        return id !== undefined && zone ? [[id, zone] as const] : [];
      })
    );
  }

  /** One value of a property that tells a time; in Dutch, why it is none. */
  read(value: string, { parameters }: Property): Result<Time, string> {
    const [text = ''] = value.trim().split('/');
    const found = /^(\d{4})-?(\d\d)-?(\d\d)(?:T?(\d\d):?(\d\d)(?::?(\d\d))?(Z)?)?$/i.exec(text);
    const [, year, month, day, hour = '00', minute = '00', second = '00', utc] = found ?? [];
    const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
    if (!found || !isTime(wall)) return fail(`'${value.slice(0, 40)}' is geen datum`);
    const note = /^\d{8}(T\d{6}Z?)?$/.test(text) ? null : `tijd '${text}' staat in een andere vorm`;
    if (found[4] === undefined) return ok({ wall, wholeDay: true, elsewhere: null, note });
    const zone = parameters.get('TZID');
    if (utc) return ok({ ...brought('UTC', wall, Date.parse(`${wall}Z`)), note });
    // Without a zone it is meant as the clock stands where it takes place.
    if (zone === undefined) return ok({ wall, wholeDay: false, elsewhere: null, note });
    const moment = this.#moment(zone, wall);
    if (moment !== null) return ok({ ...brought(zone, wall, moment), note });
    const unknown = `tijdzone '${zone.slice(0, 60)}' is niet bekend; gelezen als Nederlandse tijd`;
    return ok({ wall, wholeDay: false, elsewhere: null, note: unknown });
  }

  /** Whether the clock there stays at the same distance from that in the Netherlands through the year after a moment. */
  movesAlong(zone: string, wall: string): boolean {
    const distance = (day: string) =>
      (zone === 'UTC' ? Date.parse(`${day}Z`) : (this.#moment(zone, day) ?? Number.NaN)) - dutchMoment(day);
    const year = Number(wall.slice(0, 4));
    const days = ['01-15', '03-20', '04-05', '07-15', '10-20', '11-05'];
    return new Set(days.map((day) => distance(`${year}-${day}T12:00:00`))).size === 1;
  }

  #moment(zone: string, wall: string): number | null {
    const clock = this.#clock(zone);
    if (clock) return momentByClock(wall, clock);
    const described = this.#described.get(zone);
    if (!described) return null;
    const time = ICAL.Time.fromDateTimeString(wall);
    time.zone = described;
    return time.toUnixTime() * 1000;
  }

  #clock(zone: string): Clock | null {
    const known = this.#clocks.get(zone);
    if (known !== undefined) return known;
    // Some programs put a path before the name: `/mozilla.org/20050126_1/Europe/Amsterdam`.
    const name = WINDOWS_NAMES.get(zone) ?? /[A-Z]\w+\/[A-Z][\w+-]+$/.exec(zone)?.[0] ?? zone;
    const clock = name === 'Europe/Amsterdam' ? dutchWallTime : clockOf(name);
    this.#clocks.set(zone, clock);
    return clock;
  }
}

function brought(zone: string, wall: string, moment: number): Omit<Time, 'note'> {
  const here = dutchWallTime(moment);
  return { wall: here, wholeDay: false, elsewhere: here === wall ? null : { zone, wall } };
}

function isTime(wall: string): boolean {
  const moment = new Date(`${wall}Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(wall);
}

function clockOf(timeZone: string): Clock | null {
  try {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    return (milliseconds) => format.format(milliseconds).replace(' ', 'T');
  } catch {
    return null;
  }
}

/** A time zone as a calendar describes it; null when it does so in a way that cannot be read. */
function describedZone(component: Component): ICAL.Timezone | null {
  try {
    return new ICAL.Timezone(new ICAL.Component(ICAL.parse(asText(component).join('\r\n')) as never));
  } catch {
    return null;
  }
}

const asText = ({ name, properties, inside }: Component): string[] => [
  `BEGIN:${name}`,
  ...properties.map(({ name, value }) => `${name}:${value}`),
  ...inside.flatMap(asText),
  `END:${name}`
];

/** Minutes of an RFC 5545 duration such as `PT1H30M` or `P1D`; null for anything else. */
export function durationMinutes(text: string): number | null {
  const found = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text.trim());
  if (!found) return null;
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  const total = (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0);
  return total + Math.round((seconds ?? 0) / 60);
}
