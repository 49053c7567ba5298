import { expect, test } from 'vitest';
import type { AnyDocument } from '../core/document.ts';
import type { Report, ReportResult } from './report.ts';
import { inZone, reportStates } from './reports.ts';
import { readVisits } from './visit-book.ts';

const TODAY = '2026-11-24';
const written = { schema: 1, author: 'vet-voorstad-1', device: 'phone' } as const;

const report = (name: string, change: Partial<Report> = {}): Report => ({
  ...written,
  _id: `report:${name}`,
  kind: 'report',
  created: '2026-11-24T09:00:00.000Z',
  resident: null,
  day: TODAY,
  reporter: 'resident',
  reporterNote: '',
  question: 'Wie helpt mij?',
  domains: [],
  zone: null,
  urgency: 'normal',
  ...change
});
const result = (name: string, of: string, at: string, outcome: ReportResult['outcome']): ReportResult => ({
  ...written,
  _id: `report-result:${name}`,
  kind: 'report-result',
  created: `2026-11-24T${at}:00.000Z`,
  report: `report:${of}`,
  resident: null,
  day: TODAY,
  outcome,
  note: '',
  entry: null
});
const card = {
  ...written,
  _id: 'resident:1',
  kind: 'resident',
  created: '2026-11-01T09:00:00.000Z',
  name: 'Meneer Bos',
  contact: '',
  zone: 'zandweerd',
  birthYear: null,
  household: '',
  language: null,
  stamps: {},
  seen: {},
  kept: {}
};

const states = (...documents: AnyDocument[]) =>
  reportStates(
    readVisits(
      documents.map((document) => ({ database: 'team-voorstad', delivery: 'processed' as const, document }))
    ),
    TODAY
  );
const names = (all: readonly { report: { document: Report } }[]) =>
  all.map(({ report: { document } }) => document._id.slice('report:'.length));

test('open reports stand by urgency, and the oldest of one urgency first', () => {
  const { open } = states(
    report('calm-old', { day: '2026-09-01' }),
    report('week', { urgency: 'week' }),
    report('today', { urgency: 'today' }),
    report('week-old', { urgency: 'week', day: '2026-11-20' })
  );
  expect(names(open)).toEqual(['today', 'week-old', 'week', 'calm-old']);
});

test.each([
  ['today', '2026-11-24', false],
  ['today', '2026-11-23', true],
  ['week', '2026-11-17', false],
  ['week', '2026-11-16', true],
  ['normal', '2026-10-13', false],
  ['normal', '2026-10-12', true]
] as const)('an open report with urgency %s of %s is late: %s', (urgency, day, late) => {
  expect(states(report('one', { urgency, day })).open[0]?.late).toBe(late);
});

test('the latest result counts, and a report with one is neither open nor late', () => {
  const { open, settled } = states(
    report('one', { day: '2026-01-05' }),
    result('b', 'one', '09:00', 'conversation'),
    result('a', 'one', '10:00', 'solved')
  );
  expect(open).toEqual([]);
  expect(settled[0]?.result?.document.outcome).toBe('solved');
  expect(settled[0]?.late).toBe(false);
});

test('the report that was settled last stands first among the settled', () => {
  const { settled } = states(
    report('one'),
    report('two'),
    result('a', 'one', '10:00', 'solved'),
    result('b', 'two', '09:00', 'ended')
  );
  expect(names(settled)).toEqual(['one', 'two']);
});

test('a report without a zone of its own belongs to the zone of the resident', () => {
  const { open } = states(
    card,
    report('of-bos', { resident: 'resident:1' }),
    report('elsewhere', { zone: 'voorstad' }),
    report('unknown')
  );
  expect(names(inZone(open, 'zandweerd'))).toEqual(['of-bos']);
  expect(inZone(open, null)).toHaveLength(3);
});

test('a report of a resident whose card is not here names an unknown one, a short contact names nobody', () => {
  const { open } = states(report('gone', { resident: 'resident:9' }), report('nobody'));
  expect(Object.fromEntries(open.map((one) => [one.report.document._id, one.residentName]))).toEqual({
    'report:gone': 'Onbekende bewoner',
    'report:nobody': null
  });
});
