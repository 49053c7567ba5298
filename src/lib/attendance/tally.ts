import { sessionKey, type SessionRef } from '../agenda/activity.ts';
import type { AttendanceMark } from './attendance.ts';

/** How many of a group's list were at a session. */
export interface Tally {
  readonly present: number;
  /** Of them, who never was at an earlier one; null at the first session of a list, where that says nothing. */
  readonly fresh: number | null;
}

/** A tally, and of which session. */
export interface SessionTally extends Tally {
  readonly session: SessionRef;
}

/** What all marks of one group come to, by `sessionKey`. The order of the marks is nothing. */
export function tallyMarks(marks: readonly AttendanceMark[]): Map<string, SessionTally> {
  const first = new Map<string, string>();
  for (const { participant, session, present } of marks) {
    const earlier = first.get(participant);
    if (present && (earlier === undefined || session.start < earlier)) first.set(participant, session.start);
  }
  const begin = [...first.values()].sort()[0];
  const bySession = Map.groupBy(marks, ({ session }) => sessionKey(session));
  return new Map(
    [...bySession].map(([key, ofSession]) => {
      const session = (ofSession[0] as AttendanceMark).session;
      const present = ofSession.filter((mark) => mark.present);
      const fresh = present.filter(({ participant }) => first.get(participant) === session.start).length;
      return [key, { session, present: present.length, fresh: session.start === begin ? null : fresh }];
    })
  );
}
