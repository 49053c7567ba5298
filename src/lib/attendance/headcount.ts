import type { SessionRef } from '../agenda/activity.ts';
import { newDocument, type Author } from '../core/author.ts';
import { wallOf } from '../core/hlc.ts';
import { begin, edit } from '../sync/merge.ts';
import type { SessionFacts } from './attendance-book.ts';
import { GROUPS, type Group, type Headcount } from './attendance.ts';

/* Heads at a session: how they are counted, and what all of them together say. Pure. */

/** A counter that moved this long ago or less is still at work, in milliseconds. */
const AT_WORK = 20 * 60_000;

/** Heads by group; a group of which nobody was counted is not there. */
export type Heads = Readonly<Partial<Record<Group, number>>>;

/** The heads of one opening of the counter, before its first tap. */
export const beginHeadcount = (session: SessionRef, entrance: string, author: Author): Headcount =>
  begin(
    { ...newDocument(author, 'headcount'), session, entrance, taps: {}, stamps: {}, seen: {}, kept: {} },
    ['entrance', 'taps'],
    author.stamps
  ) as Headcount;

/** The heads after one tap more in a group: somebody came (`up`), or one was taken back (`down`). */
export function tapped(
  headcount: Headcount,
  group: Group,
  way: 'up' | 'down',
  { stamps }: Pick<Author, 'stamps'>
): Headcount {
  const before = headcount.taps[group] ?? { up: 0, down: 0 };
  const taps = { ...headcount.taps, [group]: { ...before, [way]: before[way] + 1 } };
  return edit(headcount, { taps }, stamps);
}

/** The heads of some openings of the counter together, by group. */
export function headsOf(headcounts: readonly Headcount[]): Heads {
  const heads: Partial<Record<Group, number>> = {};
  for (const { taps } of headcounts) {
    for (const group of GROUPS) {
      const { up, down } = taps[group] ?? { up: 0, down: 0 };
      if (up !== down) heads[group] = (heads[group] ?? 0) + up - down;
    }
  }
  return heads;
}

/** How many heads in all groups. */
export const sum = (heads: Heads): number => Object.values(heads).reduce((total, count) => total + count, 0);

/** What stands for a session, out of everything that was said of it. */
export interface SessionCount {
  /** Everybody: counted by hand, marked on the list, by their own telephone, and put right. */
  readonly total: number;
  /** Of whom was said to which group they belong, corrections of that group with them. */
  readonly groups: Heads;
  /** How many said so themselves with the code on the wall. */
  readonly checkIns: number;
  /** How many were marked on the group's list. */
  readonly listed: number;
  /** By how many heads it was put right. */
  readonly corrected: number;
}

/**
 * What a session's headcounts, marks, check-ins and corrections add up to. Each counts once, in whatever order they came in, so
 * that every device that holds the same says the same.
 */
export function sessionCount(facts: SessionFacts): SessionCount {
  const groups: Partial<Record<Group, number>> = {
    ...headsOf(facts.headcounts.map(({ document }) => document))
  };
  let corrected = 0;
  for (const { document } of facts.corrections) {
    corrected += document.delta;
    groups[document.group] = (groups[document.group] ?? 0) + document.delta;
  }
  const checkIns = facts.checkIns.length;
  const listed = facts.listed?.present ?? 0;
  return { total: sum(groups) + checkIns + listed, groups, checkIns, listed, corrected };
}

/** The facts with the newest state of what this page counted itself, which may not have been written yet. */
export function withOwn(facts: SessionFacts, own: readonly Headcount[]): SessionFacts {
  if (own.length === 0) return facts;
  const mine = new Set(own.map(({ _id }) => _id));
  const others = facts.headcounts.filter(({ document }) => !mine.has(document._id));
  const here = own.map((document) => ({ database: '', delivery: 'device' as const, document }));
  return { ...facts, headcounts: [...others, ...here] };
}

/** What one person counted at one entrance. */
export interface CounterLine {
  /** User name. */
  readonly user: string;
  /** Empty when it was not said. */
  readonly entrance: string;
  readonly heads: number;
  /** Whether its last tap was a moment ago; by the clock of that device, so it may be wrong. */
  readonly atWork: boolean;
}

/** Who counted where, those who counted most first. `now` is milliseconds since 1970. */
export function countersOf(facts: SessionFacts, now: number): CounterLine[] {
  const counted = facts.headcounts.map(({ document }) => document);
  const byPlace = Map.groupBy(counted, ({ author, entrance }) => JSON.stringify([author, entrance]));
  const lines = [...byPlace.values()].flatMap((headcounts): CounterLine[] => {
    const [first] = headcounts;
    if (!first) return [];
    const last = Math.max(...headcounts.map(({ stamps }) => wallOf(stamps['taps'] ?? '0')));
    return [
      {
        user: first.author,
        entrance: first.entrance,
        heads: sum(headsOf(headcounts)),
        atWork: Math.abs(now - last) < AT_WORK
      }
    ];
  });
  return lines.sort(
    (one, other) =>
      other.heads - one.heads || (one.user + one.entrance < other.user + other.entrance ? -1 : 1)
  );
}

/**
 * The group in which somebody can take a head back who no longer knows their last tap: one in which they counted some,
 * so that what others counted stays theirs. Null when they counted nobody.
 */
export function takenBackFrom(facts: SessionFacts, user: string): Group | null {
  const own = facts.headcounts.map(({ document }) => document).filter(({ author }) => author === user);
  const heads = headsOf(own);
  return GROUPS.find((group) => (heads[group] ?? 0) > 0) ?? null;
}

/** How heads are split while they are counted. */
export type Split = 'none' | 'known' | 'age';

/** The groups that a split offers; heads of whom it was not seen are in `all`. */
export const SPLIT_GROUPS: Record<Split, readonly Group[]> = {
  none: ['all'],
  known: ['new', 'regular'],
  age: ['child', 'adult', 'senior']
};

/** How an activity was last split: whoever counts it next, on whatever device, goes on that way. */
export function lastSplit(sessions: readonly SessionFacts[]): Split {
  const counts = sessions.flatMap(({ headcounts }) => headcounts.map(({ document }) => document));
  const last = counts.filter(({ taps }) => Object.keys(taps).length > 0).at(-1);
  if (!last) return 'none';
  const splits: readonly Split[] = ['known', 'age'];
  return splits.find((split) => SPLIT_GROUPS[split].some((group) => last.taps[group])) ?? 'none';
}

/** Entrances at which an activity was counted before, the last used first, at most four. */
export function entrancesOf(sessions: readonly SessionFacts[]): string[] {
  const used = sessions.flatMap(({ headcounts }) => headcounts.map(({ document }) => document.entrance));
  return [...new Set(used.reverse())].filter((entrance) => entrance !== '').slice(0, 4);
}
