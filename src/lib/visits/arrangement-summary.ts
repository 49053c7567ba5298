import { arrangementsOf, isLookedBack, isOpenStep, stepsOf } from './arrangement-view.ts';
import { byDomain, markPoints, pointsOfNow, startAndNow, type MarkName } from './review-marks.ts';
import type { VisitBook } from './visit-book.ts';

/** What was agreed with a resident in a few lines, of all arrangements that are under way. */
export interface ArrangementLines {
  /** Whether one is under way. */
  readonly open: boolean;
  readonly goals: readonly string[];
  /** The next day (`YYYY-MM-DD`) to look back; null when none was agreed, or they did so already. */
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
  const reviews = cards.flatMap((card) =>
    card.review !== null && !isLookedBack(book, card, card.review) ? [card.review] : []
  );
  const review = reviews.sort()[0] ?? null;
  const { whole } = byDomain(pointsOfNow(markPoints(book, resident)));
  const closed = book.closings
    .filter(({ document }) => document.resident === resident)
    .map(({ document }) => document.day)
    .sort();
  return {
    open: cards.length > 0,
    goals: cards.map(({ goal }) => goal).filter((goal) => goal !== ''),
    review,
    due: review !== null && review <= today,
    openSteps: stepsOf(book, resident).filter(isOpenStep).length,
    marks: { going: startAndNow(whole, 'going'), control: startAndNow(whole, 'control') },
    closed: closed.at(-1) ?? null
  };
}
