import { moment, type Kept } from '../db/kept.ts';
import { alike, type Likeness } from './alike.ts';
import type { CollectiveNeed } from './collective-need.ts';
import { belonging, figuresOf, questionsBehind, type NeedFigures, type Question } from './questions.ts';
import type { SignalBook } from './signal-book.ts';

/** A collective need with what stands behind it. */
export interface NeedLine {
  readonly need: Kept<CollectiveNeed>;
  readonly figures: NeedFigures;
}

/** Every collective need, the one with most questions first. */
export const needLines = (book: SignalBook, questions: ReadonlyMap<string, Question>): NeedLine[] =>
  [...book.needs.values()]
    .map((need) => ({ need, figures: figuresOf(questionsBehind(book, need.document._id, questions)) }))
    .sort(
      (one, other) =>
        other.figures.questions - one.figures.questions ||
        moment(other.need.document).localeCompare(moment(one.need.document))
    );

/** Ids of the questions that belong to some collective need. */
export const gatheredQuestions = (book: SignalBook): ReadonlySet<string> =>
  new Set(
    [...book.needs.keys()].flatMap((need) =>
      [...belonging(book, need)].filter(([, belongs]) => belongs).map(([of]) => of)
    )
  );

/**
 * What can be ticked for a need: open questions of the team that has it that look like it, and below those every other
 * one that belongs or belonged to it. The order does not change by ticking.
 */
export function likenessesFor(
  { database, document: need }: Pick<Kept<CollectiveNeed>, 'database' | 'document'>,
  themeName: string,
  questions: ReadonlyMap<string, Question>,
  said: ReadonlyMap<string, boolean>
): Likeness[] {
  const subject = { words: `${need.what} ${themeName}`, zone: need.zone, theme: need.theme };
  const candidates = [...questions.values()].filter(
    (one) => (one.open && one.database === database) || said.has(one.id)
  );
  const found = alike(subject, candidates);
  const known = new Set(found.map(({ question }) => question.id));
  const others = candidates
    .filter(({ id }) => said.has(id) && !known.has(id))
    .map((question) => ({ question, shared: [], sameTheme: false, sameZone: question.zone === need.zone }));
  return [...found, ...others];
}
