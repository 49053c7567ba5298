import { databasesOf, MAP_DATABASE } from '#lib/roles/databases.ts';
import { Role, type User } from '#lib/roles/user.ts';
import type { Identity } from './engines/engine.ts';

/** Product roles stand apart from the names of databases, which are roles to the engine as well. */
const ROLE_PREFIX = 'role:';

/** A user as the engine knows them: one role for each database that is open to them. */
export const identityOf = (user: User): Identity => ({
  name: user.name,
  roles: [MAP_DATABASE, ...databasesOf(user), ...user.roles.map((role) => ROLE_PREFIX + role)]
});

/** The product roles among those that an engine knows somebody by. */
export const productRoles = (roles: readonly string[]): Role[] =>
  roles.flatMap((role) => {
    const known = Role.safeParse(role.startsWith(ROLE_PREFIX) ? role.slice(ROLE_PREFIX.length) : '');
    return known.success ? [known.data] : [];
  });
