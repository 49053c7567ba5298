import { expect, test } from 'vitest';
import { factsOf } from './attendance-book.ts';
import type { AttendanceMark, ListCount, Participant } from './attendance.ts';
import {
  emptyName,
  keptList,
  leaveList,
  listedAt,
  listFact,
  markDocument,
  participantDocuments
} from './group-list.ts';
import { sessionCount } from './headcount.ts';
import { merge } from '../sync/merge.ts';
import { tallyMarks } from './tally.ts';
import { readAttendance } from './attendance-book.ts';
import type { AnyDocument } from '../core/document.ts';
import { bookOf, COFFEE, counted, somebody } from './testing.ts';

const ria = somebody('ria');
const bert = somebody('bert');
const LATER = { ...COFFEE, start: '2026-12-01T10:00:00' };

function person(firstName: string, by = ria): Participant {
  const made = participantDocuments({ ...emptyName(by), firstName, agreed: true }, by);
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value[0] as Participant;
}
const there = ({ _id }: Participant, at = COFFEE, by = ria): AttendanceMark =>
  markDocument(at, _id, true, null, by);
const count = (change: Partial<ListCount>): ListCount => ({
  _id: 'list-count:koffie',
  kind: 'list-count',
  schema: 1,
  author: 'server',
  device: 'server',
  created: '2026-11-24T12:00:00.000Z',
  session: COFFEE,
  present: 9,
  fresh: 2,
  closed: false,
  ...change
});

/** A book whose list is that of the coffee, as a phone holds it that may read it. */
const listBook = (...documents: AnyDocument[]) =>
  readAttendance(
    documents.map((document) => ({
      database: ['participant', 'attendance-mark'].includes(String(document.kind))
        ? 'groep-koffie'
        : 'opkomst-voorstad',
      delivery: 'device' as const,
      document
    }))
  );

test('a group keeps a list when the last word on it says so', () => {
  const kept = listFact(COFFEE.activity, 'kept', 180, ria);
  expect(keptList(bookOf(kept), COFFEE.activity)?.document.keepDays).toBe(180);
  expect(keptList(bookOf(kept, listFact(COFFEE.activity, 'ended', 180, ria)), COFFEE.activity)).toBeNull();
  expect(keptList(bookOf(kept), 'activity:tafel')).toBeNull();
});

test('nobody comes onto the list without a yes and a first name, and no whole life story either', () => {
  const made = (form: object) => participantDocuments({ ...emptyName(ria), ...form }, ria);
  expect(made({ firstName: '  Ans ', agreed: true })).toMatchObject({
    ok: true,
    value: [{ firstName: 'Ans', consentOn: '2026-11-24', left: null }]
  });
  expect(made({ firstName: 'Ans' })).toMatchObject({ ok: false, failure: [{ path: 'agreed' }] });
  expect(made({ firstName: ' ' })).toMatchObject({
    ok: false,
    failure: [{ path: 'firstName' }, { path: 'agreed' }]
  });
  expect(made({ firstName: 'A'.repeat(41), agreed: true })).toMatchObject({
    failure: [{ path: 'firstName' }]
  });
});

test('marks that two volunteers set for one person at one session are one, and the later word stands', () => {
  const ans = person('Ans');
  const byRia = there(ans);
  const byBert = there(ans, COFFEE, bert);
  expect(byBert._id).toBe(byRia._id);
  const takenBack = markDocument(
    COFFEE,
    ans._id,
    false,
    byBert,
    somebody('bert', 'telefoon-bert', Date.UTC(2026, 10, 24, 12))
  );
  expect(merge([byRia, takenBack])).toMatchObject({ present: false });
  expect(merge([takenBack, byRia])).toMatchObject({ present: false });
  expect(there(ans, LATER)._id).not.toBe(byRia._id);
});

test('the list of a session stands by first name, without who left, but with who was there before they left', () => {
  const [cor, ans, bep, els] = [person('Cor'), person('ans'), person('Bep'), person('Els')];
  const left = [leaveList(bep, ria), leaveList(els, ria)];
  const book = listBook(cor, ans, ...left, there(bep), there(cor), there(els, LATER));
  expect(
    listedAt(book, factsOf(book, COFFEE)).map(({ participant, mark }) => [
      participant.firstName,
      mark?.present
    ])
  ).toEqual([
    ['ans', undefined],
    ['Bep', true],
    ['Cor', true]
  ]);
  const elsewhere = { activity: 'activity:tafel', start: COFFEE.start };
  expect(listedAt(book, factsOf(book, elsewhere))).toEqual([]);
});

test('who is marked adds up with who is counted without a name, once however many marked them', () => {
  const [ans, bep] = [person('Ans'), person('Bep')];
  const book = listBook(
    there(ans),
    there(bep),
    markDocument(COFFEE, 'participant:weg', false, null, ria),
    counted(ria, ['+all'])
  );
  expect(sessionCount(factsOf(book, COFFEE))).toMatchObject({ total: 3, listed: 2 });
});

test('somebody is new where they were first, but not at the first session of the list', () => {
  const [ans, bep] = [person('Ans'), person('Bep')];
  const marks = [
    there(bep, LATER),
    there(ans, LATER),
    there(ans),
    markDocument(COFFEE, bep._id, false, null, ria)
  ];
  const tallies = () =>
    [...tallyMarks(marks).values()].map(({ session, present, fresh }) => [session.start, present, fresh]);
  const expected = [
    [COFFEE.start, 1, null],
    [LATER.start, 2, 1]
  ];
  expect(tallies().sort()).toEqual(expected);
  marks.reverse();
  expect(tallies().sort()).toEqual(expected);
});

test('who may not read the names has the number from the server, and who may counts what is on the phone', () => {
  const ans = person('Ans');
  const zone = listBook(count({}));
  expect(sessionCount(factsOf(zone, COFFEE))).toMatchObject({ total: 9, listed: 9 });
  const own = listBook(count({}), there(ans));
  expect(sessionCount(factsOf(own, COFFEE)).listed).toBe(1);
  const later = listBook(count({ closed: true }), there(ans));
  expect(sessionCount(factsOf(later, COFFEE)).listed).toBe(9);
});
