import { sessionKey, type SessionRef } from '../agenda/activity.ts';
import { newDocument, type Author } from '../core/author.ts';
import { addDays } from '../core/dutch-date.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Session } from '../social-map/map-reader.ts';
import { factsOf, type AttendanceBook, type SessionFacts } from './attendance-book.ts';
import type { CountCorrection } from './attendance.ts';
import { wholeNumber } from './count-correction.ts';
import { headsOf, sum } from './headcount.ts';
import { refOf } from './session-address.ts';

/** How many days after its session it is still asked. */
export const ASKED_DAYS = 7;

/** Whether somebody told of a session: counted heads, marked names, put it right, or said how it was. */
export const isLogged = ({ headcounts, corrections, reports, listed }: SessionFacts): boolean =>
  corrections.length > 0 ||
  reports.length > 0 ||
  (listed?.present ?? 0) > 0 ||
  sum(headsOf(headcounts.map(({ document }) => document))) > 0;

/**
 * Sessions of which is asked how many came: held yesterday or at most seven days ago, and nobody told. The latest first.
 * `today` is a day, `YYYY-MM-DD`.
 */
export function askedSessions(book: AttendanceBook, sessions: readonly Session[], today: string): Session[] {
  const first = addDays(today, -ASKED_DAYS);
  const asked = sessions.filter((session) => {
    const day = session.end.slice(0, 10);
    return day >= first && day < today && !session.cancelled && !isLogged(factsOf(book, refOf(session)));
  });
  return asked.sort((one, other) => (one.start < other.start ? 1 : -1));
}

/**
 * The answer to that question, as a correction of nothing: heads that another device counted and sends later add up.
 * Fails with what to mend.
 */
export function askedAnswer(
  session: SessionRef,
  typed: string,
  author: Author
): Result<CountCorrection, string> {
  const count = wholeNumber(typed);
  if (count === null || count > 100_000)
    return fail('Vul met een cijfer in hoeveel mensen er waren, bijvoorbeeld 18.');
  return ok({
    ...newDocument(author, 'count-correction', `${sessionKey(session)}.${author.nextId()}`),
    session,
    group: 'all',
    saw: 0,
    delta: count,
    why: 'Achteraf ingevuld.'
  });
}
