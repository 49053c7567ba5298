import type { User } from './user.ts';

/** The published map: everybody reads it, curators write it. */
export const MAP_DATABASE = 'kaart';

/** Which kind of database a name is; null for one that no user ever opens. */
export type DatabaseKind = 'map' | 'team' | 'attendance' | 'curation';

/** What sort of database `name` is, by its name alone: it need not exist. */
export function databaseKind(name: string): DatabaseKind | null {
  if (name === MAP_DATABASE) return 'map';
  if (/^team-[a-z0-9][a-z0-9-]*$/.test(name)) return 'team';
  if (/^opkomst-[a-z0-9][a-z0-9-]*$/.test(name)) return 'attendance';
  return name === 'beheer' ? 'curation' : null;
}

/** The database of a team. */
export const teamDatabase = (team: string): string => `team-${team}`;

/** The team whose database this is. */
export const teamOf = (database: string): string => database.slice(teamDatabase('').length);

/** The confidential databases that a user may open, in a fixed order; the map is not among them. */
export function databasesOf(user: Pick<User, 'roles' | 'teams' | 'zones'>): readonly string[] {
  const has = (...roles: readonly User['roles'][number][]) => user.roles.some((role) => roles.includes(role));
  return [
    ...(has('field-worker', 'team-lead') ? user.teams.map(teamDatabase) : []),
    ...(has('field-worker', 'team-lead', 'volunteer') ? user.zones.map((zone) => `opkomst-${zone}`) : []),
    ...(has('curator') ? ['beheer'] : [])
  ];
}
