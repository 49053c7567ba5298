import * as z from 'zod/mini';
import { sessionKey, type SessionRef } from '../agenda/activity.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { checked } from '../core/checked.ts';
import { dutchDay } from '../core/clock.ts';
import { nameOf } from '../core/document-id.ts';
import { ok, type Result } from '../core/result.ts';
import type { Kept } from '../db/kept.ts';
import { groupDatabase } from '../roles/databases.ts';
import { begin, edit } from '../sync/merge.ts';
import type { AttendanceBook, SessionFacts } from './attendance-book.ts';
import { Participant, type AttendanceMark, type GroupList } from './attendance.ts';

/* A group's list of first names, and who of it was there. Pure. */

/** What a worker may choose from: how many days somebody who stays away remains on the list. */
export const KEEP_DAYS = [90, 180, 365] as const;
export const USUAL_KEEP_DAYS = 180;

/** The word that a group keeps a list from now on, or does not any more. */
export const listFact = (
  activity: string,
  state: GroupList['state'],
  keepDays: number,
  author: Author
): GroupList => ({ ...newDocument(author, 'group-list'), activity, state, keepDays });

/** A list as the last word on it has it; null when the group keeps none. */
export function keptList(book: AttendanceBook, activity: string): Kept<GroupList> | null {
  const list = book.lists.get(activity);
  return list?.document.state === 'kept' ? list : null;
}

/** Somebody who comes onto the list, as it is filled in. */
export const NameForm = z.object({
  /** The part of the future document's id after its kind. */
  name: z.string(),
  firstName: z.string(),
  agreed: z.boolean()
});
export type NameForm = z.infer<typeof NameForm>;

export const emptyName = ({ nextId }: Pick<Author, 'nextId'>): NameForm => ({
  name: nextId(),
  firstName: '',
  agreed: false
});

/** Somebody on the list, or what is still to be mended. Nobody comes onto it without a yes of their own. */
export function participantDocuments(form: NameForm, author: Author): Result<Participant[], Problem[]> {
  const problems: Problem[] = form.agreed
    ? []
    : [
        { path: 'agreed', message: 'Vraag eerst of diegene op de lijst wil. Zonder ja komt er geen naam op.' }
      ];
  const card = {
    ...newDocument(author, 'participant', form.name),
    firstName: form.firstName.trim(),
    consentOn: dutchDay(author.clock()),
    left: null,
    stamps: {},
    seen: {},
    kept: {}
  };
  const fields = ['firstName', 'consentOn', 'left'] as const;
  const participant = checked(Participant, begin(card, fields, author.stamps), problems, [
    'firstName',
    'agreed'
  ]);
  return participant.ok ? ok([participant.value]) : participant;
}

/** The card of somebody who leaves the list today. The server removes it, with its marks, when the term is over. */
export const leaveList = (participant: Participant, author: Author): Participant =>
  edit(participant, { left: dutchDay(author.clock()) }, author.stamps);

/** The mark that somebody was there, or was not after all. `known` is the one that is there already. */
export function markDocument(
  session: SessionRef,
  participant: string,
  present: boolean,
  known: AttendanceMark | null,
  author: Author
): AttendanceMark {
  if (known) return edit(known, { present }, author.stamps);
  const mark = {
    ...newDocument(author, 'attendance-mark', `${sessionKey(session)}.${nameOf(participant)}`),
    session: { activity: session.activity, start: session.start },
    participant,
    present,
    stamps: {},
    seen: {},
    kept: {}
  };
  return begin(mark, ['present'], author.stamps);
}

/** Somebody on the list, and whether they were at one session. */
export interface Listed {
  readonly participant: Participant;
  /** Null when nobody said. */
  readonly mark: AttendanceMark | null;
}

const alphabet = new Intl.Collator('nl');

/** Who can be marked at a session, by first name: whoever is on the list, and who was marked there before they left. */
export function listedAt(book: AttendanceBook, { session, marks }: SessionFacts): Listed[] {
  const database = groupDatabase(session.activity);
  const known = new Map(marks.map(({ document }) => [document.participant, document]));
  return [...book.participants.values()]
    .filter((one) => one.database === database)
    .map(({ document }) => ({ participant: document, mark: known.get(document._id) ?? null }))
    .filter(({ participant, mark }) => participant.left === null || mark?.present === true)
    .sort(
      (one, other) =>
        alphabet.compare(one.participant.firstName, other.participant.firstName) ||
        (one.participant._id < other.participant._id ? -1 : 1)
    );
}
