import { fail, ok, type Result } from '#lib/core/result.ts';
import { parseCsv, type CsvTable } from '../source/csv-text.ts';
import { wideColumns, wideRows } from './wide.ts';
import type { SourceFile } from '../source/files.ts';
import { reasonToLeave, tableNamed, type SourceRow, type Table } from './rows.ts';
import { isObject } from '../source/json-text.ts';
import { ROW_LIMIT, tooManyRows, type Ledger, type ReadFailure } from '../report.ts';

/** At least one of these columns makes a file what its name says. */
const SIGNS: Record<Table, readonly string[]> = {
  organization: ['id'],
  location: ['id'],
  service: ['id'],
  service_at_location: ['service_id'],
  address: ['address_1', 'postal_code'],
  phone: ['number'],
  schedule: ['opens_at', 'description'],
  language: ['language', 'code', 'name'],
  eligibility: ['eligibility'],
  cost_option: ['option', 'amount'],
  service_area: ['service_id'],
  taxonomy_term: ['parent_id', 'taxonomy_id'],
  attribute: ['taxonomy_term_id', 'taxonomy_id']
};

/**
 * Takes the rows out of HSDS CSV: 3.x with or without a data package, 1.1, 1.0, and the wide form in which column
 * names begin with the table's. Null when none of the files is a table of organisations, locations or services.
 */
export function readHsdsCsv(
  files: readonly SourceFile[],
  datapackage: unknown,
  ledger: Ledger
): Result<SourceRow[], ReadFailure> | null {
  const names = resourceNames(datapackage);
  const unended: string[] = [];
  const tables: { file: string; name: string; table: Table | null; csv: CsvTable }[] = [];
  for (const file of files) {
    const parsed = parseCsv(file);
    if (!parsed.ok) return parsed;
    if (!file.text.endsWith('\n')) unended.push(file.name);
    const name = names.get(file.name) ?? file.name.replace(/\.csv$/i, '');
    const csv = { ...parsed.value, header: wideColumns(name, parsed.value.header) };
    tables.push({ file: file.name, name, table: recognise(name, csv.header), csv });
  }
  if (!tables.some(({ table }) => table === 'organization' || table === 'location' || table === 'service')) {
    return null;
  }
  const total = tables.reduce((sum, { csv }) => sum + csv.rows.length, 0);
  if (total > ROW_LIMIT) return fail(tooManyRows(files.map(({ name }) => name).join(', ')));
  // Cut in its last cell, a file looks whole.
  for (const name of unended)
    ledger.warn(`'${name}' eindigt zonder regeleinde: kijk of de laatste rij heel is.`);
  return ok(tables.flatMap(({ file, name, table, csv }) => rowsOf(file, name, table, csv, ledger)));
}

function recognise(name: string, header: readonly string[]): Table | null {
  const table = tableNamed(name);
  return table !== null && SIGNS[table].some((column) => header.includes(column)) ? table : null;
}

/** The tables' names by file name, as a data package tells them. */
function resourceNames(datapackage: unknown): ReadonlyMap<string, string> {
  const resources =
    isObject(datapackage) && Array.isArray(datapackage.resources) ? datapackage.resources : [];
  return new Map(
    resources.flatMap((resource): [string, string][] =>
      isObject(resource) && typeof resource.path === 'string' && typeof resource.name === 'string'
        ? [[resource.path.split('/').at(-1) ?? '', resource.name]]
        : []
    )
  );
}

function rowsOf(file: string, name: string, table: Table | null, csv: CsvTable, ledger: Ledger): SourceRow[] {
  ledger.open(file);
  return csv.rows.flatMap((fields) => {
    const record = ledger.row(file);
    const surplus = fields.slice(csv.header.length).some((field) => field.trim() !== '');
    if (fields.every((field) => field.trim() === '')) record.refuse('lege rij');
    else if (table === null) record.refuse(reasonToLeave(name));
    else if (fields.length < csv.header.length || surplus) {
      record.refuse(`de rij heeft ${fields.length} cellen, de kop ${csv.header.length}`);
    } else {
      const cells = new Map(csv.header.map((column, at) => [column, fields[at] ?? '']));
      if ((cells.get('') ?? '') !== '') record.note('cellen zonder kolomkop overgeslagen');
      cells.delete('');
      return wideRows({ table, role: 'row', record, cells });
    }
    return [];
  });
}
