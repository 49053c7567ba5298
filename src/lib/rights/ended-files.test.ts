import { expect, test } from 'vitest';
import type { AnyDocument } from '../core/document.ts';
import { asRecords, endedFiles } from './ended-files.ts';
import { everythingAbout } from './file-rights.ts';

const TODAY = '2026-11-27';
const at = (day: string) => ({
  schema: 1,
  author: 'vet-1',
  device: 'phone',
  day,
  created: `${day}T10:00:00.000Z`
});
const report = (day: string, resident: string | null = null) => ({
  ...at(day),
  _id: 'report:R',
  kind: 'report',
  resident,
  reporter: 'other',
  reporterNote: '',
  question: 'Waar is het spreekuur?',
  domains: [],
  zone: null,
  urgency: 'normal'
});
const result = (day: string, outcome: string, resident: string | null = null) => ({
  ...at(day),
  _id: `report-result:${day}`,
  kind: 'report-result',
  report: 'report:R',
  resident,
  outcome,
  note: '',
  entry: null
});
const handover = (day: string) => ({
  ...at(day),
  _id: 'handover:H',
  kind: 'handover',
  team: 'bathmen',
  sender: 'vet-9',
  senderName: 'Gerdien',
  who: 'Anna',
  reach: '',
  question: 'Past dit bij jullie?',
  background: '',
  warm: null,
  by: null
});
const handoverState = (day: string, state: string, resident: string | null = null) => ({
  ...at(day),
  _id: `handover-state:${day}`,
  kind: 'handover-state',
  handover: 'handover:H',
  state,
  note: '',
  resident
});
const promise = (day: string) => ({
  ...at(day),
  _id: 'promise:P',
  kind: 'promise',
  resident: null,
  what: 'Terugbellen',
  by: null
});
const done = (day: string) => ({
  ...at(day),
  _id: `task-state:${day}`,
  kind: 'task-state',
  of: 'promise:P',
  state: 'done',
  by: null,
  note: ''
});

const ended = (...documents: object[]) =>
  endedFiles(asRecords('team-voorstad', documents as AnyDocument[]), TODAY).ended;

test('a short contact is over two years after the last word on it, when nothing more was to be done', () => {
  expect(ended(report('2024-11-01'), result('2024-11-26', 'solved'))).toEqual([
    { subject: 'report:R', sort: 'short-contact', destroyOn: '2026-11-26' }
  ]);
  expect(ended(report('2024-11-01'), result('2024-11-28', 'solved'))).toEqual([]);
});

test('a question of somebody unknown that nobody answered is kept as long as a file', () => {
  expect(ended(report('2014-11-01'))).toEqual([]);
  expect(ended(report('2011-11-01'))).toMatchObject([{ sort: 'file' }]);
});

test('a report that turned out to be of a resident goes with the file of that resident, and not before', () => {
  expect(ended(report('2020-01-01', 'resident:A'), result('2020-01-02', 'conversation'))).toEqual([]);
  expect(ended(report('2020-01-01'), result('2020-01-02', 'solved', 'resident:A'))).toEqual([]);
});

test('a handover that was not taken up is over two years later, and one that is waited for is not', () => {
  expect(ended(handover('2024-01-01'), handoverState('2024-02-01', 'not-taken-up'))).toMatchObject([
    { subject: 'handover:H', sort: 'short-contact', destroyOn: '2026-02-01' }
  ]);
  expect(ended(handover('2024-01-01'), handoverState('2024-02-01', 'contact'))).toEqual([]);
  expect(ended(handover('2024-01-01'), handoverState('2024-02-01', 'returned', 'resident:A'))).toEqual([]);
});

test('a promise to somebody without a card is over two years after it was kept', () => {
  expect(ended(promise('2024-01-01'))).toEqual([]);
  expect(ended(promise('2024-01-01'), done('2024-03-01'))).toMatchObject([
    { subject: 'promise:P', destroyOn: '2026-03-01' }
  ]);
});

test('what came in about a resident whose card is gone is found by the term of a file', () => {
  const conversation = {
    ...at('2011-01-01'),
    _id: 'conversation:C',
    kind: 'conversation',
    resident: 'resident:GONE',
    question: 'Hulp',
    domains: [],
    notes: '',
    follows: null
  };
  expect(ended(conversation)).toEqual([{ subject: 'resident:GONE', sort: 'file', destroyOn: '2026-01-01' }]);
  const all = [conversation, report('2011-01-01')] as unknown as AnyDocument[];
  expect(everythingAbout(all, 'resident:GONE', (id) => id).map(({ _id }) => _id)).toEqual(['conversation:C']);
});

test('everything about a report without a card is that report and what names it', () => {
  const all = [report('2024-01-01'), result('2024-01-02', 'solved'), handover('2024-01-01')];
  const ids = everythingAbout(all as unknown as AnyDocument[], 'report:R', (id) => id).map(({ _id }) => _id);
  expect(ids).toEqual(['report:R', 'report-result:2024-01-02']);
});
