import { moment, readKinds, type Kept } from '../../db/kept.ts';
import type { StoredRecord } from '../../db/records.ts';
import type { Activity } from '../activity.ts';
import {
  ActivityChange,
  ActivityChangeResult,
  ActivityPerson,
  type ActivityChange as AChange
} from './activity-change.ts';
import { applyChange } from './apply-change.ts';

/*
 * The upkeep of the agenda as a device knows it: what is published, and over it what people of the zone want to be
 * otherwise and what is not on the map of this device yet. Pure.
 */

/**
 * How far a change is. `device`: not sent. `sent`: the server has it. `waits`: for a curator. `published`: on the
 * server's map, which this device may not have fetched yet. `refused`: it will not be published.
 */
export type ChangeState =
  | { readonly kind: 'device' | 'sent' }
  | { readonly kind: 'published'; /** ISO moment, by the server's clock. */ readonly told: string }
  | { readonly kind: 'waits' | 'refused'; readonly told: string; readonly reason: string };

export interface KeptChange {
  readonly database: string;
  readonly change: AChange;
  readonly state: ChangeState;
}

export interface UpkeepBook {
  /** By id of the activity, in order of making. */
  readonly changes: ReadonlyMap<string, readonly KeptChange[]>;
  /** By id of the activity: what was said last of each user, whether that one looks after it. */
  readonly people: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
  /** Documents that a newer version wrote. */
  readonly locked: number;
}

const SCHEMAS = {
  'activity-change': ActivityChange,
  'activity-change-result': ActivityChangeResult,
  'activity-person': ActivityPerson
} as const;

const NOT_TAKEN = 'De server nam dit niet aan. Bij Je gegevens staat waarom, en wat je kunt doen.';

/** How long after publication a map that was compared with the server's may still lack the change, in milliseconds. */
const MAP_LAG = 10 * 60_000;
/** How many days a refused change is told of. */
const REFUSED_SHOWN = 14;

export function readUpkeep(records: Iterable<StoredRecord>): UpkeepBook {
  const { of, locked } = readKinds(records, SCHEMAS);
  const results = resultsByChange(of['activity-change-result']);
  const changes = Map.groupBy(
    of['activity-change'].sort(byMoment).map(({ database, delivery, document: change }) => {
      const result = results.get(change._id);
      return { database, change, state: stateOf(delivery, result) };
    }),
    ({ change }) => change.activity
  );
  const people = new Map<string, Map<string, boolean>>();
  for (const { document } of of['activity-person'].sort(byMoment)) {
    const said = people.get(document.activity) ?? new Map<string, boolean>();
    people.set(document.activity, said.set(document.user, document.state === 'begins'));
  }
  return { changes, people, locked };
}

const byMoment = (one: Kept<{ created: string; _id: string }>, two: typeof one): number =>
  moment(one.document) < moment(two.document) ? -1 : 1;

/** The first that ends the matter counts; that it waits is only true until then. */
function resultsByChange(results: readonly Kept<ActivityChangeResult>[]): Map<string, ActivityChangeResult> {
  const byChange = new Map<string, ActivityChangeResult>();
  for (const { document } of [...results].sort(byMoment)) {
    const known = byChange.get(document.change);
    if (!known || known.outcome === 'waits') byChange.set(document.change, document);
  }
  return byChange;
}

function stateOf(delivery: Kept<unknown>['delivery'], result: ActivityChangeResult | undefined): ChangeState {
  if (result) {
    const { outcome, created: told, reason } = result;
    return outcome === 'published' ? { kind: outcome, told } : { kind: outcome, told, reason };
  }
  if (delivery === 'refused') return { kind: 'refused', told: '', reason: NOT_TAKEN };
  return { kind: delivery === 'device' ? 'device' : 'sent' };
}

/** An activity with what people want of it. */
export interface Proposed {
  /** As this device's map has it; null for one that is not on it. */
  readonly published: Activity | null;
  /** As it is once all that is under way is published. */
  readonly activity: Activity;
  /** What this device's map does not show yet, in order of making. */
  readonly underWay: readonly KeptChange[];
}

/**
 * Lays what is not on this device's map over an activity, in order of making; null when there is nothing at all.
 *
 * A published change stays until the map shows it: the map comes by another way than the word that it was published, and
 * an older map would show the old for a while. It is shown when it makes no difference any more, alone or with what was
 * published after it, or when the map was compared with the server's well after the publication: whatever is on it then
 * is what people made of it since.
 *
 * @param checked when this device's map was last compared with the server's, in milliseconds; null for the server's own
 */
export function propose(
  published: Activity | null,
  changes: readonly KeptChange[],
  checked: number | null
): Proposed | null {
  const shown = shownByMap(published, changes, checked);
  let activity = published;
  const underWay = changes.filter((kept) => {
    if (kept.state.kind === 'refused' || shown.has(kept)) return false;
    const before = activity;
    activity = applied(activity, kept.change);
    return kept.state.kind !== 'published' || !same(before, activity);
  });
  return activity && { published, activity, underWay };
}

function shownByMap(
  published: Activity | null,
  changes: readonly KeptChange[],
  checked: number | null
): ReadonlySet<KeptChange> {
  const told = ({ state }: KeptChange): string => ('told' in state ? state.told : '');
  const inOrder = changes
    .filter(({ state }) => state.kind === 'published')
    .sort((one, two) => (told(one) < told(two) ? -1 : 1));
  const old = inOrder.filter((kept) => checked === null || checked > Date.parse(told(kept)) + MAP_LAG);
  const rest = inOrder.slice(old.length);
  // As far as the map already is, what was published up to there makes no difference together.
  let reached = 0;
  let activity = published;
  rest.forEach((kept, place) => {
    activity = applied(activity, kept.change);
    if (same(activity, published)) reached = place + 1;
  });
  return new Set([...old, ...rest.slice(0, reached)]);
}

/** What cannot be applied here does nothing: its session may be gone, or the activity not yet be there. */
function applied(activity: Activity | null, change: AChange): Activity | null {
  const outcome = applyChange(activity, change);
  return outcome.ok ? outcome.value : activity;
}

/** Whether two say the same; the order in which sessions are named says nothing. */
const same = (one: Activity | null, two: Activity | null): boolean =>
  one === two || JSON.stringify(one && inOrder(one)) === JSON.stringify(two && inOrder(two));

const inOrder = (activity: Activity) => ({
  ...activity,
  exdates: [...activity.exdates].sort(),
  rdates: [...activity.rdates].sort(),
  moves: [...activity.moves].sort((one, two) => (one.from < two.from ? -1 : 1))
});

/** The changes under way that are about one session, by the start that its series gives it. */
export const aboutSession = ({ underWay }: Proposed, session: string): KeptChange[] =>
  underWay.filter(({ change: { change } }) => 'session' in change && change.session === session);

/** The changes under way that are about the activity as a whole. */
export const aboutWhole = ({ underWay }: Proposed): KeptChange[] =>
  underWay.filter(({ change: { change } }) => !('session' in change));

/**
 * What a user wants to know of: their own changes that are under way, and those that were refused not long ago; the last
 * made first. `now` is milliseconds since 1970.
 */
export function ownChanges(
  book: UpkeepBook,
  user: string,
  proposed: ReadonlyMap<string, Proposed>,
  now: number
): KeptChange[] {
  const since = now - REFUSED_SHOWN * 86_400_000;
  const own = [...book.changes].flatMap(([activity, changes]) => {
    const underWay = new Set(proposed.get(activity)?.underWay.map(({ change }) => change._id));
    return changes.filter((kept) => {
      if (kept.change.author !== user) return false;
      if (kept.state.kind !== 'refused') return underWay.has(kept.change._id);
      return Date.parse(kept.state.told || kept.change.created) >= since;
    });
  });
  return own.sort((one, two) => (moment(one.change) < moment(two.change) ? 1 : -1));
}
