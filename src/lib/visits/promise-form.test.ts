import { expect, test } from 'vitest';
import { hybridClock } from '../core/hlc.ts';
import { emptyPromise, promiseDocuments, type PromiseForm } from './promise-form.ts';

const clock = () => Date.UTC(2026, 10, 24, 13);
const author = {
  user: 'vet-voorstad-1',
  device: 'phone',
  clock,
  nextId: () => '0001',
  stamps: hybridClock(clock, 'phone')
};
const written = (change: Partial<PromiseForm> = {}): PromiseForm => ({
  ...emptyPromise(author, 'team-voorstad'),
  what: ' Terugbellen over de rollator ',
  ...change
});
const problemsOf = (form: PromiseForm) => {
  const made = promiseDocuments(form, author);
  return made.ok ? [] : made.failure;
};

test('a promise may be without a day and without a resident', () => {
  expect(promiseDocuments(written(), author)).toEqual({
    ok: true,
    value: [
      expect.objectContaining({
        _id: 'promise:0001',
        kind: 'promise',
        what: 'Terugbellen over de rollator',
        resident: null,
        by: null
      })
    ]
  });
});

test('a promise can be for today', () => {
  expect(problemsOf(written({ by: '2026-11-24' }))).toEqual([]);
});

test.each([
  ['2026-11-23', 'Deze dag is al geweest. Kies vandaag of een dag daarna.'],
  ['2062-11-24', 'Deze dag is over meer dan een jaar. Kijk het jaartal na.'],
  ['2027-02-30', 'Kies een dag die bestaat.']
])('a promise is not for %s', (by, message) => {
  expect(problemsOf(written({ by }))).toEqual([{ path: 'by', message }]);
});

test('a promise says what was promised, without a citizen number, and to which team it belongs', () => {
  expect(problemsOf(written({ what: ' ', database: null })).map(({ path }) => path)).toEqual([
    'what',
    'database'
  ]);
  expect(problemsOf(written({ what: 'Bellen over 111222333' })).map(({ path }) => path)).toEqual(['what']);
});
