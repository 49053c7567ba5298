import { describe, expect, test } from 'vitest';
import { hybridClock } from '../core/hlc.ts';
import type { AnyDocument } from '../core/document.ts';
import { attachDocument, attachDocuments } from './report-resident.ts';
import { reportState } from './reports.ts';
import { visitTasks } from './tasks.ts';
import { timeLine, type Happening } from './time-line.ts';
import { readVisits, VISIT_SCHEMAS, type VisitBook } from './visit-book.ts';

const TODAY = '2026-11-24';
const REPORT = 'report:1';
let now = Date.UTC(2026, 10, 24, 9);
let count = 0;
const author = {
  user: 'anna',
  device: 'phone',
  clock: () => ++now,
  nextId: () => String(++count),
  stamps: hybridClock(() => now, 'phone')
};
const written = { schema: 1, author: 'anna', device: 'phone', created: '2026-11-20T09:00:00.000Z' };
const card = (name: string): AnyDocument => ({
  ...written,
  _id: `resident:${name}`,
  kind: 'resident',
  ...{ name, contact: '', zone: null, birthYear: null, household: '', language: null },
  ...{ stamps: {}, seen: {}, kept: {} }
});
const report: AnyDocument = {
  ...written,
  _id: REPORT,
  kind: 'report',
  resident: null,
  day: '2026-11-20',
  reporter: 'neighbour',
  reporterNote: '',
  question: 'Veel post',
  domains: [],
  zone: null,
  urgency: 'week'
};
const bookOf = (...more: AnyDocument[]): VisitBook =>
  readVisits(
    [card('bos'), card('smit'), report, ...more].map((document) => ({
      database: 'team-voorstad',
      delivery: 'device' as const,
      document
    }))
  );
const attach = (resident: string, undone = false) => attachDocument(REPORT, resident, undone, author);
const titles = (book: VisitBook, resident: string) =>
  timeLine(book, resident).map((one: Happening) => (one.kind === 'told' ? one.title : one.kind));
const named = (book: VisitBook) => {
  const kept = book.reports.get(REPORT);
  if (!kept) throw new Error('There is no report.');
  return reportState(book, kept, TODAY).residentName;
};

describe('a report without a card that is brought to a resident', () => {
  test('stands with the resident as if it had been theirs, with the word that brought it there', () => {
    const book = bookOf(attach('resident:bos'));
    expect(titles(book, 'resident:bos')).toEqual([
      'Melding bij deze bewoner gezet: Veel post',
      'Melding: Veel post'
    ]);
    expect(named(book)).toBe('bos');
    expect(visitTasks(book, TODAY)).toMatchObject([{ id: REPORT, resident: 'resident:bos', name: 'bos' }]);
  });

  test('is nobody’s again when that is taken back, and both words stay', () => {
    const book = bookOf(attach('resident:bos'), attach('resident:bos', true));
    expect(named(book)).toBeNull();
    expect(titles(book, 'resident:bos')).toEqual([
      'Melding hoort hier niet bij: Veel post',
      'Melding bij deze bewoner gezet: Veel post'
    ]);
  });

  test('is the last one’s whom somebody chose, in whatever order the words arrive', () => {
    const [one, two] = [attach('resident:bos'), attach('resident:smit')];
    expect([named(bookOf(one, two)), named(bookOf(two, one))]).toEqual(['smit', 'smit']);
  });

  test('follows a card that was joined with another', () => {
    const same = {
      ...written,
      _id: 'same-resident:1',
      kind: 'same-resident',
      ...{ resident: 'resident:smit', other: 'resident:bos', undone: false }
    };
    expect(named(bookOf(attach('resident:bos'), same))).toBe('smit');
  });

  test('leaves a report alone that was a resident’s from the start', () => {
    const theirs = { ...report, _id: 'report:2', resident: 'resident:smit' };
    const word = attachDocument('report:2', 'resident:bos', false, author);
    expect(bookOf(theirs, word).reports.get('report:2')?.document.resident).toBe('resident:smit');
  });
});

test('asks for the resident when none was chosen, and makes a document that the server takes', () => {
  expect(attachDocuments({ name: 'A', resident: null }, REPORT, author)).toMatchObject({
    ok: false,
    failure: [{ path: 'whose' }]
  });
  const made = attachDocuments({ name: 'A', resident: 'resident:bos' }, REPORT, author);
  if (!made.ok) throw new Error('It was refused.');
  expect(VISIT_SCHEMAS['report-resident'].safeParse(made.value[0]).success).toBe(true);
});
