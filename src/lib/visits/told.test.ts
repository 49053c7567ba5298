import { expect, test } from 'vitest';
import type { AnyDocument } from '../core/document.ts';
import { tellings, type Told } from './told.ts';
import { timeLine } from './time-line.ts';
import { readVisits } from './visit-book.ts';

const RESIDENT = 'resident:1';
const fact = (id: string, day: string, more: object): AnyDocument => ({
  _id: id,
  kind: id.slice(0, id.indexOf(':')),
  schema: 1,
  author: 'anna',
  device: 'phone',
  created: `${day}T12:00:00.000Z`,
  resident: RESIDENT,
  day,
  ...more
});
const FACTS = [
  fact('consent:1', '2026-11-01', {
    purpose: 'handover',
    given: false,
    how: 'spoken',
    note: 'Eerst nadenken'
  }),
  fact('report:1', '2026-11-02', {
    reporter: 'neighbour',
    reporterNote: 'mevrouw Smit',
    question: 'Veel post',
    domains: ['finances'],
    zone: null,
    urgency: 'week'
  }),
  fact('report-result:1', '2026-11-03', {
    report: 'report:1',
    resident: null,
    outcome: 'conversation',
    note: '',
    entry: null
  }),
  fact('review:1', '2026-11-04', { told: 'Het gaat', going: 6, control: null }),
  fact('closing:1', '2026-11-05', {
    helped: 'partly',
    going: null,
    control: 7,
    changed: '',
    goal: 'Eropuit',
    agreed: ''
  }),
  fact('file-state:1', '2026-11-06', { state: 'closed', note: 'Verhuisd' }),
  fact('promise:1', '2026-11-07', { what: 'Terugbellen', by: '2026-11-09' }),
  fact('task-state:1', '2026-11-08', { of: 'promise:1', state: 'done', by: null, note: '' }),
  fact('involved:1', '2026-11-09', {
    name: 'Fatma',
    relation: 'dochter',
    contact: '',
    about: null,
    gone: false
  })
];
// As they are stored: neither what was done with a promise nor what became of a report names the resident.
const book = readVisits(
  FACTS.map((document) => ({ database: 'team-voorstad', delivery: 'processed', document }) as const)
);

test('everything written about a resident stands in the time line, newest first, in words', () => {
  const line = timeLine(book, RESIDENT) as Told[];
  expect(line.map(({ day, title, lines }) => [day.slice(-2), title, ...lines])).toEqual([
    ['09', 'Betrokken: Fatma, dochter'],
    ['08', 'Gedaan: Terugbellen'],
    ['07', 'Beloofd: Terugbellen', 'Voor 9 november 2026'],
    ['06', 'Dossier afgesloten', 'Verhuisd'],
    [
      '05',
      'Arrangement afgesloten',
      'Wat de bewoner wil bereiken: Eropuit',
      'Goed geholpen: een beetje',
      'Regie: 7 van 10'
    ],
    ['04', 'Samen teruggekeken', 'Het gaat', 'Hoe het gaat: 6 van 10'],
    ['03', 'Melding: Er komt een gesprek', 'Veel post'],
    ['02', 'Melding: Veel post', 'Gemeld door: Een buur, mevrouw Smit', 'Geld', 'Haast: deze week'],
    [
      '01',
      'Geen toestemming: Gegevens doorgeven aan wie verder helpt',
      'In het gesprek gezegd',
      'Eerst nadenken'
    ]
  ]);
});

test('nothing of another resident is told', () => {
  expect(tellings(book, 'resident:2')).toEqual([]);
});

test('what another feature knows of stands among it by its day', () => {
  const more: Told = {
    kind: 'told',
    day: '2026-11-04',
    at: '2026-11-04T13:00:00.000Z referral:1',
    title: 'Doorverwezen',
    lines: [],
    delivery: 'device',
    author: 'anna',
    created: '2026-11-04T13:00:00.000Z'
  };
  const line = timeLine(book, RESIDENT, [more]);
  expect(line.indexOf(more)).toBe(5);
});

const stored = (documents: readonly AnyDocument[]) =>
  readVisits(documents.map((document) => ({ database: 'team-voorstad', delivery: 'processed', document })));

test('a conversation that a report of somebody unknown led to stands with whom it is to be', () => {
  const report = FACTS.find(({ kind }) => kind === 'report');
  const result = FACTS.find(({ kind }) => kind === 'report-result');
  if (!report || !result) throw new Error('There is no report.');
  const known = stored([
    { ...report, resident: null } as AnyDocument,
    { ...result, resident: RESIDENT } as AnyDocument
  ]);
  expect(tellings(known, RESIDENT).map(({ title, lines }) => [title, ...lines])).toEqual([
    ['Melding: Er komt een gesprek', 'Veel post']
  ]);
  expect(tellings(known, 'resident:2')).toEqual([]);
});

test('what was told of looking back and of a conversation to plan can be read, and no more than that', () => {
  const done = (id: string, of: string, note: string) =>
    fact(id, '2026-11-10', { of, state: 'done', by: null, note });
  const arrangement = fact('arrangement:1', '2026-11-01', {
    ...{ goal: '', agreed: '', review: '2026-11-10', stamps: {}, seen: {}, kept: {} }
  });
  const states = [
    done('task-state:2', 'arrangement:1', 'Zonder haar dochter'),
    done('task-state:3', 'report-result:1', 'Afgesproken voor dinsdag'),
    done('task-state:4', 'report-result:1', '')
  ];
  const before = tellings(stored([...FACTS, arrangement]), RESIDENT).length;
  const told = tellings(stored([...FACTS, arrangement, ...states]), RESIDENT);
  expect(told).toHaveLength(before + 2);
  expect(told.map(({ title, lines }) => [title, ...lines])).toEqual(
    expect.arrayContaining([
      ['Gedaan: Samen terugkijken op het arrangement', 'Zonder haar dochter'],
      ['Gedaan: Gesprek plannen', 'Afgesproken voor dinsdag']
    ])
  );
});
