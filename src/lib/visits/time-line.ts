import type { Conversation, Step, StepResult } from './conversation.ts';
import { moment, type Kept } from './kept.ts';
import { tellings, type Told } from './told.ts';
import { latestResult, type VisitBook } from './visit-book.ts';

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
  const steps = [...book.steps.values()].filter((step) => step.document.resident === resident);
  for (const conversation of book.conversations) {
    if (conversation.document.resident !== resident) continue;
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

/** A conversation or a result, and whose it is. */
export type News = Exclude<Happening, Told> & { readonly resident: string };

/** What colleagues wrote since a moment (ISO 8601 in UTC), newest first, at most `limit`. */
export function newsFromColleagues(book: VisitBook, me: string, since: string, limit: number): News[] {
  const isNews = (document: { author: string; created: string }): boolean =>
    document.author !== me && document.created >= since;
  const news: News[] = [];
  for (const conversation of book.conversations) {
    const { document } = conversation;
    if (!isNews(document)) continue;
    const at = moment(document);
    news.push({
      kind: 'conversation',
      day: document.day,
      at,
      conversation,
      steps: [],
      resident: document.resident
    });
  }
  for (const ofStep of book.results.values()) {
    for (const result of ofStep) {
      const { document } = result;
      const step = book.steps.get(document.step);
      if (!step || !isNews(document)) continue;
      news.push({
        kind: 'result',
        day: document.day,
        at: moment(document),
        result,
        step,
        resident: document.resident
      });
    }
  }
  return news.sort((one, other) => (one.at < other.at ? 1 : -1)).slice(0, limit);
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
