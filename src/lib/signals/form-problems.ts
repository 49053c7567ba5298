import type { Problem } from '../core/author.ts';

/** What is wrong with the day on which something is said to have been seen or told; empty when nothing is. */
export function dayProblems(day: string | null, today: string): Problem[] {
  if (day === null) return [{ path: 'day', message: 'Kies op welke dag dit was.' }];
  return day > today
    ? [{ path: 'day', message: 'Deze dag moet nog komen. Kies vandaag of een dag ervoor.' }]
    : [];
}

/** What is wrong when it is not said yet which team something is for. */
export const teamProblems = (database: string | null): Problem[] =>
  database === null ? [{ path: 'database', message: 'Kies bij welk team dit hoort.' }] : [];
