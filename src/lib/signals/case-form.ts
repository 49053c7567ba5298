import * as z from 'zod/mini';
import { dutchDay } from '../core/clock.ts';
import type { AnyDocument } from '../core/document.ts';
import { ok, type Result } from '../core/result.ts';
import { teamOf } from '../roles/databases.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { tracesIn, traceWords, type KnownPeople } from './anonymous.ts';
import { checked } from '../core/checked.ts';
import { teamProblems } from './form-problems.ts';
import { CaseLesson, LearningCase } from './learning-case.ts';

/** A case that is being written down. */
export const CaseForm = z.object({
  /** The part of the future case's id after its kind. */
  name: z.string(),
  /** Of the team it comes from. */
  database: z.nullable(z.string()),
  title: z.string(),
  situation: z.string(),
  question: z.string(),
  /** The other teams it is for. */
  teams: z.array(z.string()),
  /** What the worker said is no resident (see `Trace.key`). */
  dismissed: z.array(z.string())
});
export type CaseForm = z.infer<typeof CaseForm>;

export const emptyCase = (author: Pick<Author, 'nextId'>, database: string | null): CaseForm => ({
  name: author.nextId(),
  database,
  title: '',
  situation: '',
  question: '',
  teams: [],
  dismissed: []
});

/** The fields that other teams read, in the order of the screen. */
const CASE_TEXTS = ['title', 'situation', 'question'] as const;

/** The case, refused while anything in it belongs to somebody known on this device. */
export function caseDocuments(
  form: CaseForm,
  known: KnownPeople,
  author: Author
): Result<AnyDocument[], Problem[]> {
  const said = CASE_TEXTS.flatMap((path) => traceProblems(path, form[path], known, form.dismissed));
  said.push(...teamProblems(form.database));
  if (form.teams.length === 0)
    said.push({ path: 'teams', message: 'Kies met welk team je van deze casus wilt leren.' });
  const { title, situation, question, teams } = form;
  const made = checked(
    LearningCase,
    {
      ...newDocument(author, 'learning-case', form.name),
      day: dutchDay(author.clock()),
      title: title.trim(),
      situation: situation.trim(),
      question: question.trim(),
      team: teamOf(form.database ?? ''),
      teams
    },
    said,
    ['database', ...CASE_TEXTS, 'teams']
  );
  return made.ok ? ok([made.value]) : made;
}

/** What was learned, while it is written down. */
export const LessonForm = z.object({ name: z.string(), learned: z.string(), dismissed: z.array(z.string()) });
export type LessonForm = z.infer<typeof LessonForm>;

export const emptyLesson = (author: Pick<Author, 'nextId'>): LessonForm => ({
  name: author.nextId(),
  learned: '',
  dismissed: []
});

/** A lesson travels to every team that has the case, so it is held to the same. */
export function lessonDocuments(
  form: LessonForm,
  about: string,
  known: KnownPeople,
  author: Author
): Result<AnyDocument[], Problem[]> {
  const said = traceProblems('learned', form.learned, known, form.dismissed);
  if (form.learned.trim() === '')
    said.push({ path: 'learned', message: 'Schrijf op wat jullie van deze casus leerden.' });
  const made = checked(
    CaseLesson,
    {
      ...newDocument(author, 'case-lesson', form.name),
      case: about,
      day: dutchDay(author.clock()),
      learned: form.learned.trim()
    },
    said,
    ['learned']
  );
  return made.ok ? ok([made.value]) : made;
}

/** One problem for a field, however many traces stand in it: the field itself names each. */
function traceProblems(
  path: string,
  text: string,
  known: KnownPeople,
  dismissed: readonly string[]
): Problem[] {
  const [first] = tracesIn(text, known, dismissed);
  return first
    ? [{ path, message: `${traceWords(first)}. Haal dit weg, of zeg dat het geen bewoner is.` }]
    : [];
}
