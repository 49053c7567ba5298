import { expect, test } from 'vitest';
import { newDocument } from '../core/author.ts';
import { factsOf } from './attendance-book.ts';
import { askedAnswer, askedSessions } from './asked.ts';
import type { AttendanceMark, GroupList, Participant } from './attendance.ts';
import { correctionDocuments, emptyCorrection } from './count-correction.ts';
import { sessionCount } from './headcount.ts';
import { counterAddress, sessionAt } from './session-address.ts';
import { briefReport, emptyReport, heldOrNot, reportDocuments, signalsSince } from './session-report.ts';
import { bookOf, COFFEE, counted, MORNING, session, somebody } from './testing.ts';

const ria = somebody('ria');
const DAY = 86_400_000;
const on = (day: string) => ({ activity: COFFEE.activity, start: `${day}T10:00:00` });
const report = (ref = COFFEE, change: object = {}, by = ria) => {
  const made = reportDocuments(ref, { ...emptyReport(by), ...change }, by);
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value[0] as (typeof made.value)[0];
};
const mergeable = { stamps: {}, seen: {}, kept: {} };

test('the book holds every kind by its session, in the order of making, and the activity’s sessions by start', () => {
  const mark: AttendanceMark = {
    ...newDocument(ria, 'attendance-mark'),
    ...mergeable,
    session: COFFEE,
    participant: 'participant:1',
    present: true
  };
  const participant: Participant = {
    ...newDocument(ria, 'participant', '1'),
    ...mergeable,
    firstName: 'Jan',
    consentOn: '2026-11-01',
    left: null
  };
  const list = (state: GroupList['state']): GroupList => ({
    ...newDocument(ria, 'group-list'),
    activity: COFFEE.activity,
    state,
    keepDays: 90
  });
  const first = report();
  const second = report();
  const book = bookOf(
    second,
    mark,
    list('kept'),
    participant,
    counted(ria, ['+all']),
    first,
    list('ended'),
    report(on('2026-11-17'))
  );
  const facts = factsOf(book, COFFEE);
  expect(facts.reports.map(({ document }) => document._id)).toEqual([first._id, second._id]);
  expect([facts.headcounts.length, facts.marks.length, facts.corrections.length]).toEqual([1, 1, 0]);
  expect(book.activities.get(COFFEE.activity)?.map((one) => one.session.start)).toEqual([
    '2026-11-17T10:00:00',
    '2026-11-24T10:00:00'
  ]);
  expect(book.lists.get(COFFEE.activity)?.document.state).toBe('ended');
  expect([...book.participants.keys()]).toEqual(['participant:1']);
});

test('what a newer version wrote is left alone and counted, and what is of other features is not read', () => {
  const newer = { ...counted(ria, ['+all']), schema: 2 };
  const other = { ...newDocument(ria, 'conversation'), question: '' };
  const book = bookOf(newer, other);
  expect([book.sessions.size, book.locked]).toEqual([0, 1]);
});

test('a session is found again by the address of its counter', () => {
  expect(counterAddress(COFFEE)).toBe('/werk/opkomst/koffie/20261124T100000');
  expect(sessionAt('koffie', '20261124T100000')).toEqual(COFFEE);
  for (const wrong of ['20261341T100000', '20260230T100000', '20261124T250000', 'morgen', ''])
    expect(sessionAt('koffie', wrong)).toBeNull();
});

test('asked is of sessions from yesterday to seven days ago that went on and of which nobody told, the last first', () => {
  const days = ['2026-11-16', '2026-11-17', '2026-11-20', '2026-11-22', '2026-11-23', '2026-11-24'];
  const sessions = days.map((day) => session(on(day), { cancelled: day === '2026-11-20' }));
  const asked = (...documents: Parameters<typeof bookOf>) =>
    askedSessions(bookOf(...documents), sessions, '2026-11-24').map(({ start }) => start.slice(0, 10));
  expect(asked()).toEqual(['2026-11-23', '2026-11-22', '2026-11-17']);
  const answer = askedAnswer(on('2026-11-23'), '18', ria);
  if (!answer.ok) throw new Error(answer.failure);
  expect(asked(answer.value)).toEqual(['2026-11-22', '2026-11-17']);
  expect(asked(briefReport(on('2026-11-23'), 'unknown', ria))).toEqual(['2026-11-22', '2026-11-17']);
  expect(asked(briefReport(on('2026-11-22'), 'not-held', ria))).toEqual(['2026-11-23', '2026-11-17']);
  expect(asked(counted(ria, ['+all'], on('2026-11-17')))).toEqual(['2026-11-23', '2026-11-22']);
});

test('a session of which every tap was taken back, or where only visitors said they were there, is still asked for', () => {
  const checkIn = {
    ...newDocument(ria, 'check-in'),
    session: on('2026-11-23')
  };
  const nothing = counted(ria, ['+all', '-all'], on('2026-11-23'));
  const asked = askedSessions(bookOf(checkIn, nothing), [session(on('2026-11-23'))], '2026-11-24');
  expect(asked).toHaveLength(1);
});

test('a session that was moved is asked for after the day that it was moved to, under the name its series gives it', () => {
  const moved = session(on('2026-11-20'), {
    start: '2026-11-23T14:00:00',
    end: '2026-11-23T16:00:00',
    moved: true
  });
  expect(askedSessions(bookOf(), [moved], '2026-11-23')).toEqual([]);
  expect(askedSessions(bookOf(), [moved], '2026-11-24')).toHaveLength(1);
  expect(askedSessions(bookOf(counted(ria, ['+all'], on('2026-11-20'))), [moved], '2026-11-24')).toEqual([]);
});

test('a session that ends after midnight is asked for on the day after that', () => {
  const night = session(on('2026-11-23'), { end: '2026-11-24T00:30:00' });
  expect(askedSessions(bookOf(), [night], '2026-11-24')).toEqual([]);
  expect(askedSessions(bookOf(), [night], '2026-11-25')).toHaveLength(1);
});

test('the answer is what there were in all, nobody among them, and what another phone counted still comes with it', () => {
  const answered = (typed: string) => {
    const answer = askedAnswer(COFFEE, typed, ria);
    return answer.ok ? answer.value : null;
  };
  for (const typed of ['', 'veel', '-1', '1.5', '1000000']) expect(answered(typed)).toBeNull();
  expect(answered('0')).toMatchObject({ saw: 0, delta: 0 });
  const answer = answered(' 18 ');
  if (!answer) throw new Error('Refused.');
  const book = bookOf(answer, counted(somebody('bert', 'oud', MORNING - 7 * DAY), ['+all', '+all']));
  expect(sessionCount(factsOf(book, COFFEE)).total).toBe(20);
});

test('whether a session was held is what was said last by who knew', () => {
  const facts = (...reports: Parameters<typeof bookOf>) => factsOf(bookOf(...reports), COFFEE);
  expect(heldOrNot(facts())).toBeNull();
  expect(heldOrNot(facts(briefReport(COFFEE, 'unknown', ria)))).toBeNull();
  const no = report(COFFEE, { held: 'not-held' });
  expect(heldOrNot(facts(no, briefReport(COFFEE, 'unknown', ria)))).toBe(false);
  expect(heldOrNot(facts(no, report()))).toBe(true);
});

test('a report holds no citizen number, and what is for the team is found by the time of writing', () => {
  const refused = reportDocuments(COFFEE, { ...emptyReport(ria), how: 'Vraag het 123456782.' }, ria);
  expect(refused.ok ? [] : refused.failure.map(({ path }) => path)).toEqual(['how']);
  const told = report(COFFEE, { signal: ' De lift is stuk. ' });
  const book = bookOf(report(COFFEE, { how: 'Gezellig.' }), told);
  expect(signalsSince(book, '2026-11-24T00:00:00.000Z').map(({ document }) => document.signal)).toEqual([
    'De lift is stuk.'
  ]);
  expect(signalsSince(book, '2026-11-25T00:00:00.000Z')).toEqual([]);
});

test('putting right is dated by whoever does it', () => {
  const made = correctionDocuments(COFFEE, 3, { ...emptyCorrection(ria), right: '5', why: 'Nageteld.' }, ria);
  expect(made.ok && made.value[0]?.author).toBe('ria');
});
