import { teamDatabase } from '../roles/databases.ts';

/** The team whose database this is. */
export const teamOfDatabase = (database: string): string => database.slice(teamDatabase('').length);

/** What people call a team: `de-hoven` → `De Hoven`. */
export const teamWord = (team: string): string =>
  team
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

/**
 * The teams that a case can be brought to, besides the own ones.
 * To be replaced by the list that the session brings, once it does.
 */
export const otherTeams = (own: readonly string[]): string[] =>
  ['wmo', 'voorstad', 'bathmen'].filter((team) => !own.includes(team));
