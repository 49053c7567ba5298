import type { User } from '../../roles/user.ts';
import { endOf } from '../recurrence/recurrence.ts';
import { staleness } from '../staleness.ts';
import type { Proposed, UpkeepBook } from './upkeep.ts';

/* Which activities somebody keeps, and of which they are asked whether they are still right. Pure. */

type Keeper = Pick<User, 'name' | 'roles' | 'zones' | 'activities'>;

export const isWorker = ({ roles }: Pick<User, 'roles'>): boolean =>
  roles.includes('field-worker') || roles.includes('team-lead');

/**
 * Whether somebody looks after an activity: as it was said last, else as their account has it. The account follows what
 * is said, after a while.
 */
export const looksAfter = (book: UpkeepBook, activity: string, { name, activities }: Keeper): boolean =>
  book.people.get(activity)?.get(name) ?? activities.includes(activity);

/** Somebody's account, as far as it tells what they look after. */
type Account = Pick<User, 'name' | 'activities'>;

/** User names of those who look after an activity, in alphabetical order; `accounts` are those that are known here. */
export function lookedAfterBy(book: UpkeepBook, activity: string, accounts: readonly Account[]): string[] {
  const said = book.people.get(activity) ?? new Map<string, boolean>();
  const byAccount = accounts.filter(({ activities }) => activities.includes(activity));
  const does = new Map([...byAccount.map(({ name }) => [name, true] as const), ...said]);
  return [...does].flatMap(([user, still]) => (still ? [user] : [])).sort();
}

const alphabet = new Intl.Collator('nl');

/**
 * The activities that somebody keeps, by name, without those that are over: a worker all of their zones, a volunteer only
 * their own. `now` is a wall time.
 */
export function keptBy(
  proposed: Iterable<Proposed>,
  book: UpkeepBook,
  user: Keeper,
  now: string
): Proposed[] {
  const keeps = ({ activity: { _id, zone } }: Proposed) =>
    looksAfter(book, _id, user) || (isWorker(user) && zone !== null && user.zones.includes(zone));
  return [...proposed]
    .filter((one) => keeps(one) && !isOver(one, now))
    .sort((one, two) => alphabet.compare(one.activity.name, two.activity.name));
}

function isOver({ activity }: Proposed, now: string): boolean {
  // One that was called off is over when its sessions would have been.
  const end = endOf({ ...activity, cancelled: false });
  return end !== null && end <= now;
}

/**
 * Of what somebody keeps, what they are asked to confirm, the longest overdue first: what they look after, and for a
 * worker also what nobody does.
 */
export function askedOf(
  kept: readonly Proposed[],
  book: UpkeepBook,
  user: Keeper,
  accounts: readonly Account[],
  today: string
): Proposed[] {
  const isAsked = ({ activity: { _id, confirmBy, cancelled } }: Proposed) =>
    !cancelled &&
    staleness(confirmBy, today) !== 'confirmed' &&
    (looksAfter(book, _id, user) || (isWorker(user) && lookedAfterBy(book, _id, accounts).length === 0));
  const due = ({ activity }: Proposed): string => activity.confirmBy ?? '';
  return kept.filter(isAsked).sort((one, two) => (due(one) < due(two) ? -1 : Number(due(one) > due(two))));
}
