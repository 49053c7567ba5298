import { teamOf } from './databases.ts';
import type { Colleague } from './user.ts';

/** Those of a team, by its database. Of whom it is not known which teams are shared, for an older server told, is kept. */
export const colleaguesIn = (colleagues: readonly Colleague[], database: string): Colleague[] =>
  colleagues.filter(({ teams }) => teams.length === 0 || teams.includes(teamOf(database)));
