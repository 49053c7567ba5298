import { addDays } from '../core/dutch-date.ts';
import type { Session } from '../social-map/map-reader.ts';
import { factsOf, type AttendanceBook, type SessionFacts } from './attendance-book.ts';
import { sessionCount, type Heads } from './headcount.ts';
import { refOf } from './session-address.ts';
import { heldOrNot } from './session-report.ts';

/* What an activity's attendance gives back. Pure. */

/** Sessions that are compared with as many before them, to see which way it goes. */
const COMPARED = 6;
/** Smaller differences of the average are no trend. */
const LEVEL = 0.15;
/** From this share of the places on a session was full; up to the other it was empty. */
const FULL = 0.9;
const EMPTY = 0.5;
/** Days back in which somebody who helped counts as a helper. */
const HELPED_DAYS = 91;
/** An activity that hangs on so few volunteers is fragile. */
const FRAGILE = 2;

/** What became of one session. `count` is null when nobody told how many came. */
export interface SessionReach {
  /** Wall time. */
  readonly start: string;
  readonly state: 'held' | 'not-held' | 'unknown';
  readonly count: number | null;
  /** New faces among them; null when new and regular were not told apart. */
  readonly fresh: number | null;
}

export interface Reach {
  /** By start, the earliest first. */
  readonly sessions: readonly SessionReach[];
  readonly held: number;
  readonly notHeld: number;
  /** Of how many that were held it is known how many came. */
  readonly counted: number;
  readonly visits: number;
  /** Average number of people, rounded; null when nothing was counted. */
  readonly average: number | null;
  /** Null when new and regular were never told apart, by hand or by the list. */
  readonly newFaces: number | null;
  /** Different people by their marks on the group's list; null without a list. */
  readonly unique: number | null;
  /** Which way the last sessions go against those before them; null when there are too few. */
  readonly trend: {
    readonly way: 'up' | 'down' | 'level';
    readonly now: number;
    readonly before: number;
  } | null;
  /** Against the number of places; null where that is not known or nothing was counted. */
  readonly places: { readonly capacity: number; readonly full: number; readonly empty: number } | null;
}

/** An activity as the map tells it: how many places there are, and its sessions, also those that were called off. */
export interface ActivityOnMap {
  readonly capacity: number | null;
  readonly sessions: readonly Session[];
}

/** What came of an activity between two days, the last one not included. */
export function reachOf(
  book: AttendanceBook,
  activity: string,
  map: ActivityOnMap,
  { from, until }: { readonly from: string; readonly until: string }
): Reach {
  const facts = sessionsBetween(book, activity, map.sessions, from, until);
  const sessions = facts.map(({ facts: known, cancelled }) => sessionReach(known, cancelled));
  const counts = sessions.flatMap(({ count }) => (count === null ? [] : [count]));
  const fresh = sessions.flatMap((session) => (session.fresh === null ? [] : [session.fresh]));
  const marked = facts.flatMap(({ facts: { marks } }) => marks.map(({ document }) => document));
  return {
    sessions,
    held: sessions.filter(({ state }) => state === 'held').length,
    notHeld: sessions.filter(({ state }) => state === 'not-held').length,
    counted: counts.length,
    visits: total(counts),
    average: counts.length === 0 ? null : Math.round(total(counts) / counts.length),
    newFaces: fresh.length === 0 ? null : total(fresh),
    unique:
      marked.length === 0
        ? null
        : new Set(marked.filter(({ present }) => present).map(({ participant }) => participant)).size,
    trend: trendOf(counts),
    places: placesOf(counts, map.capacity)
  };
}

/** Sessions of the map and sessions that were told of, also when the map does not know them any more. */
function sessionsBetween(
  book: AttendanceBook,
  activity: string,
  onMap: readonly Session[],
  from: string,
  until: string
): { facts: SessionFacts; cancelled: boolean }[] {
  const known = new Map(
    onMap.map((session) => {
      const facts = factsOf(book, refOf(session));
      return [facts.session.start, { facts, cancelled: session.cancelled }];
    })
  );
  for (const facts of book.activities.get(activity) ?? []) {
    if (!known.has(facts.session.start)) known.set(facts.session.start, { facts, cancelled: false });
  }
  return [...known.values()]
    .filter(({ facts: { session } }) => session.start >= from && session.start < until)
    .sort((one, other) => (one.facts.session.start < other.facts.session.start ? -1 : 1));
}

function sessionReach(facts: SessionFacts, cancelled: boolean): SessionReach {
  const { start } = facts.session;
  const { total: count, groups } = sessionCount(facts);
  const told = heldOrNot(facts);
  const came = count > 0;
  if (!came && (told === false || (cancelled && told === null)))
    return { start, state: 'not-held', count: null, fresh: null };
  if (!came && told === null && facts.corrections.length === 0)
    return { start, state: 'unknown', count: null, fresh: null };
  const known = came || facts.corrections.length > 0;
  return { start, state: 'held', count: known ? count : null, fresh: freshOf(facts, groups) };
}

/** New faces of those who were counted as new or regular, and of those on the list. */
function freshOf({ listed }: SessionFacts, groups: Heads): number | null {
  const split = groups.new !== undefined || groups.regular !== undefined;
  const onList = listed?.fresh ?? null;
  return split || onList !== null ? (groups.new ?? 0) + (onList ?? 0) : null;
}

function trendOf(counts: readonly number[]): Reach['trend'] {
  const last = counts.slice(-COMPARED);
  const earlier = counts.slice(-2 * COMPARED, -COMPARED);
  if (earlier.length < COMPARED / 2) return null;
  const now = total(last) / last.length;
  const before = total(earlier) / earlier.length;
  const change = before === 0 ? (now === 0 ? 0 : 1) : (now - before) / before;
  const way = change > LEVEL ? 'up' : change < -LEVEL ? 'down' : 'level';
  return { way, now: Math.round(now), before: Math.round(before) };
}

function placesOf(counts: readonly number[], capacity: number | null): Reach['places'] {
  if (capacity === null || counts.length === 0) return null;
  return {
    capacity,
    full: counts.filter((count) => count >= FULL * capacity).length,
    empty: counts.filter((count) => count <= EMPTY * capacity).length
  };
}

const total = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

/** The first day of an activity: that of the map, or an earlier one of which somebody told. */
export function beganOn(book: AttendanceBook, activity: string, onMap: string | null): string | null {
  const told = book.activities.get(activity)?.[0]?.session.start.slice(0, 10) ?? null;
  if (onMap === null || told === null) return onMap ?? told;
  return told < onMap ? told : onMap;
}

/** On whom an activity hangs. */
export interface Helpers {
  /** User names, in alphabetical order. */
  readonly volunteers: readonly string[];
  /** It hangs on one or two: when they stop, it stops. Not said where nobody is known. */
  readonly fragile: boolean;
}

/**
 * The volunteers of an activity: those who look after it (`named`, user names), and those who counted or told of it in the
 * last quarter. `isVolunteer` says of a user name whether that is a volunteer. `today` is a day.
 */
export function helpersOf(
  book: AttendanceBook,
  activity: string,
  named: readonly string[],
  isVolunteer: (user: string) => boolean,
  today: string
): Helpers {
  const since = `${addDays(today, -HELPED_DAYS)}T00:00:00`;
  const recent = (book.activities.get(activity) ?? []).filter(({ session }) => session.start >= since);
  const told = recent.flatMap(({ headcounts, reports }) =>
    [...headcounts, ...reports].map(({ document }) => document.author)
  );
  const volunteers = [...new Set([...named, ...told])].filter(isVolunteer).sort();
  return { volunteers, fragile: volunteers.length > 0 && volunteers.length <= FRAGILE };
}
