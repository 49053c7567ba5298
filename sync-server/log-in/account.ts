import * as z from 'zod/mini';
import { dutchDay } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import { addDays } from '#lib/core/dutch-date.ts';
import { databasesOf, teamDatabase } from '#lib/roles/databases.ts';
import { LastDay, Membership, type Person } from '#lib/roles/person.ts';
import { Role, User } from '#lib/roles/user.ts';
import type { Stored } from '../database.ts';
import { PasswordHash } from './passwords.ts';

const common = {
  ...documentFields,
  kind: z.literal('account'),
  /** Belongs to the example municipality: cannot be used where there are no example data. */
  demo: z.boolean()
};

/** As accounts were before memberships could end. */
const First = z.object({ ...common, schema: z.literal(1), user: User, password: PasswordHash });

const Account = z.object({
  ...common,
  schema: z.literal(2),
  name: z.string(),
  displayName: z.string(),
  roles: z.array(Role),
  activities: z.array(z.string()),
  memberships: z.array(Membership),
  ends: LastDay,
  /** Databases that were taken away, and on which day: work for them that was not sent may be handed in for a while. */
  left: z._default(z.array(z.object({ database: z.string(), day: z.iso.date() })), []),
  /** Null until it was chosen. */
  password: z.nullable(PasswordHash),
  /** Who this is at the municipality's own identity provider, as a hash; null for who has a password here. */
  identity: z._default(z.nullable(z.string()), null),
  /** A link by which the password may be chosen once; its secret is kept as a hash. */
  invitation: z.nullable(z.object({ hash: z.string(), expires: z.iso.datetime() }))
});
export type Account = z.infer<typeof Account>;

/** Reads an account of any version; written back, it is of the newest. */
export function readAccount(stored: Stored): Account {
  if (stored['schema'] !== 1) return Account.parse(stored);
  const { user, schema: _, ...rest } = First.parse(stored);
  return { ...rest, schema: 2, ...withoutEnd(user), left: [], invitation: null, identity: null };
}

/** Somebody whose memberships have no end. */
export const withoutEnd = ({ teams, zones, name, displayName, roles, activities }: User) => ({
  name,
  displayName,
  roles,
  activities,
  memberships: [
    ...teams.map((team) => ({ of: 'team' as const, name: team, until: null })),
    ...zones.map((zone) => ({ of: 'zone' as const, name: zone, until: null }))
  ],
  ends: null
});

/** Who an account is at a moment: with the memberships that hold then. Null when the account has ended. */
export function userAt(account: Account, moment: number): User | null {
  const today = dutchDay(moment);
  if (isPast(account.ends, today)) return null;
  const of = (place: Membership['of']) => [
    ...new Set(
      account.memberships
        .filter((one) => one.of === place && !isPast(one.until, today))
        .map(({ name }) => name)
    )
  ];
  const { name, displayName, roles, activities } = account;
  return { name, displayName, roles, teams: of('team'), zones: of('zone'), activities };
}

/** How many days work may be handed in for a team that somebody left. */
const HANDED_IN_WITHIN = 60;

/** The databases that are open to an account at a moment. */
export function openAt(account: Account, moment: number): readonly string[] {
  const user = userAt(account, moment);
  return user ? databasesOf(user) : [];
}

/** What an account lost before, and what it loses of its databases by a change. */
export function leftAfter(before: Account, after: Account, moment: number): Account['left'] {
  const now = openAt(after, moment);
  const lost = openAt(before, moment).filter((database) => !now.includes(database));
  const day = dutchDay(moment);
  return [
    ...before.left.filter(({ database }) => !lost.includes(database)),
    ...lost.map((database) => ({ database, day }))
  ];
}

/** The databases that an account ever had, as far as is remembered. */
export const everIn = ({ left, memberships }: Account): readonly string[] => [
  ...left.map(({ database }) => database),
  ...memberships.flatMap(({ of, name }) => (of === 'team' ? [teamDatabase(name)] : []))
];

/** The databases of teams that were lost lately: by a decision, or because a membership ended. */
export function handsInAt(account: Account, moment: number): readonly string[] {
  if (!userAt(account, moment)) return [];
  const today = dutchDay(moment);
  // What would be open if no membership ever ended: who is a volunteer had no team to lose.
  const everlasting = openAt(
    { ...account, memberships: account.memberships.map((one) => ({ ...one, until: null })) },
    moment
  );
  const ended = account.memberships.flatMap(({ of, name, until }) =>
    of === 'team' && isPast(until, today) && everlasting.includes(teamDatabase(name))
      ? [{ database: teamDatabase(name), day: until ?? today }]
      : []
  );
  const since = addDays(today, -HANDED_IN_WITHIN);
  const open = openAt(account, moment);
  const lately = [...account.left, ...ended].filter(
    ({ database, day }) => day >= since && !open.includes(database)
  );
  return [...new Set(lately.map(({ database }) => database))];
}

/** What an administrator is told of how an account stands. */
export function stateAt(account: Account, moment: number): Person['state'] {
  if (isPast(account.ends, dutchDay(moment))) return 'ended';
  if (account.password !== null || account.identity !== null) return 'active';
  return account.invitation && Date.parse(account.invitation.expires) > moment ? 'invited' : 'over';
}

const isPast = (lastDay: string | null, today: string): boolean => lastDay !== null && lastDay < today;
