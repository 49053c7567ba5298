import { dateName } from '../core/dutch-date.ts';
import type { Group } from './attendance.ts';
import type { CounterLine, Split } from './headcount.ts';

/* Attendance in words. */

export const GROUP_NAMES: Record<Group, string> = {
  all: 'Niet bekend',
  new: 'Nieuw',
  regular: 'Vaste bezoeker',
  child: 'Kind',
  adult: 'Volwassene',
  senior: 'Oudere'
};

export const SPLIT_NAMES: Record<Split, string> = {
  none: 'Iedereen samen',
  known: 'Nieuw of vast',
  age: 'Kind, volwassene, oudere'
};

/** Entrances that most buildings have; anybody may write another. */
export const USUAL_ENTRANCES = ['voordeur', 'achterdeur'] as const;

export const peopleWords = (count: number): string => (count === 1 ? '1 mens' : `${count} mensen`);

/** Who counted themselves, so that nobody counts them again. */
export const checkInWords = (count: number): string =>
  count === 1
    ? '1 mens telde zichzelf met de code. Tel die niet nog eens.'
    : `${count} mensen telden zichzelf met de code. Tel hen niet nog eens.`;

/** Who was marked on the group's list, so that nobody counts them again. */
export const listedWords = (count: number): string =>
  count === 1
    ? '1 van de namenlijst: tel die niet nog eens.'
    : `${count} van de namenlijst: tel hen niet nog eens.`;

const KEEP_WORDS: Readonly<Record<number, string>> = {
  90: '3 maanden',
  180: 'een half jaar',
  365: 'een jaar'
};

/** How long a name stays, `een half jaar`; a number of days that is not among the choices as it is. */
export const keepWords = (days: number): string => KEEP_WORDS[days] ?? `${days} dagen`;

/** `achterdeur` → `bij de achterdeur`; what somebody wrote themselves stands as they wrote it. */
export const atEntrance = (entrance: string): string =>
  (USUAL_ENTRANCES as readonly string[]).includes(entrance) ? `bij de ${entrance}` : `bij ‘${entrance}’`;

/** `Bert telde 12 bij de achterdeur`. */
export function counterWords({ entrance, heads, atWork }: CounterLine, name: string): string {
  const where = entrance === '' ? '' : ` ${atEntrance(entrance)}`;
  return `${name} ${atWork ? 'telt nu mee' : 'telde'}${atWork ? ', al' : ''} ${heads}${where}`;
}

/**
 * Whether what is counted here and what others counted can be of the same people, in words; null when nobody else
 * counted.
 */
export function addUpWords(entrance: string, others: readonly CounterLine[]): string | null {
  if (others.length === 0) return null;
  const added = 'Wat jullie tellen, wordt bij elkaar opgeteld.';
  if (entrance === '' || others.some((other) => other.entrance === ''))
    return `${added} Spreek af wie wie telt, of kies elk een eigen ingang. Dan telt niemand dubbel.`;
  return others.some((other) => other.entrance === entrance)
    ? `${added} Er telt nog iemand bij deze ingang. Spreek af wie wie telt.`
    : `${added} Jullie tellen elk bij een eigen ingang, dus niemand telt dubbel.`;
}

/** How long something exists: `2 jaar en 3 maanden`, `5 maanden`, `3 weken`. Both are days (`YYYY-MM-DD`). */
export function ageWords(since: string, today: string): string {
  const months = monthsBetween(since, today);
  if (months < 1) {
    const weeks = Math.floor((Date.parse(today) - Date.parse(since)) / (7 * 86_400_000));
    return weeks < 1 ? 'nog geen week' : weeks === 1 ? '1 week' : `${weeks} weken`;
  }
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const monthWords = rest === 1 ? '1 maand' : `${rest} maanden`;
  if (years === 0) return monthWords;
  return rest === 0 ? `${years} jaar` : `${years} jaar en ${monthWords}`;
}

function monthsBetween(since: string, today: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = since.split('-').map(Number);
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  return Math.max(0, (year - fromYear) * 12 + month - fromMonth - (day < fromDay ? 1 : 0));
}

/** `sinds 3 september 2025 (1 jaar en 2 maanden)`. */
export const sinceWords = (since: string, today: string): string =>
  `sinds ${dateName(since)} (${ageWords(since, today)})`;
