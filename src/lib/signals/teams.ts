import { teamDatabase } from '../roles/databases.ts';
import { teamName } from '../roles/team-name.ts';

/** The team whose database this is. */
export const teamOfDatabase = (database: string): string => database.slice(teamDatabase('').length);

/** Databases of teams as choices, each under what people call the team. */
export const teamChoices = (databases: readonly string[]): { value: string; word: string }[] =>
  databases.map((value) => ({ value, word: teamName(teamOfDatabase(value)) }));
