import { expect, test } from 'vitest';
import type { Author } from '../core/author.ts';
import type { AnyDocument } from '../core/document.ts';
import { hybridClock } from '../core/hlc.ts';
import { ulidMaker } from '../core/id.ts';
import type { StoredRecord } from '../db/records.ts';
import {
  emptyRequest,
  everythingAbout,
  fileRead,
  forResident,
  requestDocuments,
  rightsOf
} from './file-rights.ts';

const ANNA = 'resident:ANNA';
/** Tuesday 24 November 2026, 10.00 in the Netherlands. */
const MORNING = Date.UTC(2026, 10, 24, 9);

function author(user: string, now = MORNING, device = `telefoon-${user}`): Author {
  const clock = () => now;
  const random = (count: number) => new Uint8Array(count).fill(now % 251);
  return { user, device, clock, nextId: ulidMaker(clock, random), stamps: hybridClock(clock, device) };
}
const records = (...documents: object[]): StoredRecord[] =>
  documents.map((document) => ({
    database: 'team-voorstad',
    delivery: 'device',
    document: document as AnyDocument
  }));
const documents = (...all: object[]) => all as AnyDocument[];
const itself = (id: string) => id;

test('opening a file is told once a day for each user and device', () => {
  const first = fileRead(ANNA, author('vet-1'));
  expect(fileRead(ANNA, author('vet-1', MORNING + 3_600_000))._id).toBe(first._id);
  const others = [
    fileRead(ANNA, author('vet-1', MORNING + 86_400_000)),
    fileRead(ANNA, author('vet-2')),
    fileRead(ANNA, author('vet-1', MORNING, 'laptop')),
    fileRead('resident:BEP', author('vet-1'))
  ];
  expect(new Set([first, ...others].map(({ _id }) => _id)).size).toBe(5);
});

test('who saw a file is told of that resident alone, and of cards that turned out to be theirs', () => {
  const reads = [
    fileRead(ANNA, author('vet-1')),
    fileRead('resident:ANNA-2', author('vet-2', MORNING + 1000)),
    fileRead('resident:BEP', author('vet-3'))
  ];
  const residentOf = (id: string) => (id === 'resident:ANNA-2' ? ANNA : id);
  expect(rightsOf(records(...reads), ANNA, residentOf).reads.map(({ document }) => document.author)).toEqual([
    'vet-2',
    'vet-1'
  ]);
});

test('what a resident asks is written in their words, under one of the rights', () => {
  const made = (form: object) =>
    requestDocuments(ANNA, { ...emptyRequest(author('vet-1')), ...form }, author('vet-1'));
  expect(made({ right: 'correction', text: ' Ik woon alleen. ' })).toMatchObject({
    ok: true,
    value: [{ right: 'correction', text: 'Ik woon alleen.', day: '2026-11-24' }]
  });
  expect(made({})).toMatchObject({ failure: [{ path: 'right' }, { path: 'text' }] });
});

test('everything about a resident is what names them and what names that, and nothing of anybody else', () => {
  const all = documents(
    { _id: 'step-result:1', step: 'step:1', created: '2026-03' },
    { _id: 'step:1', resident: ANNA, conversation: 'conversation:1', created: '2026-02' },
    { _id: 'conversation:1', resident: 'resident:ANNA-2', created: '2026-01', _rev: '1-a' },
    { _id: ANNA, name: 'Anna', created: '2025', stamps: {}, seen: {}, kept: {} },
    { _id: 'resident:ANNA-2', name: 'Anna D.', created: '2024' },
    { _id: 'resident:BEP', name: 'Bep', created: '2024' },
    { _id: 'conversation:2', resident: 'resident:BEP', created: '2026' },
    { _id: 'collective-question:1', report: 'conversation:1', need: 'collective-need:1', created: '2026-04' },
    { _id: 'collective-need:1', title: 'Eenzaamheid', created: '2020' },
    { _id: 'collective-question:2', report: 'conversation:2', need: 'collective-need:1', created: '2026-04' }
  );
  const residentOf = (id: string) => (id === 'resident:ANNA-2' ? ANNA : id);
  const everything = everythingAbout(all, ANNA, residentOf);
  expect(everything.map(({ _id }) => _id)).toEqual([
    'resident:ANNA-2',
    ANNA,
    'conversation:1',
    'step:1',
    'step-result:1',
    'collective-question:1'
  ]);
  const taken = everything.map(forResident);
  expect(taken.some((document) => 'stamps' in document || '_rev' in document)).toBe(false);
  expect(everythingAbout(all, 'resident:nobody', itself)).toEqual([]);
});

test('a report or a handover that turned out to be of a resident is theirs, as the last word on it says', () => {
  const word = (id: string, about: string, resident: string | null, created: string) => {
    const kind = id.slice(0, id.indexOf(':'));
    return { _id: id, kind, [kind === 'report-resident' ? 'report' : 'handover']: about, resident, created };
  };
  const all = documents(
    { _id: 'report:1', kind: 'report', resident: null, created: '1' },
    { _id: 'report-result:1', kind: 'report-result', report: 'report:1', created: '2' },
    word('report-resident:1', 'report:1', ANNA, '3'),
    { _id: 'report:2', kind: 'report', resident: null, created: '1' },
    word('report-resident:2', 'report:2', ANNA, '3'),
    word('report-resident:3', 'report:2', 'resident:BEP', '4'),
    { _id: 'handover:1', kind: 'handover', created: '1' },
    word('handover-state:1', 'handover:1', ANNA, '2'),
    word('handover-state:2', 'handover:1', null, '3')
  );
  const ids = everythingAbout(all, ANNA, itself).map(({ _id }) => _id);
  for (const id of ['report:1', 'report-result:1', 'report-resident:1', 'handover:1', 'handover-state:2'])
    expect(ids).toContain(id);
  for (const id of ['report:2', 'report-resident:3']) expect(ids).not.toContain(id);
});
