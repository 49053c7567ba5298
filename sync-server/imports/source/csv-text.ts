import { CsvError, parse } from 'csv-parse/sync';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { SourceFile } from './files.ts';
import { ROW_LIMIT, tooManyRows, type ReadFailure } from '../report.ts';

/** A CSV file as it stands: the names of its columns in small letters, and its rows, each of any length. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Longer than any row of a directory; a quote that never closes is noticed here instead of at the end. */
const ROW_SIZE_LIMIT = 1_000_000;

/** Splits a CSV file with `,` or `;`. A file that was cut off is refused whole, with the line where it broke. */
export function parseCsv(file: SourceFile): Result<CsvTable, ReadFailure> {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(file.text, {
      bom: true,
      info: true,
      delimiter: delimiterOf(file.text),
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: ROW_SIZE_LIMIT,
      to: ROW_LIMIT + 2
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return fail(broken(file.name, error));
  }
  if (records.length > ROW_LIMIT + 1) return fail(tooManyRows(file.name));
  const [heading, ...rows] = records;
  const header = heading?.record.map((name) => name.trim().toLowerCase()) ?? [];
  const last = rows.at(-1);
  if (last && last.record.length < header.length) {
    return fail({
      code: 'cut-off',
      message: `'${file.name}' houdt midden in een rij op (regel ${last.info.lines}: ${last.record.length} van de ${header.length} kolommen). Haal het bestand opnieuw op. De kaart is niet veranderd.`
    });
  }
  return ok({ header, rows: rows.map(({ record }) => record) });
}

/** The separator that the heading has most of. */
function delimiterOf(text: string): ',' | ';' {
  const heading = text.slice(0, ROW_SIZE_LIMIT).split(/\r?\n/, 1)[0] ?? '';
  return heading.split(';').length > heading.split(',').length ? ';' : ',';
}

function broken(name: string, error: CsvError): ReadFailure {
  const line = typeof error.lines === 'number' ? ` (regel ${error.lines})` : '';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') {
    return {
      code: 'cut-off',
      message: `In '${name}' gaat een aanhalingsteken open dat niet sluit${line}: het bestand is afgebroken of geen CSV. Haal het opnieuw op. De kaart is niet veranderd.`
    };
  }
  return {
    code: 'unreadable',
    message: `'${name}' is geen geldige CSV${line}. Open het in een rekenblad en bewaar het opnieuw als CSV. De kaart is niet veranderd.`
  };
}
