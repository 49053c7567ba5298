import { expect, test } from 'vitest';
import { newDocument } from '../core/author.ts';
import { addDays } from '../core/dutch-date.ts';
import type { AttendanceMark } from './attendance.ts';
import { beganOn, helpersOf, reachOf } from './reach.ts';
import { briefReport } from './session-report.ts';
import { bookOf, COFFEE, counted, session, somebody, times } from './testing.ts';
import { ageWords } from './words.ts';

const ria = somebody('ria');
const bert = somebody('bert');
const anna = somebody('anna');
const FIRST = '2026-08-04';
const on = (week: number) => ({ activity: COFFEE.activity, start: `${addDays(FIRST, 7 * week)}T10:00:00` });
const stretch = { from: '2026-01-01', until: '2027-01-01' };
const map = (weeks: number, capacity: number | null = null) => ({
  capacity,
  sessions: Array.from({ length: weeks }, (_, week) => session(on(week)))
});
const heads = (week: number, count: number, by = ria) => counted(by, times(count, '+all'), on(week));

test('sessions held, not held and not told of are told apart', () => {
  const book = bookOf(heads(0, 10), briefReport(on(1), 'not-held', ria), heads(3, 14));
  const reach = reachOf(book, COFFEE.activity, map(4), stretch);
  expect(reach.sessions.map(({ state, count }) => [state, count])).toEqual([
    ['held', 10],
    ['not-held', null],
    ['unknown', null],
    ['held', 14]
  ]);
  expect(reach).toMatchObject({ held: 2, notHeld: 1, counted: 2, visits: 24, average: 12 });
});

test('a session that was called off was not held, unless people came all the same', () => {
  const sessions = [0, 1].map((week) => session(on(week), { cancelled: true }));
  const reach = reachOf(bookOf(heads(1, 5)), COFFEE.activity, { capacity: null, sessions }, stretch);
  expect(reach.sessions.map(({ state }) => state)).toEqual(['not-held', 'held']);
});

test('what was told of a session that the map does not know any more counts', () => {
  const reach = reachOf(bookOf(heads(0, 5), heads(9, 3)), COFFEE.activity, map(1), stretch);
  expect(reach.visits).toBe(8);
  expect(
    reachOf(bookOf(heads(0, 5)), COFFEE.activity, map(0), { ...stretch, from: '2026-09-01' }).visits
  ).toBe(0);
});

test('new faces are counted where they were told apart, and are not made up where they were not', () => {
  const split = counted(ria, [...times(3, '+new'), ...times(9, '+regular')], on(1));
  const reach = reachOf(bookOf(heads(0, 10), split), COFFEE.activity, map(2), stretch);
  expect(reach.sessions.map(({ fresh }) => fresh)).toEqual([null, 3]);
  expect(reach.newFaces).toBe(3);
  expect(reachOf(bookOf(heads(0, 10)), COFFEE.activity, map(1), stretch).newFaces).toBeNull();
});

test('different people are counted by their marks, each once, and not without a list', () => {
  const mark = (week: number, participant: string, present = true): AttendanceMark => ({
    ...newDocument(ria, 'attendance-mark', `${week}.${participant}`),
    stamps: {},
    seen: {},
    kept: {},
    session: on(week),
    participant,
    present
  });
  const book = bookOf(mark(0, 'a'), mark(0, 'b'), mark(1, 'a'), mark(1, 'c', false));
  expect(reachOf(book, COFFEE.activity, map(2), stretch).unique).toBe(2);
  expect(reachOf(bookOf(heads(0, 3)), COFFEE.activity, map(2), stretch).unique).toBeNull();
});

test('it grows, shrinks or stays as the last six sessions differ from the six before, and is not said of a few', () => {
  const trend = (counts: readonly number[]) => {
    const book = bookOf(...counts.map((count, week) => heads(week, count)));
    return reachOf(book, COFFEE.activity, map(counts.length), stretch).trend;
  };
  expect(trend([10, 10, 10, 10, 10, 10, 14, 14, 14, 14, 14, 14])).toEqual({ way: 'up', now: 14, before: 10 });
  expect(trend([10, 10, 10, 10, 10, 10, 8, 8, 8, 8, 8, 8])?.way).toBe('down');
  expect(trend([10, 10, 10, 10, 10, 10, 11, 11, 11, 11, 11, 11])?.way).toBe('level');
  expect(trend([10, 10, 30, 30, 30, 30, 30, 30])).toBeNull();
});

test('it was full from nine tenths of its places on, and empty up to half of them', () => {
  const book = bookOf(heads(0, 20), heads(1, 18), heads(2, 17), heads(3, 10), heads(4, 11));
  expect(reachOf(book, COFFEE.activity, map(5, 20), stretch).places).toEqual({
    capacity: 20,
    full: 2,
    empty: 1
  });
  expect(reachOf(book, COFFEE.activity, map(5), stretch).places).toBeNull();
});

test('it exists since its first day on the map, or since somebody told of it earlier', () => {
  const book = bookOf(heads(0, 3));
  expect(beganOn(book, COFFEE.activity, '2026-11-03')).toBe(FIRST);
  expect(beganOn(book, COFFEE.activity, '2025-01-07')).toBe('2025-01-07');
  expect(beganOn(bookOf(), COFFEE.activity, null)).toBeNull();
  expect(ageWords('2024-08-04', '2026-11-24')).toBe('2 jaar en 3 maanden');
  expect(ageWords('2026-08-25', '2026-11-24')).toBe('2 maanden');
  expect(ageWords('2026-11-03', '2026-11-24')).toBe('3 weken');
  expect(ageWords('2025-11-24', '2026-11-24')).toBe('1 jaar');
});

test('it hangs on the volunteers who were named or told of it in the last quarter; one or two make it fragile', () => {
  const volunteers = ['ria', 'bert', 'cora', 'dirk'];
  const isVolunteer = (user: string) => volunteers.includes(user);
  const named: string[] = [];
  const helpers = (...documents: Parameters<typeof bookOf>) =>
    helpersOf(bookOf(...documents), COFFEE.activity, named, isVolunteer, '2026-11-24');
  expect(helpers()).toEqual({ volunteers: [], fragile: false });
  expect(helpers(heads(14, 2), heads(15, 2, anna))).toEqual({ volunteers: ['ria'], fragile: true });
  expect(helpers(heads(14, 2), briefReport(on(15), 'unknown', bert)).fragile).toBe(true);
  expect(helpers(heads(0, 2), heads(14, 1, bert)).volunteers).toEqual(['bert']);
  named.push('cora', 'anna');
  expect(helpers(heads(14, 2), heads(15, 2, bert))).toEqual({
    volunteers: ['bert', 'cora', 'ria'],
    fragile: false
  });
});
