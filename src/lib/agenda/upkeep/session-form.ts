import * as z from 'zod/mini';
import { dutchDay } from '../../core/clock.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../../core/author.ts';
import { nameOf } from '../../core/document.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Activity } from '../activity.ts';
import { ActivityChange, type Change } from './activity-change.ts';
import { hasSession } from './apply-change.ts';
import { NO_TIMES, startAndLength, timesOf, TimesForm, timesProblems } from './times-form.ts';

/** One session that is moved, or one that is added, as it is filled in. */
export const SessionForm = z.object({
  /** The parts of the future changes' ids after their kind; an added session may need a second one. */
  changes: z.tuple([z.string(), z.string()]),
  activity: z.string(),
  /** The start that its series gives it; null for one that is added. */
  session: z.nullable(z.string()),
  ...TimesForm.shape,
  /** Id of a location; null: where it always is. */
  location: z.nullable(z.string()),
  note: z.string()
});
export type SessionForm = z.infer<typeof SessionForm>;

/** In the order of the screen. */
const FIELDS = ['day', 'from', 'to', 'location', 'note'];

/** A session as it stands, to move it. */
export function sessionToMove(
  activity: Activity,
  session: string,
  { nextId }: Pick<Author, 'nextId'>
): SessionForm {
  const { start, durationMinutes, location } = standing(activity, session);
  return {
    changes: [nextId(), nextId()],
    activity: activity._id,
    session,
    ...timesOf(start, durationMinutes),
    location,
    note: ''
  };
}

/** At the hours of its series. */
export const sessionToAdd = (activity: Activity, { nextId }: Pick<Author, 'nextId'>): SessionForm => ({
  changes: [nextId(), nextId()],
  activity: activity._id,
  session: null,
  ...NO_TIMES,
  ...timesOf(activity.start, activity.durationMinutes),
  day: null,
  location: null,
  note: ''
});

/** When and where a session is now. */
function standing(activity: Activity, session: string) {
  const { durationMinutes } = activity;
  const asAlways = { start: session, durationMinutes, location: null };
  return activity.moves.find(({ from }) => from === session) ?? asAlways;
}

/** The changes that a form asks for of an activity, or what is still to be mended. */
export function sessionDocuments(
  form: SessionForm,
  activity: Activity,
  author: Author
): Result<ActivityChange[], Problem[]> {
  const times = startAndLength(form);
  const own = timesProblems(form);
  if (form.day !== null && form.day < dutchDay(author.clock()))
    own.push({ path: 'day', message: 'Deze dag is al geweest. Kies vandaag of een dag erna.' });
  if (times && form.session === null && hasSession(activity, times.start) && !isOff(activity, times.start))
    own.push({ path: 'day', message: 'Die keer staat al in de agenda. Kies een andere dag of tijd.' });
  const wanted = times && form.session !== null && asWanted(form, activity, times);
  if (wanted === 'same') own.push({ path: 'day', message: 'Je hebt nog niets veranderd.' });
  if (own.length > 0 || !times) return fail(own);
  const changes = wanted && wanted !== 'same' ? [wanted] : added(form, activity, times);
  const documents: ActivityChange[] = [];
  for (const [place, change] of changes.entries()) {
    const document = ActivityChange.safeParse({
      ...newDocument(author, 'activity-change', form.changes[place]),
      activity: form.activity,
      change,
      note: place === 0 ? form.note.trim() : ''
    });
    if (!document.success) {
      const problems = problemsOf(document.error.issues);
      return fail(problems.sort((one, two) => FIELDS.indexOf(one.path) - FIELDS.indexOf(two.path)));
    }
    documents.push(document.data);
  }
  return ok(documents);
}

type Times = NonNullable<ReturnType<typeof startAndLength>>;

const isOff = (activity: Activity, start: string): boolean => activity.exdates.includes(start);

/** Back where it always is takes the move back; `same` when nothing is otherwise than it stands. */
function asWanted({ session, location }: SessionForm, activity: Activity, times: Times): Change | 'same' {
  const from = session ?? '';
  const now = standing(activity, from);
  const wanted = { ...times, location };
  const alike = (one: Times & { location: string | null }) =>
    one.start === wanted.start &&
    one.durationMinutes === wanted.durationMinutes &&
    one.location === wanted.location;
  if (alike(now) && !isOff(activity, from)) return 'same';
  const asAlways = { start: from, durationMinutes: activity.durationMinutes, location: null };
  return alike(asAlways) ? { type: 'restore', session: from } : { type: 'move', session: from, ...wanted };
}

/** A session is added at the length and place of its series; where it is otherwise, that is told beside it. */
function added({ location }: SessionForm, activity: Activity, { start, durationMinutes }: Times): Change[] {
  const asAlways = durationMinutes === activity.durationMinutes && location === null;
  return [
    { type: 'add', session: start },
    ...(asAlways ? [] : [{ type: 'move' as const, session: start, start, durationMinutes, location }])
  ];
}

/** Under which the draft is kept. */
export const sessionDraft = (activity: string, session: string | null): string =>
  `activity:${nameOf(activity)}:${session ?? 'extra'}`;
