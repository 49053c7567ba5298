import { describe, expect, test } from 'vitest';
import { hybridClock } from '../core/hlc.ts';
import { doneDocuments, emptyTakeover, givenBack, laterDocuments, takeoverDocuments } from './task-form.ts';

const now = Date.parse('2026-11-24T13:00:00Z');
const author = {
  user: 'vet-voorstad-1',
  device: 'phone',
  clock: () => now,
  nextId: () => '0009',
  stamps: hybridClock(() => now, 'phone')
};
const pathsOf = (outcome: { ok: boolean; failure?: unknown }) =>
  outcome.ok ? [] : (outcome.failure as { path: string }[]).map(({ path }) => path);

describe('what is told about a task', () => {
  test('that is done is kept under the name its draft carried, with what was said', () => {
    expect(doneDocuments('promise:1', { name: '0002', note: ' Ze was blij ' }, author)).toMatchObject({
      ok: true,
      value: [{ _id: 'task-state:0002', of: 'promise:1', state: 'done', by: null, note: 'Ze was blij' }]
    });
  });

  test('cannot hold a citizen number', () => {
    expect(pathsOf(doneDocuments('promise:1', { name: '0002', note: 'Nummer 111222333' }, author))).toEqual([
      'note'
    ]);
  });

  test('that is put off names the day', () => {
    expect(laterDocuments('promise:1', { name: '0002', by: '2026-11-25' }, author)).toMatchObject({
      ok: true,
      value: [{ state: 'later', by: '2026-11-25' }]
    });
  });

  test.each([
    ['no day', null],
    ['the day of today', '2026-11-24'],
    ['a day that is gone', '2026-11-01'],
    ['a day in another year than was meant', '2062-11-25'],
    ['a day that does not exist', '2027-02-30']
  ])('cannot be put off to %s', (_, by) => {
    expect(pathsOf(laterDocuments('promise:1', { name: '0002', by }, author))).toEqual(['by']);
  });
});

describe('a takeover', () => {
  test('gives the list of a colleague to its author from today on', () => {
    const form = { ...emptyTakeover(author.nextId, ['team-voorstad']), from: 'vet-voorstad-2' };
    expect(takeoverDocuments(form, author)).toMatchObject({
      ok: true,
      value: [{ _id: 'takeover:0009', from: 'vet-voorstad-2', to: 'vet-voorstad-1', day: '2026-11-24' }]
    });
  });

  test('asks of whom, and within which team when there are more', () => {
    expect(pathsOf(takeoverDocuments(emptyTakeover(author.nextId, ['team-a']), author))).toEqual(['from']);
    expect(pathsOf(takeoverDocuments(emptyTakeover(author.nextId, ['team-a', 'team-b']), author))).toEqual([
      'database',
      'from'
    ]);
  });

  test('that is given back leaves the list with its own worker', () => {
    expect(givenBack('vet-voorstad-2', author)).toMatchObject({
      from: 'vet-voorstad-2',
      to: 'vet-voorstad-2',
      author: 'vet-voorstad-1'
    });
  });
});
