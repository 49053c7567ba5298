import type { User } from './user.ts';

/** The published map: everybody reads it, curators write it. */
export const MAP_DATABASE = 'kaart';

/** Changes to the map that wait for a curator. */
export const CURATION_DATABASE = 'beheer';

/** Which kind of database a name is; null for one that no user ever opens. */
export type DatabaseKind = 'map' | 'team' | 'attendance' | 'group' | 'curation';

/** What sort of database `name` is, by its name alone: it need not exist. */
export function databaseKind(name: string): DatabaseKind | null {
  if (name === MAP_DATABASE) return 'map';
  if (/^team-[a-z0-9][a-z0-9-]*$/.test(name)) return 'team';
  if (/^opkomst-[a-z0-9][a-z0-9-]*$/.test(name)) return 'attendance';
  if (/^groep-[a-z0-9][a-z0-9.-]*$/.test(name)) return 'group';
  return name === CURATION_DATABASE ? 'curation' : null;
}

/** The database of a team. */
export const teamDatabase = (team: string): string => `team-${team}`;

/** The team whose database this is. */
export const teamOf = (database: string): string => database.slice(teamDatabase('').length);

/** The database of a zone: its agenda's upkeep, and who came. */
export const zoneDatabase = (zone: string): string => `opkomst-${zone}`;

/** The zone whose database this is. */
export const zoneOfDatabase = (database: string): string => database.slice(zoneDatabase('').length);

/** The database of the names of a group that keeps a list; `activity` is the id of its activity. */
export const groupDatabase = (activity: string): string =>
  `groep-${activity.slice(activity.indexOf(':') + 1).toLowerCase()}`;

/**
 * The database of what a screen in a public place collects. No user ever opens it: the screen hands its post to the server,
 * and the courier carries on what is in it.
 */
export const kioskDatabase = (point: string): string => `kiosk-${point}`;

export const isKioskDatabase = (name: string): boolean => /^kiosk-[a-z0-9]+$/.test(name);

/** What decides which databases somebody may open. */
export type Reach = Pick<User, 'roles' | 'teams' | 'zones' | 'activities'>;

/**
 * The confidential databases that a user may open, in a fixed order; the map is not among them. The database of a group
 * is there only when the group keeps a list.
 */
export function databasesOf(user: Reach): readonly string[] {
  const has = (...roles: readonly User['roles'][number][]) => user.roles.some((role) => roles.includes(role));
  return [
    ...(has('field-worker', 'team-lead') ? user.teams.map(teamDatabase) : []),
    ...(has('field-worker', 'team-lead', 'volunteer') ? user.zones.map(zoneDatabase) : []),
    ...(has('field-worker', 'team-lead', 'volunteer') ? user.activities.map(groupDatabase) : []),
    ...(has('curator') ? [CURATION_DATABASE] : [])
  ];
}
