import { expect, test } from 'vitest';
import type { LeftPiece } from './left-work.ts';
import { pieceWords } from './left-words.ts';

const piece = (document: object): LeftPiece => ({
  id: JSON.stringify(document),
  by: 'vet-2',
  byName: 'Yusuf',
  since: '2026-11-27T10:00:00.000Z',
  document: { _id: 'x:1', kind: 'x', created: '2026-11-26T10:00:00.000Z', ...document }
});

test('a piece tells whose it is, also when that card waits too, and every word that was written', () => {
  const words = pieceWords(
    [
      piece({
        _id: 'conversation:C',
        kind: 'conversation',
        resident: 'resident:A',
        question: 'Alleen thuis',
        domains: [{ domain: 'sociaal', note: 'Ziet weinig mensen', good: '' }],
        _revisions: { start: 1, ids: ['a'] }
      }),
      piece({ _id: 'resident:A', kind: 'resident', name: 'Anna', created: '2026-11-25T10:00:00.000Z' }),
      piece({ kind: 'step-result', resident: 'resident:B', note: 'Gelukt' }),
      piece({ kind: 'step-result', resident: 'resident:NIEMAND', note: 'Ook gelukt' })
    ],
    (id) => (id === 'resident:B' ? 'Bep' : null)
  );
  expect(words.map(({ title, texts }) => [title, ...texts])).toEqual([
    ['Kaart van een bewoner: Anna'],
    ['Gesprek: Anna', 'Alleen thuis', 'Ziet weinig mensen'],
    ['Hoe een afspraak ging: Bep', 'Gelukt'],
    ['Hoe een afspraak ging', 'Ook gelukt']
  ]);
});

test('what the app wrote by itself is not shown', () => {
  expect(pieceWords([piece({ kind: 'file-read', resident: 'resident:A' })], () => null)).toEqual([]);
});
