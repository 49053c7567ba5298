import type { ApplyCounts } from './apply-to-map.ts';
import type { MapEntry } from './map-document.ts';
import { FORMATS, type FileCounts, type ImportReport, type Remark } from './report.ts';

const KINDS: Record<MapEntry['kind'], string> = {
  organization: 'organisaties',
  service: 'diensten',
  location: 'locaties',
  activity: 'activiteiten',
  theme: "thema's",
  zone: 'zones',
  need: 'hulpvragen voor zoeken',
  vocabulary: 'woordenlijsten voor zoeken'
};

const SHOWN_REASONS = 20;
const SHOWN_ROWS = 5;

/** What was read, for a person at a terminal: counts per file and kind, and the first reasons for refusal. */
export function readingText(path: string, entries: readonly MapEntry[], report: ImportReport): string {
  const total = report.files.reduce(
    (sum, file) => ({
      file: 'samen',
      rows: sum.rows + file.rows,
      imported: sum.imported + file.imported,
      repaired: sum.repaired + file.repaired,
      refused: sum.refused + file.refused
    }),
    { file: 'samen', rows: 0, imported: 0, repaired: 0, refused: 0 }
  );
  const kinds = Map.groupBy(entries, ({ kind }) => kind);
  return [
    `${path}: ${FORMATS[report.format]}`,
    '',
    ...countsTable([...report.files, total]),
    '',
    `Voor de kaart: ${[...kinds].map(([kind, { length }]) => `${length} ${KINDS[kind]}`).join(', ') || 'niets'}.`,
    ...section('Let op', report.warnings),
    ...section(
      'Niet gelezen',
      report.skipped.map(({ file, reason }) => `${file}: ${reason}`)
    ),
    ...refusals(report.remarks)
  ].join('\n');
}

/** What became of the map. */
export function applyText({ added, changed, unchanged, newer }: ApplyCounts): string {
  const kept = newer === 0 ? '' : ` Met rust gelaten, want van een nieuwere versie: ${newer}.`;
  return added + changed === 0
    ? `De kaart was al gelijk: er is niets veranderd (${unchanged} gelijk).${kept}`
    : `Op de kaart: ${added} nieuw, ${changed} veranderd, ${unchanged} gelijk gebleven.${kept}`;
}

/** All remarks as CSV: file, row, what was done, and why. */
export const remarksCsv = (remarks: readonly Remark[]): string =>
  [
    ['bestand', 'rij', 'uitkomst', 'opmerking'],
    ...remarks.map(({ file, row, outcome, text }) => [file, String(row), DONE[outcome], text])
  ]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'))
    .join('\n') + '\n';

const DONE: Record<Remark['outcome'], string> = { repaired: 'hersteld', refused: 'geweigerd' };

function countsTable(files: readonly FileCounts[]): string[] {
  const rows = [
    ['bestand', 'rijen', 'overgenomen', 'hersteld', 'geweigerd'],
    ...files.map(({ file, rows, imported, repaired, refused }) => [
      file,
      ...[rows, imported, repaired, refused].map(String)
    ])
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
      )
      .join('  ')
  );
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];

/** Refusals with the same reason are told once, with the first of their rows. */
function refusals(remarks: readonly Remark[]): string[] {
  const refused = remarks.filter(({ outcome }) => outcome === 'refused');
  const groups = [...Map.groupBy(refused, ({ file, text }) => `${file}\n${text}`).values()];
  const lines = groups.slice(0, SHOWN_REASONS).map((group) => {
    const rows = group.slice(0, SHOWN_ROWS).map(({ row }) => row);
    const more = group.length > SHOWN_ROWS ? ` … (${group.length} rijen)` : '';
    return `${group[0]?.file ?? ''} rij ${rows.join(', ')}${more}: ${group[0]?.text ?? ''}`;
  });
  const hidden = groups.length - lines.length;
  return section(
    'Geweigerd',
    hidden > 0 ? [...lines, `… en nog ${hidden} redenen; --report <bestand> bewaart ze alle`] : lines
  );
}
