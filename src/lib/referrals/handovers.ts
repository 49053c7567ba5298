import { moment, type Kept } from '../db/kept.ts';
import { isEnded, isLate, type Progress } from './course.ts';
import { stateOfHandover, type ReferralBook } from './referral-book.ts';
import type { Handover } from './referral.ts';

/** A handover that a team received, and how far the team is with it. */
export interface HandoverLine {
  readonly handover: Kept<Handover>;
  readonly progress: Progress;
  /** Nobody of the team did anything with it yet. */
  readonly fresh: boolean;
  readonly late: boolean;
}

/** What the user's teams received: new first, then what is going on, then what ended; the newest first in each. */
export function handoverLines(book: ReferralBook, today: string): HandoverLine[] {
  const lines = [...book.handovers.values()].map((handover): HandoverLine => {
    const { _id, by } = handover.document;
    const state = stateOfHandover(book, _id);
    const progress = state?.document.state ?? 'received';
    return { handover, progress, fresh: state === null, late: isLate(by, progress, today) };
  });
  const rank = ({ fresh, progress }: HandoverLine) => (fresh ? 0 : isEnded(progress) ? 2 : 1);
  return lines.sort(
    (one, other) =>
      rank(one) - rank(other) || (moment(one.handover.document) < moment(other.handover.document) ? 1 : -1)
  );
}

/** The receiving team's card of the resident of a handover; null while there is none. */
export function residentOfHandover(book: ReferralBook, handover: string): string | null {
  const named = (book.handoverStates.get(handover) ?? [])
    .map(({ document }) => document)
    .filter(({ resident }) => resident !== null)
    .sort((one, other) => (moment(one) < moment(other) ? -1 : 1));
  return named.at(-1)?.resident ?? null;
}
