import { dutchDay } from '../core/clock.ts';
import { nameOf } from '../core/document.ts';
import { isLookedBack } from './arrangement-view.ts';
import { dormantFiles } from './file-life.ts';
import { dueDay } from './reports.ts';
import { holderNow } from './task-owner.ts';
import { latest, latestResult, ofBook, type VisitBook } from './visit-book.ts';

export type TaskKind = 'step' | 'report' | 'promise' | 'review' | 'dormant' | 'referral' | 'handover';

/** Something that somebody is to do. Days are `YYYY-MM-DD`. */
export interface Task {
  /** Of the document that asks for it; what is done with it is told under this id. */
  readonly id: string;
  readonly kind: TaskKind;
  /** Where that document lives. */
  readonly database: string;
  /** Id of the resident; null when there is no card. */
  readonly resident: string | null;
  /** Of the resident, or that there is no card. */
  readonly name: string;
  /** What to do. */
  readonly title: string;
  /** The day it should be done by, moved if it was put off; null when none was agreed. */
  readonly by: string | null;
  readonly late: boolean;
  /** Goes before the rest of its day. */
  readonly urgent: boolean;
  /** User name of the one it was for at first; null when it asks the whole team. */
  readonly owner: string | null;
  /** Page on which it is done; null when there is none. */
  readonly href: string | null;
}

const WITHOUT_CARD = 'Zonder kaart';
export const REVIEW_TASK = 'Samen terugkijken op het arrangement';
export const CONVERSATION_TASK = 'Gesprek plannen';

/** Everything about residents that is still to be done, in no order. `today` is `YYYY-MM-DD`. */
export const visitTasks = (book: VisitBook, today: string): Task[] => [
  ...stepTasks(book, today),
  ...reportTasks(book, today),
  ...promiseTasks(book, today),
  ...reviewTasks(book, today),
  ...conversationTasks(book, today),
  ...dormantTasks(book, today)
];

/**
 * By day, the most overdue first and those without a day last. Within a day what is urgent goes first, then what asks the
 * whole team: nobody has it yet, so it must not hide behind what somebody has.
 */
export function inOrder(tasks: readonly Task[]): Task[] {
  const rank = ({ urgent, owner }: Task): number => (urgent ? 0 : owner === null ? 1 : 2);
  const order = (task: Task): string => `${task.by ?? '9999'} ${rank(task)} ${nameOf(task.id)}`;
  return [...tasks].sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

/** The tasks that are this worker's today, by takeovers too, and those that ask the whole team. */
export const tasksOf = (
  tasks: readonly Task[],
  user: string,
  takeovers: VisitBook['takeovers'],
  today: string
): Task[] =>
  tasks.filter((task) => {
    const holder = holderNow(task, takeovers, today);
    return holder === null || holder === user;
  });

/** Of whom a task is: the name on a resident's card, which may not have arrived yet. */
export const residentName = (book: VisitBook, resident: string | null): string =>
  resident === null ? WITHOUT_CARD : (book.residents.get(resident)?.document.name ?? 'Onbekende bewoner');

/**
 * For which day something still asks, with what was told about it: null when it is done, else the day it was put off to,
 * or `by`. Words from before the day `since` were about an earlier time that it asked.
 */
export function standing(
  book: VisitBook,
  id: string,
  by: string | null,
  since = ''
): { readonly by: string | null } | null {
  const last = latest(book.taskStates.get(id))?.document;
  if (!last || dutchDay(Date.parse(last.created)) < since) return { by };
  return last.state === 'done' ? null : { by: last.by ?? by };
}

export const isLate = (by: string | null, today: string): boolean => by !== null && by < today;

const residentPage = (resident: string): string => `/werk/bewoners/${nameOf(resident)}`;

function stepTasks(book: VisitBook, today: string): Task[] {
  const tasks: Task[] = [];
  for (const { database, document } of book.steps.values()) {
    const result = latestResult(book, document._id)?.document;
    if (result && result.result !== 'later') continue;
    const by = result?.by ?? document.by;
    tasks.push({
      id: document._id,
      kind: 'step',
      database,
      resident: document.resident,
      name: residentName(book, document.resident),
      title: document.what,
      by,
      late: isLate(by, today),
      urgent: false,
      owner: document.author,
      href: residentPage(document.resident)
    });
  }
  return tasks;
}

function reportTasks(book: VisitBook, today: string): Task[] {
  const tasks: Task[] = [];
  for (const { database, document } of book.reports.values()) {
    if (book.reportResults.has(document._id)) continue;
    const asks = standing(book, document._id, dueDay(document));
    if (!asks) continue;
    tasks.push({
      id: document._id,
      kind: 'report',
      database,
      resident: document.resident,
      name: residentName(book, document.resident),
      title: `Melding: ${document.question}`,
      by: asks.by,
      late: isLate(asks.by, today),
      urgent: document.urgency === 'today',
      owner: document.author,
      href: `/werk/meldingen/${nameOf(document._id)}`
    });
  }
  return tasks;
}

function promiseTasks(book: VisitBook, today: string): Task[] {
  const tasks: Task[] = [];
  for (const { database, document } of book.promises) {
    const asks = standing(book, document._id, document.by);
    if (!asks) continue;
    tasks.push({
      id: document._id,
      kind: 'promise',
      database,
      resident: document.resident,
      name: residentName(book, document.resident),
      title: document.what,
      by: asks.by,
      late: isLate(asks.by, today),
      urgent: false,
      owner: document.author,
      href: document.resident === null ? null : residentPage(document.resident)
    });
  }
  return tasks;
}

/** An arrangement asks from the day of looking back on, until resident and worker did so or it has ended. */
function reviewTasks(book: VisitBook, today: string): Task[] {
  const tasks: Task[] = [];
  for (const { database, document } of [...book.arrangements.values()].flat()) {
    const { review, resident } = document;
    if (review === null || review > today || isLookedBack(book, document, review)) continue;
    const asks = standing(book, document._id, review, review);
    if (!asks) continue;
    tasks.push({
      id: document._id,
      kind: 'review',
      database,
      resident,
      name: residentName(book, resident),
      title: REVIEW_TASK,
      by: asks.by,
      late: isLate(asks.by, today),
      urgent: false,
      owner: document.author,
      href: `${residentPage(resident)}/arrangement`
    });
  }
  return tasks;
}

/** A report that was to lead to a conversation asks for one, of whoever said so, until the resident was spoken with. */
function conversationTasks(book: VisitBook, today: string): Task[] {
  const tasks: Task[] = [];
  const spoken = lastConversations(book);
  for (const { database, document } of book.reports.values()) {
    const { _id, question, urgency } = document;
    const result = latest(book.reportResults.get(_id))?.document;
    if (result?.outcome !== 'conversation') continue;
    const resident = document.resident ?? result.resident;
    if (resident === null) continue;
    if ((spoken.get(resident) ?? '') >= result.day) continue;
    const asks = standing(book, result._id, dueDay(document));
    if (!asks) continue;
    tasks.push({
      id: result._id,
      kind: 'report',
      database,
      resident,
      name: residentName(book, resident),
      title: `${CONVERSATION_TASK}: ${question}`,
      by: asks.by,
      late: isLate(asks.by, today),
      urgent: urgency === 'today',
      owner: result.author,
      href: residentPage(resident)
    });
  }
  return tasks;
}

/** The day of the last conversation with each resident, by id. */
const lastConversations = ofBook((book): ReadonlyMap<string, string> => {
  const days = new Map<string, string>();
  for (const { document } of book.conversations) {
    const { resident, day } = document;
    if ((days.get(resident) ?? '') < day) days.set(resident, day);
  }
  return days;
});

/** No day is set for it, so that it does not push aside what was agreed with somebody. */
function dormantTasks(book: VisitBook, today: string): Task[] {
  const tasks: Task[] = [];
  for (const { resident, since, worker } of dormantFiles(book, today)) {
    const { database, document } = resident;
    const asks = standing(book, document._id, null, since);
    if (!asks) continue;
    tasks.push({
      id: document._id,
      kind: 'dormant',
      database,
      resident: document._id,
      name: document.name,
      title: 'Nog contact?',
      by: asks.by,
      late: isLate(asks.by, today),
      urgent: false,
      owner: worker,
      href: `${residentPage(document._id)}/dossier`
    });
  }
  return tasks;
}
