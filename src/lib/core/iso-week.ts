import { addDays } from './dutch-date.ts';

/** The week a day (`YYYY-MM-DD`) is in, by ISO 8601: `2027-01-03` → `2026-W53`. */
export function isoWeek(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
  // A week belongs to the year that its Thursday is in.
  const thursday = addDays(day, 4 - weekday);
  const year = thursday.slice(0, 4);
  const days = (Date.parse(`${thursday}T12:00:00Z`) - Date.parse(`${year}-01-01T12:00:00Z`)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}
