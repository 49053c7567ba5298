import type { Step } from './conversation.ts';
import { moment, type Kept } from './kept.ts';
import { latestResult, type VisitBook } from './visit-book.ts';

/** A step that was agreed and of which it is not yet known how it went. */
export interface FollowUp {
  readonly step: Kept<Step>;
  /** Id of the resident. */
  readonly resident: string;
  readonly residentName: string;
  /** The day (`YYYY-MM-DD`) it should be done by, moved if it was put off; null when none was agreed. */
  readonly by: string | null;
  readonly late: boolean;
}

/** Open steps, the most overdue first and those without a day last. `today` is `YYYY-MM-DD`. */
export function followUps(book: VisitBook, today: string): FollowUp[] {
  const open: FollowUp[] = [];
  for (const step of book.steps.values()) {
    const result = latestResult(book, step.document._id)?.document;
    if (result && result.result !== 'later') continue;
    const by = result?.by ?? step.document.by;
    const resident = book.residents.get(step.document.resident);
    open.push({
      step,
      resident: step.document.resident,
      residentName: resident?.document.name ?? 'Onbekende bewoner',
      by,
      late: by !== null && by < today
    });
  }
  const order = (one: FollowUp): string => `${one.by ?? '9999'} ${moment(one.step.document)}`;
  return open.sort((one, other) => (order(one) < order(other) ? -1 : 1));
}
