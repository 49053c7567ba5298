import { referralsOf } from '../referrals/course.ts';
import { residentOfHandover } from '../referrals/handovers.ts';
import type { ReferralBook } from '../referrals/referral-book.ts';
import type { SignalBook } from '../signals/signal-book.ts';
import type { VisitBook } from '../visits/visit-book.ts';

/** The books of a desk, kept current. */
interface Books {
  readonly visits: { readonly book: Pick<VisitBook, 'residentOf'> };
  readonly referrals: { readonly book: ReferralBook };
  readonly signals: { readonly book: SignalBook };
}

/** What is known of a resident beside the visits: referrals, handovers and stories, each with what became of it. */
export function factsElsewhere({ visits, referrals, signals }: Books, id: string): { created: string }[] {
  const { states, handovers, handoverStates } = referrals.book;
  const received = [...handovers.values()].filter(
    ({ document }) => residentOfHandover(referrals.book, document._id) === id
  );
  const told = signals.book.stories.filter(
    ({ document: { resident } }) => resident !== null && visits.book.residentOf(resident) === id
  );
  return [
    ...referralsOf(referrals.book, id).flatMap((one) => [one, ...(states.get(one.document._id) ?? [])]),
    ...received.flatMap((one) => [one, ...(handoverStates.get(one.document._id) ?? [])]),
    ...told.flatMap((one) => [one, ...(signals.book.storyConsents.get(one.document._id) ?? [])])
  ].map(({ document }) => document);
}
