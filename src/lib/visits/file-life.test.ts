import { describe, expect, test } from 'vitest';
import type { AnyDocument } from '../core/document.ts';
import { fileLife } from './file-life.ts';
import { readVisits } from './visit-book.ts';

const TODAY = '2026-11-25';
const RESIDENT = 'resident:1';
let count = 0;
const fact = (kind: string, day: string, more: object = {}): AnyDocument => ({
  _id: `${kind}:${++count}`,
  kind,
  schema: 1,
  author: 'anna',
  device: 'phone',
  created: `${day}T12:00:00.000Z`,
  resident: RESIDENT,
  day,
  ...more
});
const card = (day: string): AnyDocument => ({
  ...fact('resident', day),
  _id: RESIDENT,
  name: 'Jan Bakker',
  contact: '',
  zone: null,
  birthYear: null,
  household: '',
  language: null,
  stamps: {},
  seen: {},
  kept: {}
});
const talk = (day: string) => fact('conversation', day, { question: 'Hulp', domains: [], notes: '' });
const promise = (day: string) => fact('promise', day, { what: 'Terugbellen', by: null });
const decide = (day: string, state: string) => fact('file-state', day, { state, note: 'Verhuisd' });
const ended = (day: string) =>
  fact('closing', day, {
    helped: 'yes',
    going: 7,
    control: null,
    changed: 'Kookt weer zelf',
    goal: '',
    agreed: ''
  });
const step = (day: string) =>
  fact('step', day, {
    _id: 'step:1',
    conversation: 'conversation:1',
    rung: 'network',
    what: 'Bellen',
    doer: 'resident',
    by: null,
    entry: null
  });
const result = (day: string) =>
  fact('step-result', day, { step: 'step:1', result: 'done', by: null, note: '' });
const report = (day: string, name: string) =>
  fact('report', day, {
    _id: `report:${name}`,
    reporter: 'resident',
    reporterNote: '',
    question: 'Pas kwijt',
    domains: [],
    zone: null,
    urgency: 'normal'
  });
const outcome = (day: string, name: string, what: string) =>
  fact('report-result', day, { report: `report:${name}`, outcome: what, note: '', entry: null });

const life = (...documents: AnyDocument[]) => lifeWith([], ...documents);
const lifeWith = (more: { created: string }[], ...documents: AnyDocument[]) =>
  fileLife(
    readVisits(
      documents.map((document) => ({ database: 'team-voorstad', delivery: 'processed', document }) as const)
    ),
    RESIDENT,
    TODAY,
    more
  );

describe('a file', () => {
  test('is open for 180 days after the last contact, and dormant after that', () => {
    expect(life(card('2020-01-01'), talk('2026-05-29'))).toMatchObject({ state: 'open' });
    expect(life(card('2020-01-01'), talk('2026-05-28'))).toMatchObject({
      state: 'dormant',
      lastContact: '2026-05-28'
    });
  });

  test('without any contact counts from the day its card was made', () => {
    expect(life(card('2026-11-01'))).toMatchObject({ state: 'open', lastContact: null });
    expect(life(card('2026-01-01'))).toMatchObject({ state: 'dormant', lastContact: null });
  });

  test('that was kept open is asked about again 180 days later, and a result of a step is contact', () => {
    const old = [card('2020-01-01'), talk('2026-01-01')];
    expect(life(...old, decide('2026-06-01', 'kept-open'))).toMatchObject({
      state: 'open',
      lastContact: '2026-01-01'
    });
    expect(life(...old, decide('2026-05-01', 'kept-open')).state).toBe('dormant');
    expect(life(...old, step('2026-01-01'), result('2026-10-01'))).toMatchObject({
      state: 'open',
      lastContact: '2026-10-01'
    });
  });

  test('is closed by hand or with the arrangement, with the reason', () => {
    const open = [card('2026-01-01'), talk('2026-10-01')];
    expect(life(...open, decide('2026-11-01', 'closed')).closed).toMatchObject({
      how: 'by-hand',
      day: '2026-11-01',
      reason: 'Verhuisd'
    });
    expect(life(...open, ended('2026-11-02'))).toMatchObject({
      state: 'closed',
      closed: { how: 'arrangement', reason: 'Kookt weer zelf' }
    });
  });

  test('that was closed is open again by hand, or once the resident is spoken with on a later day', () => {
    const closed = [card('2026-01-01'), talk('2026-10-01'), decide('2026-11-01', 'closed')];
    expect(life(...closed, decide('2026-11-02', 'opened'))).toMatchObject({ state: 'open', closed: null });
    expect(life(...closed, talk('2026-11-03')).state).toBe('open');
    expect(life(...closed, talk('2026-11-01')).state).toBe('closed');
    expect(life(...closed, step('2026-10-01'), result('2026-11-03')).state).toBe('closed');
  });

  test('does not depend on the order in which its facts came in', () => {
    const facts = [
      card('2026-01-01'),
      talk('2026-10-01'),
      decide('2026-11-01', 'closed'),
      ended('2026-10-01')
    ];
    expect(life(...[...facts].reverse())).toEqual(life(...facts));
  });
});

describe('a file is to be destroyed', () => {
  test('15 years after the last change, also one to the card alone', () => {
    expect(life(card('2026-01-01'), talk('2026-10-02'))).toMatchObject({
      sort: 'file',
      destroyOn: '2041-10-02'
    });
    const stamp = `${String(Date.UTC(2026, 10, 20, 12)).padStart(13, '0')}-0000-phone`;
    const edited = { ...card('2026-01-01'), stamps: { name: stamp } };
    expect(life(edited, talk('2026-10-02')).destroyOn).toBe('2041-11-20');
  });

  test('1 year after the last change when there is nothing but reports that needed no more', () => {
    const reported = [card('2026-10-01'), report('2026-10-01', 'a'), outcome('2026-10-03', 'a', 'solved')];
    expect(life(...reported)).toMatchObject({ sort: 'report-only', destroyOn: '2027-10-03' });
    expect(life(...reported, report('2026-10-05', 'b')).sort).toBe('file');
    expect(life(...reported, outcome('2026-10-06', 'a', 'conversation')).sort).toBe('file');
    expect(life(...reported, talk('2026-10-07')).sort).toBe('file');
  });

  test('15 years after the last change when something was promised, or another feature knows of the resident', () => {
    const reported = [card('2026-10-01'), report('2026-10-01', 'a'), outcome('2026-10-03', 'a', 'solved')];
    const long = { sort: 'file', destroyOn: '2041-10-20' };
    expect(life(...reported, promise('2026-10-20'))).toMatchObject(long);
    expect(lifeWith([fact('referral', '2026-10-20')], ...reported)).toMatchObject(long);
  });
});
