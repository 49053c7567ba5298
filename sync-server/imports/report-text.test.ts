import { expect, test } from 'vitest';
import type { ImportReport } from './report.ts';
import { applyText, readingText, remarksCsv } from './report-text.ts';

const refusal = (row: number, text: string) => ({ file: 'a.csv', row, outcome: 'refused' as const, text });
const report: ImportReport = {
  format: 'hsds-csv',
  files: [
    { file: 'a.csv', rows: 9, imported: 1, repaired: 1, refused: 7 },
    { file: 'b.csv', rows: 1, imported: 1, repaired: 0, refused: 0 }
  ],
  remarks: [
    { file: 'a.csv', row: 1, outcome: 'repaired', text: 'een "noot"' },
    ...[2, 3, 4, 5, 6, 7].map((row) => refusal(row, 'geen naam')),
    refusal(8, 'geen id')
  ],
  skipped: [{ file: 'LEESMIJ.txt', reason: 'geen CSV' }],
  warnings: ['kijk het na']
};

test('a person reads the counts, their sum, and each reason once', () => {
  expect(readingText('map', [], report)).toBe(`map: HSDS (CSV)

bestand  rijen  overgenomen  hersteld  geweigerd
a.csv        9            1         1          7
b.csv        1            1         0          0
samen       10            2         1          7

Voor de kaart: niets.

Let op:
  kijk het na

Niet gelezen:
  LEESMIJ.txt: geen CSV

Geweigerd:
  a.csv rij 2, 3, 4, 5, 6 … (6 rijen): geen naam
  a.csv rij 8: geen id`);
});

test('after twenty reasons the rest is counted', () => {
  const remarks = Array.from({ length: 25 }, (_, at) => refusal(at + 1, `reden ${at}`));
  const text = readingText('map', [], { ...report, remarks });
  expect(text).toContain('reden 19');
  expect(text).not.toContain('reden 20');
  expect(text).toContain('… en nog 5 redenen');
});

test('an import that changes nothing says so', () => {
  expect(applyText({ added: 0, changed: 0, unchanged: 850, newer: 0 })).toBe(
    'De kaart was al gelijk: er is niets veranderd (850 gelijk).'
  );
  expect(applyText({ added: 3, changed: 2, unchanged: 1, newer: 1 })).toBe(
    'Op de kaart: 3 nieuw, 2 veranderd, 1 gelijk gebleven. Met rust gelaten, want van een nieuwere versie: 1.'
  );
});

test('all remarks go to a CSV that survives quotes', () => {
  expect(remarksCsv(report.remarks.slice(0, 1))).toBe(
    '"bestand";"rij";"uitkomst";"opmerking"\n"a.csv";"1";"hersteld";"een ""noot"""\n'
  );
});
