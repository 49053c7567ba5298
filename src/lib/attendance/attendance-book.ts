import { sessionKey, type SessionRef } from '../agenda/activity.ts';
import { moment, readKinds, type Kept } from '../db/kept.ts';
import type { StoredRecord } from '../db/records.ts';
import {
  ATTENDANCE_SCHEMAS,
  type AttendanceMark,
  type CheckIn,
  type CountCorrection,
  type GroupList,
  type Headcount,
  type ListCount,
  type Participant,
  type SessionReport
} from './attendance.ts';
import { tallyMarks, type Tally } from './tally.ts';

/** Everything that is known of who came to one session, each kind in the order of making. */
export interface SessionFacts {
  readonly session: SessionRef;
  readonly headcounts: readonly Kept<Headcount>[];
  readonly corrections: readonly Kept<CountCorrection>[];
  readonly reports: readonly Kept<SessionReport>[];
  readonly checkIns: readonly Kept<CheckIn>[];
  /** Who of the group's list was there. */
  readonly marks: readonly Kept<AttendanceMark>[];
  /** What the server made of the marks; several only while copies of it have not been joined. */
  readonly listCounts: readonly Kept<ListCount>[];
  /** How many of the list were there; null where nobody of a list was marked. */
  readonly listed: Tally | null;
}

/** Who came, as far as this device holds it. */
export interface AttendanceBook {
  /** By `sessionKey`. */
  readonly sessions: ReadonlyMap<string, SessionFacts>;
  /** By the id of the activity, its sessions by their start. */
  readonly activities: ReadonlyMap<string, readonly SessionFacts[]>;
  /** By the id of the activity what was last said of its list of names. */
  readonly lists: ReadonlyMap<string, Kept<GroupList>>;
  readonly participants: ReadonlyMap<string, Kept<Participant>>;
  /** Documents of these kinds that a newer version of the product wrote. */
  readonly locked: number;
}

type Open<Facts> = {
  -readonly [Field in keyof Facts]: Facts[Field] extends readonly (infer One)[] ? One[] : Facts[Field];
};

const SESSION_KINDS = {
  headcounts: 'headcount',
  corrections: 'count-correction',
  reports: 'session-report',
  checkIns: 'check-in',
  marks: 'attendance-mark',
  listCounts: 'list-count'
} as const;

/** What is known of a session of which nobody said anything. */
export const noFacts = (session: SessionRef): SessionFacts => ({
  session,
  headcounts: [],
  corrections: [],
  reports: [],
  checkIns: [],
  marks: [],
  listCounts: [],
  listed: null
});

/** What is known of one session. */
export const factsOf = (book: AttendanceBook, session: SessionRef): SessionFacts =>
  book.sessions.get(sessionKey(session)) ?? noFacts(session);

/** Reads the records of every database into one book. */
export function readAttendance(records: Iterable<StoredRecord>): AttendanceBook {
  const { of, locked } = readKinds(records, ATTENDANCE_SCHEMAS);
  const sessions = new Map<string, Open<SessionFacts>>();
  const at = (session: SessionRef) => {
    const key = sessionKey(session);
    const known = sessions.get(key) ?? (noFacts(session) as Open<SessionFacts>);
    sessions.set(key, known);
    return known;
  };
  for (const [field, kind] of Object.entries(SESSION_KINDS) as [keyof typeof SESSION_KINDS, 'headcount'][]) {
    for (const kept of inOrder(of[kind])) at(kept.document.session)[field as 'headcounts'].push(kept);
  }
  const marks = of['attendance-mark'].map(({ document }) => document);
  for (const ofActivity of Map.groupBy(marks, ({ session }) => session.activity).values()) {
    for (const [key, tally] of tallyMarks(ofActivity))
      (sessions.get(key) as Open<SessionFacts>).listed = tally;
  }
  // Who holds the names counts with what is on this device, unless some of the names are gone by now.
  for (const facts of sessions.values()) {
    const told = facts.listCounts.at(-1)?.document;
    if (told && (told.closed || !facts.listed)) facts.listed = told;
  }
  const byStart = [...sessions.values()].sort((one, other) =>
    one.session.start < other.session.start ? -1 : 1
  );
  return {
    sessions,
    activities: Map.groupBy(byStart, ({ session }) => session.activity),
    lists: new Map(inOrder(of['group-list']).map((kept) => [kept.document.activity, kept])),
    participants: new Map(of.participant.map((kept) => [kept.document._id, kept])),
    locked
  };
}

const inOrder = <Document extends { created: string; _id: string }>(
  kept: readonly Kept<Document>[]
): Kept<Document>[] =>
  [...kept].sort((one, other) => (moment(one.document) < moment(other.document) ? -1 : 1));
