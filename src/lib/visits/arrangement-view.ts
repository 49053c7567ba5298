import { isoMoment } from '../core/clock.ts';
import { wallOf } from '../core/hlc.ts';
import { otherTexts } from '../sync/merge.ts';
import { RUNGS, type Rung } from '../social-map/ladder.ts';
import type { Arrangement } from './arrangement.ts';
import { arrangementId } from './arrangement-form.ts';
import { moment, type Kept } from '../db/kept.ts';
import type { StepState } from './time-line.ts';
import { latestResult, stepsFor, type VisitBook } from './visit-book.ts';

/** Whether an arrangement is under way: one that was closed is empty, until a next one is agreed on the same card. */
export const isOpen = (card: Arrangement): boolean =>
  (['goal', 'agreed', 'review'] as const).some(
    (field) => (card[field] ?? '') !== '' || otherTexts(card, field).length > 0
  );

/**
 * The arrangement of a resident (id) that is gone on with, null when there is none; and all that are under way, that one
 * first: more than one where two cards turned out to be of the same resident.
 */
export function arrangementsOf(
  book: VisitBook,
  resident: string
): { readonly own: Kept<Arrangement> | null; readonly underWay: readonly Kept<Arrangement>[] } {
  const all = [...(book.arrangements.get(resident) ?? [])].sort((one, two) =>
    moment(one.document) < moment(two.document) ? -1 : 1
  );
  const ofCard = all.find(({ document }) => document._id === arrangementId(resident));
  const cardFirst = ofCard ? [ofCard, ...all.filter((one) => one !== ofCard)] : all;
  const underWay = cardFirst.filter(({ document }) => isOpen(document));
  return { own: underWay[0] ?? cardFirst[0] ?? null, underWay };
}

/**
 * Whether resident and worker looked back since the day (`YYYY-MM-DD`) that an arrangement set for it. A closing also
 * ends a day that was still to come: that was set before it.
 */
export function isLookedBack(book: VisitBook, { resident, stamps }: Arrangement, review: string): boolean {
  const set = stamps['review'];
  const setAt = set === undefined ? '' : isoMoment(wallOf(set));
  const about = <Fact extends { resident: string }>(all: readonly Kept<Fact>[]): Fact[] =>
    all.map(({ document }) => document).filter((document) => document.resident === resident);
  return (
    about(book.reviews).some(({ day }) => day >= review) ||
    about(book.closings).some(({ day, created }) => day >= review || created >= setAt)
  );
}

/** What was agreed on one rung of the ladder. */
export interface RungSteps {
  readonly rung: Rung;
  readonly steps: readonly StepState[];
}

/** Whether it is not known yet how a step went. */
export const isOpenStep = ({ result }: StepState): boolean =>
  result === null || result.document.result === 'later';

/** The day (`YYYY-MM-DD`) a step should be done by, moved if it was put off; null when none was agreed. */
export const dayOf = ({ step, result }: StepState): string | null => result?.document.by ?? step.document.by;

/** All steps of a resident, from every conversation, in the order in which they were agreed. */
export const stepsOf = (book: VisitBook, resident: string): StepState[] =>
  [...stepsFor(book, resident)]
    .sort((one, two) => (moment(one.document) < moment(two.document) ? -1 : 1))
    .map((step) => ({ step, result: latestResult(book, step.document._id) }));

/** Steps by rung of the ladder, the lowest first; a rung without steps is left out. */
export const byRung = (steps: readonly StepState[]): RungSteps[] =>
  RUNGS.map((rung) => ({ rung, steps: steps.filter(({ step }) => step.document.rung === rung) })).filter(
    ({ steps: ofRung }) => ofRung.length > 0
  );
