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
 * The arrangement of a resident (id) that is written on, null when there is none; and all that are under way, that one
 * first: more than one where two cards turned out to be of the same resident.
 */
export function arrangementsOf(
  book: VisitBook,
  resident: string
): { readonly own: Kept<Arrangement> | null; readonly underWay: readonly Kept<Arrangement>[] } {
  const all = [...(book.arrangements.get(resident) ?? [])].sort((one, two) =>
    moment(one.document) < moment(two.document) ? -1 : 1
  );
  const own = all.find(({ document }) => document._id === arrangementId(resident)) ?? all[0] ?? null;
  const ownFirst = own ? [own, ...all.filter((one) => one !== own)] : all;
  return { own, underWay: ownFirst.filter(({ document }) => isOpen(document)) };
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
