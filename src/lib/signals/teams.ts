import { teamOf } from '../roles/databases.ts';
import { teamName } from '../roles/team-name.ts';

/** Databases of teams as choices, each under what people call the team. */
export const teamChoices = (databases: readonly string[]): { value: string; word: string }[] =>
  databases.map((value) => ({ value, word: teamName(teamOf(value)) }));
