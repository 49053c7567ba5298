import { isoMoment } from '#lib/core/clock.ts';
import { addDays, addMinutes, dutchWallTime } from '#lib/core/dutch-date.ts';
import type { Group, Headcount, SessionReport } from '#lib/attendance/attendance.ts';
import { zoneDatabase } from '#lib/roles/databases.ts';
import { KOFFIE_EN_WEGGEVEN, VOORSTAD_AAN_TAFEL, VOORSTAD_BREIT } from './activities.ts';
import { DEVICE, exampleId } from './example-id.ts';

export type DemoAttendance = Headcount | SessionReport;

/** Half a year. */
const WEEKS = 26;

/** What is told of one activity in Voorstad that is held every week. */
interface DemoSeries {
  readonly activity: string;
  /** Number of the weekday, 0 for Sunday. */
  readonly weekday: number;
  readonly time: string;
  readonly minutes: number;
  /** Who counts: with two, each at an entrance of their own. */
  readonly by: readonly { readonly user: string; readonly entrance: string }[];
  /** How many came half a year ago, and how many now. */
  readonly from: number;
  readonly to: number;
  /** Whether new faces are counted apart. */
  readonly split: boolean;
  /** The latest sessions of which nobody has told yet. */
  readonly untold: number;
  /** What was told after a session, so many sessions ago. */
  readonly words: Readonly<Record<number, Pick<SessionReport, 'held' | 'how' | 'signal'>>>;
}

const held = (how: string, signal = '') => ({ held: 'held' as const, how, signal });
const notHeld = (how: string) => ({ held: 'not-held' as const, how, signal: '' });

const SERIES: readonly DemoSeries[] = [
  {
    activity: KOFFIE_EN_WEGGEVEN,
    weekday: 3,
    time: '09:30:00',
    minutes: 120,
    by: [
      { user: 'vrijwilliger-1', entrance: 'voordeur' },
      { user: 'vrijwilliger-2', entrance: 'achterdeur' }
    ],
    from: 10,
    to: 30,
    split: true,
    untold: 1,
    words: {
      2: held('Gezellig druk, drie nieuwe buren.'),
      5: held('De kast is weg, het kinderbed nog niet.'),
      14: notHeld('Te warm, en de helft is op vakantie.')
    }
  },
  {
    activity: VOORSTAD_BREIT,
    weekday: 4,
    time: '19:30:00',
    minutes: 120,
    by: [{ user: 'vrijwilliger-1', entrance: '' }],
    from: 9,
    to: 8,
    split: false,
    untold: 0,
    words: {
      1: held('Rustige avond, veel gepraat.', 'Twee vrouwen durven in het donker niet meer alleen naar huis.'),
      12: notHeld('Zomerpauze.'),
      13: notHeld('Zomerpauze.'),
      14: notHeld('Zomerpauze.')
    }
  },
  {
    activity: VOORSTAD_AAN_TAFEL,
    weekday: 2,
    time: '17:30:00',
    minutes: 90,
    by: [{ user: 'vrijwilliger-2', entrance: '' }],
    from: 31,
    to: 47,
    split: false,
    untold: 0,
    words: { 3: held('Vijftig borden waren net genoeg.'), 8: held('Veel kinderen, dus vroeg klaar.') }
  }
];

/**
 * Half a year of attendance by database, told from `moment` (milliseconds): sessions lie before it, ids do not depend on
 * it.
 */
export const demoAttendance = (moment: number): ReadonlyMap<string, readonly DemoAttendance[]> =>
  new Map([[zoneDatabase('voorstad'), SERIES.flatMap((series, place) => historyOf(series, place + 1, moment))]]);

function historyOf(series: DemoSeries, place: number, moment: number): DemoAttendance[] {
  const last = lastStart(series, moment);
  return Array.from({ length: WEEKS }, (_, ago) => ago)
    .filter((ago) => ago >= series.untold)
    .flatMap((ago) => {
      const session = { activity: series.activity, start: `${addDays(last.slice(0, 10), -7 * ago)}T${series.time}` };
      const told = series.words[ago];
      return [
        ...(told?.held === 'not-held' ? [] : headcountsOf(series, place, ago, session)),
        ...(told ? [reportOf(series, place, ago, session, told)] : [])
      ];
    });
}

/** The start of the last session that is over. */
function lastStart({ weekday, time, minutes }: DemoSeries, moment: number): string {
  const now = dutchWallTime(moment);
  for (let day = now.slice(0, 10); ; day = addDays(day, -1)) {
    const start = `${day}T${time}`;
    const isDay = new Date(`${day}T12:00:00Z`).getUTCDay() === weekday;
    if (isDay && addMinutes(start, minutes) < now) return start;
  }
}

type Ref = Headcount['session'];

function headcountsOf(series: DemoSeries, place: number, ago: number, session: Ref): Headcount[] {
  const count = peopleAt(series, place, ago, session.start);
  return series.by.map(({ user, entrance }, index): Headcount => {
    // The first at the door meets most of them.
    const share = series.by.length === 1 ? count : index === 0 ? Math.round(count * 0.6) : count - Math.round(count * 0.6);
    const created = isoMoment(momentOf(session.start, 5 + index));
    const stamp = `${String(momentOf(session.start, 40 + index)).padStart(13, '0')}-0000-${DEVICE}`;
    return {
      _id: `headcount:${exampleId(900 + place, ago + 1, index)}`,
      kind: 'headcount',
      schema: 1,
      author: user,
      device: DEVICE,
      created,
      session,
      entrance,
      taps: tapsOf(share, series.split ? Math.round(share * newShare(ago, index)) : null),
      stamps: { entrance: stamp, taps: stamp },
      seen: {},
      kept: {}
    };
  });
}

function tapsOf(count: number, fresh: number | null): Headcount['taps'] {
  const groups: [Group, number][] =
    fresh === null
      ? [['all', count]]
      : [
          ['new', fresh],
          ['regular', count - fresh]
        ];
  return Object.fromEntries(groups.filter(([, up]) => up > 0).map(([group, up]) => [group, { up, down: 0 }]));
}

/** About one in seven is new, now and then more. */
const newShare = (ago: number, index: number): number => 0.08 + 0.04 * ((ago * 3 + index) % 5);

/** It grows week by week, dips in July and August, and differs a little from one week to the next. */
function peopleAt({ from, to }: DemoSeries, place: number, ago: number, start: string): number {
  const grown = to - ((to - from) * ago) / WEEKS;
  const month = Number(start.slice(5, 7));
  const season = month === 7 ? 0.75 : month === 8 ? 0.6 : 1;
  const sway = 1 + 0.12 * Math.sin(ago * 2.4 + place * 1.7);
  return Math.max(2, Math.round(grown * season * sway));
}

const reportOf = (
  { by, minutes }: DemoSeries,
  place: number,
  ago: number,
  session: Ref,
  told: Pick<SessionReport, 'held' | 'how' | 'signal'>
): SessionReport => ({
  _id: `session-report:${exampleId(900 + place, ago + 1)}`,
  kind: 'session-report',
  schema: 1,
  author: by[0]?.user ?? '',
  device: DEVICE,
  created: isoMoment(momentOf(session.start, minutes)),
  session,
  ...told
});

/** Some minutes after a wall time in the Netherlands, near enough for an example. */
const momentOf = (wallTime: string, minutes: number): number =>
  Date.parse(`${wallTime}Z`) - 2 * 3_600_000 + minutes * 60_000;
