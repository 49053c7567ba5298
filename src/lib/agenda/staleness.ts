import { addDays, dateName } from '../core/dutch-date.ts';
import type { Activity } from './activity.ts';

/* How sure it is that an activity still takes place. Days are `YYYY-MM-DD`. */

/** How long before the day by which it must be confirmed its owner is asked, in days: two meetings of a weekly group. */
export const ASKED_BEFORE = 14;
/**
 * How long an activity that nobody confirms is still told, in days: a holiday of its owner and a reminder fit in, and who
 * stands before a closed door twice trusts the whole agenda no more.
 */
export const HIDDEN_AFTER = 60;

/** `ask`: its owner is asked whether it is still right. `stale`: marked, and after the others. `hidden`: told no more. */
export type Staleness = 'confirmed' | 'ask' | 'stale' | 'hidden';

/** How sure an activity is on a day. One that nobody has to confirm stays as it is. */
export function staleness(confirmBy: string | null, today: string): Staleness {
  if (confirmBy === null || today < addDays(confirmBy, -ASKED_BEFORE)) return 'confirmed';
  if (today <= confirmBy) return 'ask';
  return today < hiddenFrom(confirmBy) ? 'stale' : 'hidden';
}

/** The first day on which an activity is told no more. */
export const hiddenFrom = (confirmBy: string): string => addDays(confirmBy, HIDDEN_AFTER);

/** What is said of an activity that should have been confirmed by now: `niet bevestigd sinds 3 september 2026`. */
export function staleWords(
  { confirmBy, verifiedOn }: Pick<Activity, 'confirmBy' | 'verifiedOn'>,
  today: string
): string | null {
  const how = staleness(confirmBy, today);
  if (how === 'confirmed' || how === 'ask') return null;
  return verifiedOn === null ? 'nog niet bevestigd' : `niet bevestigd sinds ${dateName(verifiedOn)}`;
}
