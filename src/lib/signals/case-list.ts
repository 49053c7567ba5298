import { moment, type Kept } from '../db/kept.ts';
import type { SignalBook } from './signal-book.ts';
import type { CaseLesson, LearningCase } from './learning-case.ts';

/** A case with what was learned of it. */
export interface CaseLine {
  readonly case: Kept<LearningCase>;
  /** Whether it came from another team. */
  readonly received: boolean;
  /** Oldest first. */
  readonly lessons: readonly Kept<CaseLesson>[];
}

/** Every case, newest first. `own` are the reader's teams. */
export const caseLines = (book: SignalBook, own: readonly string[]): CaseLine[] =>
  [...book.cases.values()]
    .map((one) => ({
      case: one,
      received: !own.includes(one.document.team),
      lessons: [...(book.lessons.get(one.document._id) ?? [])].sort((a, b) =>
        moment(a.document).localeCompare(moment(b.document))
      )
    }))
    .sort(
      (one, other) =>
        other.case.document.day.localeCompare(one.case.document.day) ||
        moment(other.case.document).localeCompare(moment(one.case.document))
    );
