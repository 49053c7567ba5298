import ical, { type VEvent } from 'node-ical';

/*
 * A reader of calendars that knows nothing of how ours are made: the grammar of RFC 5545 for what stands in them, checked
 * line by line and refused on the first fault, and node-ical for what it means.
 */

/** One time something takes place, as a calendar that read the file would show it; wall times in Amsterdam. */
export interface Shown {
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly summary: string;
  readonly status: string;
  readonly location: string;
}

interface Line {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}
interface Component {
  readonly name: string;
  readonly lines: Line[];
  readonly inside: Component[];
}

const DATE_TIME = /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])[0-5]\d[0-5]\d$/;
const TEXT = /^(?:[^\\;,]|\\[\\;,nN])*$/;
const TEXTS = /^(?:[^\\;,]|\\[\\;,nN])*(?:,(?:[^\\;,]|\\[\\;,nN])*)*$/;
const utc = (value: string) => value.endsWith('Z') && DATE_TIME.test(value.slice(0, -1));
const RULE =
  /^FREQ=(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(;(UNTIL=\d{8}T\d{6}Z|COUNT=\d+|INTERVAL=\d+|(BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|BYWEEKNO|BYYEARDAY)=[-+\dA-Z,]+|WKST=(MO|TU|WE|TH|FR|SA|SU)))*$/;

type Check = (value: string) => boolean;
const text: Check = (value) => TEXT.test(value);
const offset: Check = (value) => /^[+-]\d{4}$/.test(value);
const local: Check = (value) => DATE_TIME.test(value);
/** Each property a component may have once, with its check; those with a `!` it must have. */
const COMPONENTS: Readonly<Record<string, { inside: string[]; properties: Record<string, Check> }>> = {
  VCALENDAR: {
    inside: ['VTIMEZONE', 'VEVENT'],
    properties: {
      'VERSION!': (value) => value === '2.0',
      'PRODID!': text,
      CALSCALE: (value) => value === 'GREGORIAN',
      NAME: text,
      'X-WR-CALNAME': text,
      'X-WR-TIMEZONE': text,
      'REFRESH-INTERVAL': (value) => /^PT?\d+[HD]$/.test(value),
      'X-PUBLISHED-TTL': (value) => /^PT?\d+[HD]$/.test(value)
    }
  },
  VTIMEZONE: { inside: ['STANDARD', 'DAYLIGHT'], properties: { 'TZID!': text } },
  ...Object.fromEntries(
    ['STANDARD', 'DAYLIGHT'].map((name) => [
      name,
      {
        inside: [],
        properties: {
          'DTSTART!': local,
          'TZOFFSETFROM!': offset,
          'TZOFFSETTO!': offset,
          TZNAME: text,
          RRULE: (value: string) => RULE.test(value)
        }
      }
    ])
  ),
  VEVENT: {
    inside: [],
    properties: {
      'UID!': text,
      'DTSTAMP!': utc,
      'DTSTART!': local,
      DTEND: local,
      'LAST-MODIFIED': utc,
      'RECURRENCE-ID': local,
      SEQUENCE: (value) => /^\d+$/.test(value),
      RRULE: (value) => RULE.test(value),
      RDATE: (value) => value.split(',').every(local),
      'SUMMARY!': text,
      DESCRIPTION: text,
      LOCATION: text,
      CATEGORIES: (value) => TEXTS.test(value),
      STATUS: (value) => ['TENTATIVE', 'CONFIRMED', 'CANCELLED'].includes(value),
      TRANSP: (value) => ['OPAQUE', 'TRANSPARENT'].includes(value),
      URL: (value) => URL.canParse(value)
    }
  }
};

/** @throws on whatever RFC 5545 does not allow. */
export function strictCalendar(bytes: Uint8Array): { events: readonly VEvent[]; octets: number } {
  const [root, ...more] = components(linesOf(bytes));
  if (root?.name !== 'VCALENDAR' || more.length > 0) throw new Error('Not one VCALENDAR.');
  check(root);
  const zones = new Set(
    root.inside.filter(({ name }) => name === 'VTIMEZONE').map((zone) => of(zone, 'TZID'))
  );
  const names = new Set<string>();
  const mains = new Set<string>();
  const events = root.inside.filter(({ name }) => name === 'VEVENT');
  for (const event of events) {
    for (const { name, parameters } of event.lines) {
      const zoned = ['DTSTART', 'DTEND', 'RECURRENCE-ID', 'RDATE'].includes(name);
      if (zoned !== parameters.has('TZID')) throw new Error(`${name} with or without TZID.`);
      if (zoned && !zones.has(parameters.get('TZID') ?? '')) throw new Error('A TZID that is not described.');
    }
    if (of(event, 'DTEND') <= of(event, 'DTSTART')) throw new Error('An event that ends before it starts.');
    const name = `${of(event, 'UID')} ${of(event, 'RECURRENCE-ID')}`;
    if (names.has(name)) throw new Error(`Twice: ${name}`);
    names.add(name);
    if (!of(event, 'RECURRENCE-ID')) mains.add(of(event, 'UID'));
  }
  for (const event of events)
    if (!mains.has(of(event, 'UID'))) throw new Error('An instance of a series that is not there.');
  const read = Object.values(ical.sync.parseICS(new TextDecoder().decode(bytes)));
  const found = read.filter((one): one is VEvent => one?.type === 'VEVENT');
  if (found.length !== mains.size) throw new Error('node-ical found other events than the lines tell.');
  return { events: found, octets: bytes.length };
}

/** What a calendar shows of the events between two moments, in order. */
export function shownBetween(events: readonly VEvent[], from: Date, to: Date): Shown[] {
  const shown = events.flatMap((event) => {
    const found = ical.expandRecurringEvent(event, { from, to });
    const ruled = found.map((one) => line(one.event as VEvent, one.start, one.end));
    // Without a rule, node-ical leaves instances beside the first to its caller.
    const instances = Object.values((event.recurrences ?? {}) as Record<string, VEvent>);
    const beside = event.rrule ? [] : [...new Map(instances.map((one) => [wallOf(one), one])).values()];
    return [
      ...ruled.filter(({ start }) => !beside.some((one) => wallOf(one) === start)),
      ...beside
        .filter((one) => one.start >= from && one.start <= to)
        .map((one) => line(one, one.start, one.end ?? one.start))
    ];
  });
  return shown.sort((one, two) => (one.start < two.start ? -1 : 1));
}

/** Which session of its series an instance is. */
const wallOf = ({ recurrenceid }: VEvent): string => wall(recurrenceid as Date);

const line = (event: VEvent, start: Date, end: Date): Shown => ({
  uid: event.uid,
  start: wall(start),
  end: wall(end),
  summary: String(event.summary),
  status: event.status ?? '',
  location: String(event.location ?? '')
});

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium'
});
const wall = (moment: Date): string => clock.format(moment).replace(' ', 'T');

function linesOf(bytes: Uint8Array): Line[] {
  const whole = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  if (!whole.endsWith('\r\n')) throw new Error('The last line has no end.');
  const physical = whole.slice(0, -2).split('\r\n');
  const unfolded: string[] = [];
  for (const one of physical) {
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(one)) throw new Error(`A control character: ${one}`);
    if (Buffer.byteLength(one) > 75) throw new Error(`A line of more than 75 octets: ${one}`);
    if (/^[ \t]/.test(one)) unfolded.push(`${unfolded.pop() ?? ''}${one.slice(1)}`);
    else unfolded.push(one);
  }
  if (whole.includes('\ufffd')) throw new Error('A broken character.');
  return unfolded.map((one) => {
    const found = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^";:,]+)*):(.*)$/.exec(one);
    if (!found) throw new Error(`No content line: ${one}`);
    const [, name = '', parameters = '', value = ''] = found;
    const pairs = parameters
      .split(';')
      .slice(1)
      .map((part) => part.split('=', 2) as [string, string]);
    return { name, parameters: new Map(pairs), value };
  });
}

function components(lines: readonly Line[]): Component[] {
  const root: Component = { name: '', lines: [], inside: [] };
  const open = [root];
  for (const one of lines) {
    const current = open.at(-1) ?? root;
    if (one.name === 'BEGIN') {
      const begun = { name: one.value, lines: [], inside: [] };
      current.inside.push(begun);
      open.push(begun);
    } else if (one.name === 'END') {
      if (current.name !== one.value) throw new Error(`END:${one.value} inside ${current.name}.`);
      open.pop();
    } else if (current === root) throw new Error(`${one.name} outside the calendar.`);
    else current.lines.push(one);
  }
  if (open.length > 1) throw new Error('A component without END.');
  return root.inside;
}

function check(component: Component): void {
  const allowed = COMPONENTS[component.name];
  if (!allowed) throw new Error(`Unknown component ${component.name}.`);
  const seen = new Set<string>();
  for (const { name, value } of component.lines) {
    const valid = allowed.properties[name] ?? allowed.properties[`${name}!`];
    if (!valid) throw new Error(`${name} has no place in ${component.name}.`);
    if (seen.has(name)) throw new Error(`${name} twice in ${component.name}.`);
    if (!valid(value)) throw new Error(`${name}:${value}`);
    seen.add(name);
  }
  for (const name of Object.keys(allowed.properties))
    if (name.endsWith('!') && !seen.has(name.slice(0, -1)))
      throw new Error(`${component.name} without ${name}`);
  for (const one of component.inside) {
    if (!allowed.inside.includes(one.name)) throw new Error(`${one.name} inside ${component.name}.`);
    check(one);
  }
}

const of = (component: Component, name: string): string =>
  component.lines.find((line) => line.name === name)?.value ?? '';
