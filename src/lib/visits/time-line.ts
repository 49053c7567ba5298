import { nameOf } from '../core/document.ts';
import type { Conversation, Step, StepResult } from './conversation.ts';
import { moment, type Kept } from '../db/kept.ts';
import { closingTold, consentTold, glassTold, reportTold, reviewTold, tellings, type Told } from './told.ts';
import { conversationsWith, latestResult, stepsFor, type VisitBook } from './visit-book.ts';

/** A step as a time line shows it: with what became of it. */
export interface StepState {
  readonly step: Kept<Step>;
  readonly result: Kept<StepResult> | null;
}

/**
 * One thing that happened, on a day (`YYYY-MM-DD`). `at` orders what fell on one day, and is of no other happening.
 * A conversation carries the steps that were agreed in it.
 */
export type Happening =
  | { kind: 'conversation'; day: string; at: string; conversation: Kept<Conversation>; steps: StepState[] }
  | { kind: 'result'; day: string; at: string; result: Kept<StepResult>; step: Kept<Step> }
  | Told;

/** Everything that happened with one resident, newest first. `more` is what features beyond this one know of. */
export function timeLine(book: VisitBook, resident: string, more: readonly Happening[] = []): Happening[] {
  const happenings: Happening[] = [...tellings(book, resident), ...more];
  const steps = stepsFor(book, resident);
  for (const conversation of conversationsWith(book, resident)) {
    happenings.push({
      kind: 'conversation',
      day: conversation.document.day,
      at: moment(conversation.document),
      conversation,
      steps: stepsOf(book, steps, conversation.document._id)
    });
  }
  for (const step of steps) {
    for (const result of book.results.get(step.document._id) ?? []) {
      happenings.push({
        kind: 'result',
        day: result.document.day,
        at: moment(result.document),
        result,
        step
      });
    }
  }
  return happenings.sort(newestFirst);
}

/** Something that happened, and with which resident (document id); null when there is no card. */
export type News = Happening & { readonly resident: string | null };

/**
 * What colleagues wrote since a moment (ISO 8601 in UTC), newest first, at most `limit`: conversations, results of steps,
 * reports, looking back and consents.
 */
export function newsFromColleagues(book: VisitBook, me: string, since: string, limit: number): News[] {
  const isNews = ({ document }: Kept<{ author: string; created: string }>): boolean =>
    document.author !== me && document.created >= since;
  const told = <Fact extends WrittenAbout>(
    all: Iterable<Kept<Fact>>,
    tell: (one: Kept<Fact>) => Told
  ): News[] => [...all].filter(isNews).map((one) => ({ ...tell(one), resident: one.document.resident }));
  const news: News[] = [
    ...told(book.reports.values(), (one) => ({
      ...reportTold(one),
      href: `/werk/meldingen/${nameOf(one.document._id)}`
    })),
    ...told(book.reviews, reviewTold),
    ...told(book.closings, closingTold),
    ...told(book.consents, consentTold),
    ...told(book.glassBroken, glassTold)
  ];
  for (const conversation of book.conversations) {
    if (!isNews(conversation)) continue;
    const { day, resident } = conversation.document;
    news.push({
      kind: 'conversation',
      day,
      at: moment(conversation.document),
      conversation,
      steps: [],
      resident
    });
  }
  for (const ofStep of book.results.values()) {
    for (const result of ofStep) {
      const { document } = result;
      const step = book.steps.get(document.step);
      if (!step || !isNews(result)) continue;
      const { resident } = step.document;
      news.push({ kind: 'result', day: document.day, at: moment(document), result, step, resident });
    }
  }
  return news.sort((one, other) => (one.at < other.at ? 1 : -1)).slice(0, limit);
}

interface WrittenAbout {
  readonly author: string;
  readonly created: string;
  readonly resident: string | null;
}

function stepsOf(book: VisitBook, steps: readonly Kept<Step>[], conversation: string): StepState[] {
  return steps
    .filter((step) => step.document.conversation === conversation)
    .sort((one, other) => (one.document._id < other.document._id ? -1 : 1))
    .map((step) => ({ step, result: latestResult(book, step.document._id) }));
}

const newestFirst = (one: Happening, other: Happening): number => {
  if (one.day !== other.day) return one.day < other.day ? 1 : -1;
  return one.at < other.at ? 1 : -1;
};
