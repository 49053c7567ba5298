import * as z from 'zod/mini';
import { dutchDay } from '../core/clock.ts';
import { addDays } from '../core/dutch-date.ts';
import type { NextId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';
import { TaskState, type Takeover } from './task.ts';

/** What a worker tells about a task; `name` is the part of the future document's id after its kind. */
export const TaskDoneForm = z.object({ name: z.string(), note: z.string() });
export type TaskDoneForm = z.infer<typeof TaskDoneForm>;

export const TaskLaterForm = z.object({ name: z.string(), by: z.nullable(z.string()) });
export type TaskLaterForm = z.infer<typeof TaskLaterForm>;

/** Furthest that a task is put off, in days: what is further is a slip of the year. */
const FURTHEST = 366;

/** That a task is done. `of` is its id. */
export const doneDocuments = (
  of: string,
  { name, note }: TaskDoneForm,
  author: Author
): Result<TaskState[], Problem[]> => stateDocuments(of, name, 'done', null, note, author);

/** That a task rests until a day. `of` is its id. */
export function laterDocuments(
  of: string,
  { name, by }: TaskLaterForm,
  author: Author
): Result<TaskState[], Problem[]> {
  const today = dutchDay(author.clock());
  const refuse = (message: string) => fail([{ path: 'by', message }]);
  if (by === null) return refuse('Kies tot welke dag je dit uitstelt.');
  if (by <= today) return refuse('Kies een dag na vandaag.');
  if (by > addDays(today, FURTHEST))
    return refuse('Deze dag is over meer dan een jaar. Kijk het jaartal na.');
  return stateDocuments(of, name, 'later', by, '', author);
}

function stateDocuments(
  of: string,
  name: string,
  state: TaskState['state'],
  by: string | null,
  note: string,
  author: Author
): Result<TaskState[], Problem[]> {
  const made = { ...newDocument(author, 'task-state', name), of, state, by, note: note.trim() };
  const checked = TaskState.safeParse(made);
  return checked.success ? ok([checked.data]) : fail(problemsOf(checked.error.issues));
}

/** Whose list is taken over, within which team. */
export const TakeoverForm = z.object({
  name: z.string(),
  /** Database of the team; null while that is not chosen. */
  database: z.nullable(z.string()),
  /** User name of the colleague. */
  from: z.nullable(z.string())
});
export type TakeoverForm = z.infer<typeof TakeoverForm>;

/** A takeover in which nothing was chosen yet; where there is one team, there is nothing to choose. */
export const emptyTakeover = (nextId: NextId, teams: readonly string[]): TakeoverForm => ({
  name: nextId(),
  database: teams.length === 1 ? (teams[0] ?? null) : null,
  from: null
});

/** That the author has the list of a colleague from today on. */
export function takeoverDocuments(form: TakeoverForm, author: Author): Result<Takeover[], Problem[]> {
  const problems: Problem[] = [];
  if (form.database === null)
    problems.push({ path: 'database', message: 'Kies in welk team je de lijst overneemt.' });
  if (form.from === null) problems.push({ path: 'from', message: 'Kies van wie je de lijst overneemt.' });
  if (form.from === null || problems.length > 0) return fail(problems);
  return ok([takeover(form.name, form.from, author.user, author)]);
}

/** That a worker has their own list again from today on. */
export const givenBack = (worker: string, author: Author): Takeover =>
  takeover(author.nextId(), worker, worker, author);

const takeover = (name: string, from: string, to: string, author: Author): Takeover => ({
  ...newDocument(author, 'takeover', name),
  from,
  to,
  day: dutchDay(author.clock())
});
