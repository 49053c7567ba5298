import type { Question } from './questions.ts';
import { tellingWords } from './telling-words.ts';

/** What questions are compared with: a collective need, in words and by place. */
export interface Subject {
  readonly words: string;
  readonly zone: string | null;
  readonly theme: string | null;
}

/** A question that looks like it, and why. */
export interface Likeness {
  readonly question: Question;
  /** Telling words that both hold, as the question writes them. */
  readonly shared: readonly string[];
  readonly sameTheme: boolean;
  readonly sameZone: boolean;
}

/** From this length on a word that begins like another tells the same: `eenzaam`, `eenzaamheid`. */
const BEGINNING = 5;

const tellTheSame = (one: string, other: string): boolean =>
  one === other ||
  (one.length >= BEGINNING && other.startsWith(one)) ||
  (other.length >= BEGINNING && one.startsWith(other));

/**
 * The questions that look like a subject: they share a telling word or the theme, and are not from another zone. Those
 * that share most stand first, then the newest.
 */
export function alike({ words, zone, theme }: Subject, questions: Iterable<Question>): Likeness[] {
  const sought = [...tellingWords(words).keys()];
  const found: Likeness[] = [];
  for (const question of questions) {
    if (zone !== null && question.zone !== null && question.zone !== zone) continue;
    const shared = [...question.words]
      .filter(([form]) => sought.some((word) => tellTheSame(word, form)))
      .map(([, written]) => written);
    const sameTheme = theme !== null && question.theme === theme;
    if (shared.length === 0 && !sameTheme) continue;
    found.push({ question, shared, sameTheme, sameZone: zone !== null && question.zone === zone });
  }
  const weight = ({ shared, sameTheme }: Likeness) => shared.length + (sameTheme ? 1 : 0);
  return found.sort(
    (one, other) =>
      weight(other) - weight(one) ||
      Number(other.sameZone) - Number(one.sameZone) ||
      other.question.day.localeCompare(one.question.day)
  );
}

/** Questions of one team and from one zone that share a telling word. */
export interface Recurrence {
  readonly database: string;
  readonly word: string;
  readonly zone: string | null;
  readonly questions: readonly Question[];
}

/** From how many different residents or signals something recurs. */
const RECURS = 3;

/**
 * Telling words that recur in what was asked of one team in one zone, the most frequent first, at most `limit`. What one resident
 * asks again counts once. A word whose questions an earlier one already gathers is left out.
 */
export function recurrences(questions: Iterable<Question>, limit: number): Recurrence[] {
  const byWord = new Map<string, Recurrence & { questions: Question[] }>();
  for (const question of questions) {
    for (const [form, word] of question.words) {
      const { database, zone } = question;
      const key = `${database} ${zone ?? ''} ${form}`;
      const known = byWord.get(key);
      if (known) known.questions.push(question);
      else byWord.set(key, { database, word, zone, questions: [question] });
    }
  }
  const chosen: Recurrence[] = [];
  const often = [...byWord.values()].filter((one) => askers(one) >= RECURS);
  for (const one of often.sort((a, b) => askers(b) - askers(a) || a.word.localeCompare(b.word, 'nl'))) {
    if (chosen.length === limit) break;
    const covered = chosen.some(({ questions: all }) =>
      one.questions.every((question) => all.includes(question))
    );
    if (!covered) chosen.push(one);
  }
  return chosen;
}

const askers = ({ questions }: Recurrence): number =>
  new Set(questions.map(({ resident, id }) => resident ?? id)).size;
