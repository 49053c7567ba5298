import * as z from 'zod/mini';
import { addMinutes } from '../../core/dutch-date.ts';
import type { Problem } from '../../core/author.ts';
import { LONGEST_SESSION } from '../activity.ts';

/** When a session is, as it is filled in: `day` is `YYYY-MM-DD`, the times are `HH:MM` or still empty. */
export const TimesForm = z.object({
  day: z.nullable(z.string()),
  from: z.string(),
  to: z.string(),
  /** Whole days that it lasts beside what the times tell; no form asks for them. */
  extraDays: z.int()
});
export type TimesForm = z.infer<typeof TimesForm>;

export const NO_TIMES: TimesForm = { day: null, from: '', to: '', extraDays: 0 };

const DAY = 24 * 60;

/** A wall time and how many minutes it lasts, as they are filled in. */
export function timesOf(start: string, durationMinutes: number): TimesForm {
  const from = start.slice(11, 16);
  const to = addMinutes(start, durationMinutes).slice(11, 16);
  return {
    day: start.slice(0, 10),
    from,
    to,
    extraDays: Math.round((durationMinutes - between(from, to)) / DAY)
  };
}

/** What was filled in as a wall time and minutes; null while something is missing. */
export function startAndLength({
  day,
  from,
  to,
  extraDays
}: TimesForm): { readonly start: string; readonly durationMinutes: number } | null {
  if (day === null || !TIME.test(from) || !TIME.test(to)) return null;
  return { start: `${day}T${from}:00`, durationMinutes: between(from, to) + extraDays * DAY };
}

/** What is still to be filled in. */
export function timesProblems(form: TimesForm): Problem[] {
  const problems: Problem[] = [];
  const lack = (path: string, message: string) => problems.push({ path, message });
  if (form.day === null) lack('day', 'Kies op welke dag het is.');
  if (!TIME.test(form.from)) lack('from', 'Vul in hoe laat het begint, bijvoorbeeld 10:00.');
  if (!TIME.test(form.to)) lack('to', 'Vul in hoe laat het afgelopen is, bijvoorbeeld 12:00.');
  const times = startAndLength(form);
  if (times && (form.from === form.to || times.durationMinutes > LONGEST_SESSION))
    lack('to', 'Vul in hoe laat het afgelopen is.');
  return problems;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Minutes from one time to another, over midnight where it is earlier. */
function between(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const length = minutes(to) - minutes(from);
  return length > 0 ? length : length + DAY;
}
