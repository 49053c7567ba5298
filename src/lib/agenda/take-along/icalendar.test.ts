import ICAL from 'ical.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownBetween, strictCalendar } from '../../../../tests/support/strict-calendar.ts';
import { addDays, dutchMoment, dutchWallTime } from '../../core/dutch-date.ts';
import { NEWER_FIELDS, type Activity } from '../activity.ts';
import { calendarFileName } from './calendar-file.ts';
import { seriesFile, sessionFile, subscription, type Series } from './icalendar.ts';
import { occurrences } from '../recurrence/recurrence.ts';

const ORIGIN = 'https://binnenzak.example';
const FROM = '2026-11-01T00:00:00';
const UNTIL = '2028-11-01T00:00:00';

const coffee: Activity = {
  _id: 'activity:c0ffee00-0000-5000-8000-000000000001',
  kind: 'activity',
  schema: 1,
  ...NEWER_FIELDS,
  author: 'import',
  device: 'server',
  created: '2026-10-01T08:00:00.000Z',
  name: 'Koffie',
  description: 'Kom erbij.',
  service: null,
  organization: null,
  location: 'location:hier',
  zone: 'voorstad',
  start: '2026-11-03T09:30:00',
  durationMinutes: 120,
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  exdates: [],
  cost: 'gratis',
  registration: 'none',
  capacity: null,
  themes: ['ontmoeten'],
  targetGroups: [],
  languages: [],
  cancelled: false,
  verifiedOn: null
};
const series = (more: Partial<Activity> = {}): Series => ({
  activity: { ...coffee, ...more },
  places: { 'location:hier': 'De Bron, Spuistraat 1', 'location:daar': 'Buurthuis' },
  organization: 'De Kern',
  phone: '0570 00 00 00',
  themes: ['Ontmoeten'],
  stale: null
});
const bytes = (text: string | null) => new TextEncoder().encode(text ?? '');
const moment = (wallTime: string) => new Date(dutchMoment(wallTime));
const shown = (one: Series, from = FROM, until = UNTIL) =>
  shownBetween(strictCalendar(bytes(seriesFile(one, ORIGIN))).events, moment(from), moment(until));
/** The lines of a calendar, unfolded. */
const lines = (text: string | null) => (text ?? '').replace(/\r\n[ \t]/g, '').split('\r\n');
const unescaped = (value = '') => value.replace(/\\(.)/g, (_, one: string) => (/n/i.test(one) ? '\n' : one));
const value = (text: string | null, name: string) =>
  lines(text)
    .filter((line) => line.startsWith('BEGIN:VEVENT') || line.startsWith(name))
    .at(-1)
    ?.replace(/^[^:]*:/, '');

describe('another reader sees the sessions that we reckon', () => {
  test.each([
    ['every week, over both clock changes', {}],
    ['every two weeks', { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH' }],
    ['on the first Tuesday of the month', { rrule: 'FREQ=MONTHLY;BYDAY=1TU' }],
    ['on the last Friday of the month', { rrule: 'FREQ=MONTHLY;BYDAY=-1FR', start: '2026-11-27T19:00:00' }],
    ['in a season', { rrule: 'FREQ=WEEKLY;BYMONTH=10,11,12,1,2,3;BYDAY=TU' }],
    ['until a moment in summer that is a session itself', { rrule: 'FREQ=WEEKLY;UNTIL=20270629T073000Z' }],
    ['until a wall time', { rrule: 'FREQ=WEEKLY;UNTIL=20270629T093000' }],
    ['a number of times', { rrule: 'FREQ=DAILY;COUNT=200' }],
    ['from a start that its rule does not name', { start: '2026-11-04T09:30:00' }],
    [
      'early on a Sunday, when clocks change',
      { start: '2026-11-01T04:00:00', rrule: 'FREQ=WEEKLY;BYDAY=SU' }
    ],
    ['once', { rrule: null }]
  ])('%s', (_, more) => {
    const one = series(more);
    const reckoned = occurrences(one.activity, FROM, UNTIL, 1000);
    expect(shown(one).map(({ start, end }) => ({ start, end }))).toEqual(
      reckoned.map(({ start, end }) => ({ start, end }))
    );
    expect(reckoned.length).toBeGreaterThan(0);
  });

  test('whatever is called off, moved and added in whatever rhythm, over two years', () => {
    const rhythm = fc.constantFrom(
      ...[
        'FREQ=WEEKLY',
        'FREQ=WEEKLY;BYDAY=MO,TH',
        'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SU;WKST=SU',
        'FREQ=DAILY;INTERVAL=5'
      ],
      ...[
        'FREQ=MONTHLY;BYDAY=2WE',
        'FREQ=MONTHLY;BYMONTHDAY=31',
        'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'
      ],
      ...['FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU', 'FREQ=WEEKLY;COUNT=40', 'FREQ=DAILY;UNTIL=20270328T010000Z']
    );
    const start = fc
      .tuple(fc.nat(60), fc.constantFrom('03:30:00', '09:00:00', '23:15:00'))
      .map(([days, time]) => `${addDays('2026-09-01', days)}T${time}`);
    const which = fc.array(fc.nat(60), { maxLength: 4 });
    fc.assert(
      fc.property(rhythm, start, which, which, which, (rrule, start, off, moved, added) => {
        const plain = series({ rrule, start });
        const starts = occurrences(plain.activity, FROM, UNTIL, 80).map(({ start }) => start);
        const some = (places: number[]) => [...new Set(places)].flatMap((place) => starts[place] ?? []);
        const changed = series({
          rrule,
          start,
          exdates: some(off),
          moves: some(moved).map((from) => ({
            from,
            start: `${addDays(from.slice(0, 10), 1)}T17:05:00`,
            durationMinutes: 45,
            location: 'location:daar'
          })),
          rdates: [...new Set(added)].map((days) => `${addDays('2027-02-01', days * 3)}T11:11:00`)
        });
        expect(
          shown(changed).map(({ start, end, status, location }) => [start, end, status, location])
        ).toEqual(
          occurrences(changed.activity, FROM, UNTIL, 2000)
            .filter(({ start }) => start >= FROM)
            .map(({ start, end, cancelled, location }) => [
              start,
              end,
              cancelled ? 'CANCELLED' : 'CONFIRMED',
              changed.places[location ?? 'location:hier']
            ])
        );
      }),
      { numRuns: 30 }
    );
  }, 30_000);

  test('a session that is called off is there as called off, the others go on', () => {
    const off = shown(series({ exdates: ['2026-11-10T09:30:00'] }), FROM, '2026-11-18T00:00:00');
    expect(off.map(({ start, status, summary }) => [start, status, summary])).toEqual([
      ['2026-11-03T09:30:00', 'CONFIRMED', 'Koffie'],
      ['2026-11-10T09:30:00', 'CANCELLED', 'Gaat niet door: Koffie'],
      ['2026-11-17T09:30:00', 'CONFIRMED', 'Koffie']
    ]);
  });

  test('a session that was moved over a clock change is at its new time and place, and at its old one no more', () => {
    const move = {
      from: '2027-03-30T09:30:00',
      start: '2027-03-27T14:00:00',
      durationMinutes: 60,
      location: 'location:daar'
    };
    const found = shown(series({ moves: [move] }), '2027-03-23T00:00:00', '2027-04-07T00:00:00');
    expect(found.map(({ start, end, location }) => [start, end, location])).toEqual([
      ['2027-03-23T09:30:00', '2027-03-23T11:30:00', 'De Bron, Spuistraat 1'],
      ['2027-03-27T14:00:00', '2027-03-27T15:00:00', 'Buurthuis'],
      ['2027-04-06T09:30:00', '2027-04-06T11:30:00', 'De Bron, Spuistraat 1']
    ]);
  });

  test('sessions beside the rule are there, also where there is no rule, and can be called off', () => {
    const rdates = ['2026-11-05T20:00:00', '2026-11-06T20:00:00'];
    const exdates = ['2026-11-06T20:00:00'];
    for (const rrule of ['FREQ=WEEKLY;BYDAY=TU', null]) {
      const found = shown(series({ rrule, rdates, exdates }), FROM, '2026-11-08T00:00:00');
      expect(found.map(({ start, status }) => [start, status])).toEqual([
        ['2026-11-03T09:30:00', 'CONFIRMED'],
        ['2026-11-05T20:00:00', 'CONFIRMED'],
        ['2026-11-06T20:00:00', 'CANCELLED']
      ]);
      expect(lines(seriesFile(series({ rrule, rdates }), ORIGIN))).toContain(
        'RDATE;TZID=Europe/Amsterdam:20261105T200000,20261106T200000'
      );
    }
  });

  test('what is called off without being in the series adds no session', () => {
    const stray = series({ exdates: ['2026-11-11T09:30:00'] });
    expect(seriesFile(stray, ORIGIN)).not.toContain('RECURRENCE-ID');
  });

  test('a series that is called off as a whole is called off in every session', () => {
    const off = shown(
      series({ cancelled: true, exdates: ['2026-11-10T09:30:00'] }),
      FROM,
      '2026-12-01T00:00:00'
    );
    expect(new Set(off.map(({ status }) => status))).toEqual(new Set(['CANCELLED']));
    expect(off).toHaveLength(4);
  });

  test('a rule without measure is in no calendar', () => {
    const wild = series({ rrule: 'FREQ=SECONDLY' });
    expect(seriesFile(wild, ORIGIN)).toBeNull();
    expect(
      strictCalendar(bytes(subscription([wild, series()], { name: 'x', origin: ORIGIN }))).events
    ).toHaveLength(1);
  });
});

describe('what is written', () => {
  test('the time zone tells the offsets of the Netherlands, hour by hour around each change for ten years', () => {
    const zone = new ICAL.Component(ICAL.parse(seriesFile(series(), ORIGIN) ?? '')).getFirstSubcomponent(
      'vtimezone'
    );
    const timezone = new ICAL.Timezone(zone ?? undefined);
    for (let year = 2026; year < 2036; year++) {
      for (const month of ['03', '10'])
        for (let hour = 0; hour < 24 * 7; hour++) {
          const at = Date.UTC(year, Number(month) - 1, 25) + hour * 3_600_000;
          const wallTime = dutchWallTime(at);
          // An hour that comes twice can be read in two ways.
          if ([-3_600_000, 3_600_000].some((hour) => dutchWallTime(at + hour) === wallTime)) continue;
          const read = ICAL.Time.fromDateTimeString(wallTime);
          read.zone = timezone;
          expect(read.toUnixTime() * 1000).toBe(at);
        }
    }
  }, 30_000);

  test('whatever somebody types comes out as it was, in lines that are not too long', () => {
    const typed = fc.array(
      fc.constantFrom(',', ';', '\\', '\n', '"', ':', 'é', '☕', '👩‍👩‍👧', 'N', 'n', ' ', 'Koffie met taart '),
      { maxLength: 120 }
    );
    fc.assert(
      fc.property(typed, typed, (name, place) => {
        const one = {
          ...series({ name: `x${name.join('')}x` }),
          places: { 'location:hier': `y${place.join('')}y` }
        };
        const text = seriesFile(one, ORIGIN);
        expect(unescaped(value(text, 'SUMMARY'))).toBe(one.activity.name);
        expect(unescaped(value(text, 'LOCATION'))).toBe(one.places['location:hier']);
        const [read] = shown(one, FROM, '2026-11-04T00:00:00');
        // node-ical takes an escaped backslash before an n for a new line.
        if (!one.activity.name.includes('\\')) expect(read?.summary).toBe(one.activity.name);
      }),
      { numRuns: 60 }
    );
  }, 30_000);

  test('line ends of another system and control characters do not break a line', () => {
    const text = seriesFile(series({ name: 'a\r\nBEGIN:VEVENT\u0000\u0007\rb' }), ORIGIN);
    strictCalendar(bytes(text));
    expect(value(text, 'SUMMARY')).toBe('a\\nBEGIN:VEVENT\\nb');
  });

  test('the end of a rule is written in UTC', () => {
    const end = seriesFile(series({ rrule: 'FREQ=WEEKLY;UNTIL=20270101T093000' }), ORIGIN);
    expect(value(end, 'RRULE')).toBe('FREQ=WEEKLY;UNTIL=20270101T083000Z');
  });

  test('it tells where its page is, what it costs, whom to call and when somebody last said it is right', () => {
    const text = seriesFile(series({ verifiedOn: '2026-11-20', revision: 7 }), ORIGIN);
    expect(value(text, 'URL')).toBe('https://binnenzak.example/agenda/c0ffee00-0000-5000-8000-000000000001');
    expect(value(text, 'UID')).toBe('c0ffee00-0000-5000-8000-000000000001');
    expect(value(text, 'DESCRIPTION')).toMatch(/^Kom erbij\.\\n\\nKosten: gratis\\n.*Bellen: 0570 00 00 00/);
    expect(value(text, 'SEQUENCE')).toBe('7');
    expect(value(text, 'LAST-MODIFIED')).toBe('20261120T000000Z');
    expect(value(text, 'CATEGORIES')).toBe('Ontmoeten');
    expect(text).not.toContain('METHOD');
  });

  test('that nobody confirmed it in time stands before all else', () => {
    const text = seriesFile({ ...series(), stale: 'niet bevestigd sinds 3 september 2026' }, ORIGIN);
    expect(value(text, 'DESCRIPTION')).toMatch(/^Let op: niet bevestigd sinds 3 september 2026\./);
  });

  test('one session is a file under a name of its own, at the time it was moved to', () => {
    const move = {
      from: '2026-11-10T09:30:00',
      start: '2026-11-12T10:00:00',
      durationMinutes: 30,
      location: null
    };
    const text = sessionFile(series({ moves: [move] }), '2026-11-10T09:30:00', ORIGIN);
    const { events } = strictCalendar(bytes(text));
    expect(events).toHaveLength(1);
    expect(value(text, 'UID')).toBe('c0ffee00-0000-5000-8000-000000000001.20261110T093000');
    expect(shownBetween(events, moment(FROM), moment(UNTIL)).map(({ start }) => start)).toEqual([
      '2026-11-12T10:00:00'
    ]);
  });

  test('a session that the series does not have is no file', () => {
    expect(sessionFile(series(), '2026-11-11T09:30:00', ORIGIN)).toBeNull();
    expect(sessionFile(series({ rrule: null }), '2026-11-10T09:30:00', ORIGIN)).toBeNull();
  });

  test('a subscription has a name and says how often to come back', () => {
    const text = subscription([series()], { name: 'Agenda Voorstad, en meer', origin: ORIGIN });
    strictCalendar(bytes(text));
    expect(lines(text)).toEqual(
      expect.arrayContaining([
        'NAME:Agenda Voorstad\\, en meer',
        'X-WR-CALNAME:Agenda Voorstad\\, en meer',
        'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
        'X-PUBLISHED-TTL:PT6H'
      ])
    );
    strictCalendar(bytes(subscription([], { name: 'Leeg', origin: ORIGIN })));
  });

  test('a file is named after what is in it', () => {
    expect(calendarFileName('Koffie & weggeven: café')).toBe('koffie-weggeven-cafe.ics');
    expect(calendarFileName('???')).toBe('agenda.ics');
  });
});
