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

/** The Monday of a week: `2026-W53` → `2026-12-28`. Null for text that is no week, or a week its year does not have. */
export function weekStart(week: string): string | null {
  const [, year, number] = /^(20\d\d)-W(\d\d)$/.exec(week) ?? [];
  if (year === undefined) return null;
  // The fourth of January is always in the first week.
  const fourth = `${year}-01-04`;
  const weekday = new Date(`${fourth}T12:00:00Z`).getUTCDay() || 7;
  const monday = addDays(fourth, 1 - weekday + (Number(number) - 1) * 7);
  return isoWeek(monday) === week ? monday : null;
}
