import { latest, type VisitBook } from '../visits/visit-book.ts';
import type { SignalBook } from './signal-book.ts';
import { tellingWords } from './telling-words.ts';

export type QuestionKind = 'report' | 'conversation' | 'signal';
export const QUESTION_KIND_NAMES: Record<QuestionKind, string> = {
  report: 'Melding',
  conversation: 'Gesprek',
  signal: 'Signaal'
};

/** What somebody asked or what was seen, as far as it is compared with others. */
export interface Question {
  /** Of the report, conversation or signal. */
  readonly id: string;
  /** Where it lives. */
  readonly database: string;
  readonly kind: QuestionKind;
  readonly day: string;
  readonly text: string;
  readonly zone: string | null;
  readonly theme: string | null;
  /** Whose question it is; null when that is nobody's or unknown. */
  readonly resident: string | null;
  /** Whether it may still call for something: a report that was solved does not. */
  readonly open: boolean;
  /** What all that was written about it tells (see `tellingWords`). */
  readonly words: ReadonlyMap<string, string>;
}

// Documents never change in place, so each is read once.
const read = new WeakMap<object, ReadonlyMap<string, string>>();

function wordsIn(document: object, ...texts: readonly string[]): ReadonlyMap<string, string> {
  const words = read.get(document) ?? tellingWords(texts.join('\n'));
  read.set(document, words);
  return words;
}

/** Every report, conversation and signal of the team, by id. */
export function questionsOf(visits: VisitBook, signals: SignalBook): ReadonlyMap<string, Question> {
  const all = new Map<string, Question>();
  const add = (question: Question) => all.set(question.id, question);
  const zoneOf = (resident: string | null) =>
    (resident && visits.residents.get(resident)?.document.zone) || null;
  for (const { database, document } of visits.reports.values()) {
    const { _id: id, day, question: text, resident } = document;
    const outcome = latest(visits.reportResults.get(id))?.document.outcome;
    add({
      id,
      database,
      kind: 'report',
      day,
      text,
      zone: document.zone ?? zoneOf(resident),
      theme: null,
      resident,
      open: outcome === undefined || outcome === 'conversation',
      words: wordsIn(document, text, document.reporterNote)
    });
  }
  for (const { database, document } of visits.conversations) {
    const { _id: id, day, question: text, resident, domains, notes } = document;
    const told = domains.flatMap(({ note, needed }) => [needed, note]);
    const zone = zoneOf(resident);
    const about = { id, database, day, text, zone, theme: null, resident, open: true };
    add({ kind: 'conversation', ...about, words: wordsIn(document, text, ...told, notes) });
  }
  for (const { database, document } of signals.signals) {
    const { _id: id, day, what: text, zone, theme } = document;
    add({
      id,
      database,
      kind: 'signal',
      day,
      text,
      zone,
      theme,
      resident: null,
      open: true,
      words: wordsIn(document, text)
    });
  }
  return all;
}

/** What was ever said about which questions belong to a need: whether each does now. */
export function belonging(book: SignalBook, need: string): ReadonlyMap<string, boolean> {
  const byQuestion = Map.groupBy(book.questions.get(need) ?? [], ({ document }) => document.of);
  return new Map([...byQuestion].map(([of, all]) => [of, latest(all)?.document.gone === false]));
}

/** How much stands behind a need, in counts alone. */
export interface NeedFigures {
  readonly kinds: Readonly<Record<QuestionKind, number>>;
  readonly questions: number;
  /** Different residents whose questions these are. */
  readonly residents: number;
}

export function figuresOf(questions: readonly Question[]): NeedFigures {
  const count = (kind: QuestionKind) => questions.filter((one) => one.kind === kind).length;
  return {
    kinds: { report: count('report'), conversation: count('conversation'), signal: count('signal') },
    questions: questions.length,
    residents: new Set(questions.map(({ resident }) => resident).filter((one) => one !== null)).size
  };
}

/** The questions that belong to a need, of those that this device holds. */
export const questionsBehind = (
  book: SignalBook,
  need: string,
  all: ReadonlyMap<string, Question>
): Question[] =>
  [...belonging(book, need)]
    .filter(([, belongs]) => belongs)
    .map(([of]) => all.get(of))
    .filter((one) => one !== undefined);
