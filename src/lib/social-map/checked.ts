import { addDays, monthName } from '../core/dutch-date.ts';

/** How an entry's last check is told. After a year it is called old. */
export interface Checked {
  readonly text: string;
  readonly old: boolean;
}

/** What is said of an entry last checked on `verifiedOn`, read on `today` (both `YYYY-MM-DD`). */
export function checked(verifiedOn: string | null, today: string): Checked {
  if (verifiedOn === null) return { text: 'nog niet gecontroleerd', old: true };
  return { text: `gecontroleerd in ${monthName(verifiedOn)}`, old: verifiedOn < addDays(today, -365) };
}

/** The same for a line of an answer: without the year when that speaks for itself. */
export function checkedShort(verifiedOn: string | null, today: string): string {
  const { text, old } = checked(verifiedOn, today);
  return old ? text : text.replace(/ \d{4}$/, '');
}
