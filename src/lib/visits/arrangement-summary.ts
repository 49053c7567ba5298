import { arrangementsOf, isOpenStep, stepsOf } from './arrangement-view.ts';
import { markPoints, pointsOfNow, startAndNow, type MarkName } from './review-marks.ts';
import type { VisitBook } from './visit-book.ts';

/** An arrangement in a few lines. */
export interface ArrangementLines {
  /** Whether one is under way. */
  readonly open: boolean;
  readonly goal: string;
  /** The next day (`YYYY-MM-DD`) to look back; null when none was agreed. */
  readonly review: string | null;
  /** Whether that day has come. */
  readonly due: boolean;
  readonly openSteps: number;
  readonly marks: Readonly<Record<MarkName, { readonly start: number; readonly now: number } | null>>;
  /** The day the last one was closed; null when none was. */
  readonly closed: string | null;
}

/** A resident's arrangement on a day (`YYYY-MM-DD`). */
export function arrangementLines(book: VisitBook, resident: string, today: string): ArrangementLines {
  const cards = arrangementsOf(book, resident).underWay.map(({ document }) => document);
  const review = cards.find((card) => card.review !== null)?.review ?? null;
  const points = pointsOfNow(markPoints(book, resident));
  const closed = book.closings
    .filter(({ document }) => document.resident === resident)
    .map(({ document }) => document.day)
    .sort();
  return {
    open: cards.length > 0,
    goal: cards.find(({ goal }) => goal !== '')?.goal ?? '',
    review,
    due: review !== null && review <= today,
    openSteps: stepsOf(book, resident).filter(isOpenStep).length,
    marks: { going: startAndNow(points, 'going'), control: startAndNow(points, 'control') },
    closed: closed.at(-1) ?? null
  };
}
