import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Activity } from '#lib/agenda/activity.ts';
import { subscription } from '#lib/agenda/take-along/icalendar.ts';
import { sortDocuments } from '#lib/agenda/on-device/map-documents.ts';
import { occurrences } from '#lib/agenda/recurrence/recurrence.ts';
import { seriesIn } from '#lib/agenda/on-device/series.ts';
import { mapDocument, type MapEntry } from '../map-document.ts';
import { readDirectory } from '../read-directory.ts';
import { Ledger, type ImportReport } from '../report.ts';
import type { SourceFile } from '../source/files.ts';
import { readCalendars } from './calendars.ts';

const FIXTURES = resolve(import.meta.dirname, '../fixtures/ics');

function read(files: readonly SourceFile[], zone: string | null = null) {
  const ledger = new Ledger();
  const entries = readCalendars(files, zone, ledger);
  if (!entries?.ok) throw new Error('Nothing was read.');
  const outcome = ledger.outcome('ics', entries.value);
  if (!outcome.ok) throw new Error('Nothing was reported.');
  return told(outcome.value.entries, outcome.value.report);
}

function told(entries: readonly MapEntry[], report: ImportReport) {
  for (const entry of entries) mapDocument(entry, 0);
  const activities = entries.filter((entry) => entry.kind === 'activity');
  return {
    entries,
    activities,
    report,
    of: (name: string) => activities.find((one) => one.name.includes(name)),
    said: (file: string, row: number) =>
      report.remarks.filter((one) => one.file === file && one.row === row).map(({ text }) => text)
  };
}

/** The events as one calendar with the lines given, in the order of a program that writes no line ends of Windows. */
const calendar = (...events: readonly string[][]): SourceFile[] => [
  {
    name: 'a.ics',
    text: [
      'BEGIN:VCALENDAR',
      ...events.flatMap((lines) => ['BEGIN:VEVENT', 'SUMMARY:Koffie', ...lines, 'END:VEVENT']),
      'END:VCALENDAR'
    ].join('\n')
  }
];

async function fixtures() {
  const outcome = await readDirectory(FIXTURES);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return told(outcome.value.entries, outcome.value.report);
}

describe('a calendar as programs write it', () => {
  test('a series comes with what is called off, moved and added, and with its place', async () => {
    const { of, entries } = await fixtures();
    const place = entries.find((one) => one.kind === 'location' && one.name === 'Cultuurhuus Braakhekke');
    const elsewhere = entries.find((one) => one.kind === 'location' && one.name === 'De Bron');
    expect(place).toMatchObject({
      address: { street: 'Noaberweg 12', postalCode: '7437 QA', city: 'Bathmen' },
      zone: 'bathmen'
    });
    expect(of('taart')).toMatchObject({
      name: 'Koffie, thee en taart',
      description: 'Welkom ; neem iets mee.\nTot dan!\n\nMeer weten: https://buurthuis.example/koffie',
      start: '2026-11-03T10:00:00',
      durationMinutes: 120,
      rrule: 'FREQ=WEEKLY;BYDAY=TU',
      exdates: ['2026-11-17T10:00:00', '2026-12-22T10:00:00', '2026-12-29T10:00:00'],
      rdates: ['2026-11-05T19:00:00'],
      moves: [
        {
          from: '2026-11-10T10:00:00',
          start: '2026-11-11T14:00:00',
          durationMinutes: 120,
          location: elsewhere?._id
        }
      ],
      location: place?._id,
      zone: 'bathmen',
      themes: []
    });
  });

  test('times in UTC and in other time zones become what the clock shows here', async () => {
    const { of, said } = await fixtures();
    expect(of('Inloop')).toMatchObject({
      start: '2026-12-01T00:00:00',
      durationMinutes: 45,
      rrule: 'FREQ=WEEKLY;UNTIL=20270301T225959Z'
    });
    expect(said('buurthuis.ics', 5)).toEqual([
      'herhaalt in de tijd van UTC; hier blijft het uur op de klok gelijk'
    ]);
    expect(of('Online')).toMatchObject({ start: '2026-12-01T10:00:00', zone: 'schalkhaar' });
    expect(said('buurthuis.ics', 6)).toEqual([
      'tijd uit GMT Standard Time omgezet naar Nederlandse tijd (10:00)'
    ]);
  });

  test('a time zone that the calendar describes itself is reckoned by its description', () => {
    const zone = [
      'BEGIN:VTIMEZONE\nTZID:Kantoor\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0500',
      'TZOFFSETTO:-0500\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT'
    ].join('\n');
    const [file] = calendar(['DTSTART;TZID=Kantoor:20261103T090000', 'DURATION:PT1H']);
    const text = file?.text.replace('BEGIN:VEVENT', zone) ?? '';
    expect(read([{ name: 'a.ics', text }]).activities[0]?.start).toBe('2026-11-03T15:00:00');
  });

  test('days of the week that are other days here are refused, because the rule would be wrong', () => {
    const { said } = read(
      calendar(['DTSTART:20261130T233000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=MO'])
    );
    expect(said('a.ics', 1)).toEqual(['herhaalt op dagen die in Nederland andere dagen zijn']);
  });

  test('of two with one UID the one that was changed more often counts, whatever stands first', () => {
    const old = ['UID:1', 'SEQUENCE:1', 'DTSTART:20261103T090000', 'DTEND:20261103T100000'];
    const late = ['UID:1', 'SEQUENCE:2', 'DTSTART:20261103T110000', 'DTEND:20261103T120000'];
    for (const events of [
      [old, late],
      [late, old]
    ]) {
      const { activities, report } = read(calendar(...events));
      expect(activities.map(({ start }) => start)).toEqual(['2026-11-03T11:00:00']);
      expect(report.remarks.map(({ text }) => text)).toEqual(['dubbel: dezelfde UID staat ook in a.ics']);
    }
  });

  test('what has the name, time and place of another is that other, also from another file', async () => {
    const { said } = await fixtures();
    expect(said('gebroken.ics', 2)).toEqual(['dubbel: zelfde naam, tijd en plaats als buurthuis.ics rij 1']);
  });

  test('everything can be put in one zone', () => {
    const [one] = read(
      calendar(['UID:1', 'DTSTART:20261103T090000', 'LOCATION:Zaal\\, Bathmen']),
      'voorstad'
    ).entries;
    expect(one).toMatchObject({ kind: 'location', zone: 'voorstad' });
  });
});

describe('a calendar that is broken', () => {
  test('is read as far as it can be, and says of each event what was mended or why it stays out', async () => {
    const { of, said, report } = await fixtures();
    expect(of('Wandelen')).toMatchObject({
      name: 'Wandelen met de buurvrouw, langs de IJssel en door het park en weer terug naar het begin',
      description: 'Trek goede schoenen aan.\nLet op: honden aan de lijn.'
    });
    expect(said('gebroken.ics', 3)).toEqual([
      'losse regel aan de regel ervoor geplakt',
      'END:VEVENT ontbreekt (een nieuwe begon)',
      "tijd '2026-11-04T14:00:00' staat in een andere vorm",
      'geen bruikbare eindtijd; 60 minuten aangehouden'
    ]);
    expect([1, 4, 5, 6, 7, 8, 9, 10].map((row) => said('gebroken.ics', row))).toEqual([
      ['herhaalt vaker dan eens per dag (FREQ=SECONDLY)'],
      [
        'duurt de hele dag, zoals een feestdag of vakantie; in de agenda staat alleen wat een begintijd heeft'
      ],
      ['niet openbaar (CLASS:PRIVATE)'],
      ['geen naam'],
      ["begintijd: '20261345T100000' is geen datum"],
      ["tijdzone 'Mars/Olympus' is niet bekend; gelezen als Nederlandse tijd"],
      ['een keer van een reeks die er niet bij staat; los opgenomen'],
      ['het bestand houdt midden in deze gebeurtenis op']
    ]);
    expect(report.warnings).toContain(
      "'gebroken.ics' eindigt zonder END:VCALENDAR: kijk of het bestand heel is."
    );
  });

  test('in the letters of an old Windows is read, and that is said', async () => {
    const { of, report } = await fixtures();
    expect(of('Zonnig')?.name).toBe('Café Zonnig');
    expect(report.warnings).toContain("'latin.ics' is geen UTF-8; gelezen als windows-1252.");
  });

  test('a file that is no calendar is told, beside one that is', () => {
    const { report } = read([...calendar(), { name: 'b.ics', text: '<html>' }]);
    expect(report.skipped).toEqual([{ file: 'b.ics', reason: 'geen agenda (iCalendar)' }]);
    expect(readCalendars([{ name: 'b.ics', text: '' }], null, new Ledger())).toBeNull();
  });

  test('more events than any municipality has are refused', () => {
    const many = calendar(...Array.from({ length: 20_001 }, () => ['DTSTART:20261103T090000']));
    expect(readCalendars(many, null, new Ledger())).toMatchObject({
      ok: false,
      failure: { code: 'too-large' }
    });
  });

  test('components in components without end, and ends of nothing, take no time', () => {
    const text = `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\n'.repeat(10_000)}${'BEGIN:X\n'.repeat(200_000)}${'END:Y\n'.repeat(200_000)}`;
    const before = process.cpuUsage();
    readCalendars([{ name: 'a.ics', text }], null, new Ledger());
    // Of the processor, in microseconds: a busy machine does not count.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  }, 60_000);

  test('whatever its lines say, every event is judged and every entry is valid', () => {
    const line = fc.constantFrom(
      ...[
        'UID:1',
        'UID:2',
        'SEQUENCE:x',
        'SEQUENCE:3',
        'DTSTART:20261103T100000',
        'DTSTART;VALUE=DATE:20261103'
      ],
      ...[
        'DTSTART;TZID="Europe/London":20261103T100000',
        'DTSTART:x',
        'DTEND:20261103T090000',
        'DURATION:P9D'
      ],
      ...[
        'DURATION:-PT5M',
        'RRULE:FREQ=DAILY',
        'RRULE:FREQ=DAILY;COUNT=0',
        'RRULE:',
        'EXDATE:20261104T100000'
      ],
      ...[
        'EXDATE:,',
        'RDATE;VALUE=PERIOD:20261105T100000/PT1H',
        'RECURRENCE-ID:20261104T100000',
        'STATUS:CANCELLED'
      ],
      ...[
        'SUMMARY:Koffie',
        'SUMMARY:',
        'LOCATION:De Bron',
        'BEGIN:VEVENT',
        'END:VEVENT',
        'END:VCALENDAR',
        ';;',
        ' x'
      ]
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const { report, entries } = read([
          { name: 'a.ics', text: ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines].join('\r\n') }
        ]);
        for (const { rows, imported, repaired, refused } of report.files)
          expect(imported + repaired + refused).toBe(rows);
        expect(new Set(entries.map(({ _id }) => _id)).size).toBe(entries.length);
      }),
      { numRuns: 300 }
    );
  }, 60_000);
});

test('what the agenda gives out comes in again under the same ids, with the same sessions', async () => {
  const directory = await readDirectory(resolve(import.meta.dirname, '../../../demo/sociale-kaart'));
  if (!directory.ok) throw new Error(directory.failure.message);
  const map = sortDocuments(directory.value.entries.map((entry) => mapDocument(entry, 0)));
  const all = [...map.activities.values()];
  const text = subscription(
    all.map((one) => seriesIn(map, one, '2026-11-26')),
    { name: 'Agenda', origin: 'https://binnenzak.example' }
  );
  const { activities } = read([{ name: 'eigen.ics', text }]);
  const sessions = (
    one: Pick<Activity, 'start' | 'durationMinutes' | 'rrule' | 'exdates' | 'rdates' | 'moves' | 'cancelled'>
  ) => occurrences(one, '2026-11-01T00:00:00', '2028-11-01T00:00:00', 1000);
  const byId = new Map(activities.map((one) => [one._id, one]));
  expect(byId.size).toBe(all.length);
  for (const one of all) {
    const again = byId.get(one._id);
    expect(again?.name).toBe(one.name);
    expect(again && sessions(again)).toEqual(sessions(one));
  }
}, 60_000);
