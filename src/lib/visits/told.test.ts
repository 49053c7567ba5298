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
