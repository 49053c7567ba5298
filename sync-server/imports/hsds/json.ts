import { fail, ok, type Result } from '#lib/core/result.ts';
import { isObject, type JsonObject } from '../source/json-text.ts';
import type { SourceRow, Table } from './rows.ts';
import { reasonToLeave, tableNamed } from './rows.ts';
import { ROW_LIMIT, tooManyRows, type Ledger, type ReadFailure, type RowRecord } from '../report.ts';

/** Records inside a record: which table they are of, and whether they are counted by themselves. */
const INSIDE: ReadonlyMap<string, readonly [Table, 'mention' | 'part']> = new Map([
  ['organization', ['organization', 'mention']],
  ['location', ['location', 'mention']],
  ['locations', ['location', 'mention']],
  ['service', ['service', 'mention']],
  ['services', ['service', 'mention']],
  ['service_at_locations', ['service_at_location', 'mention']],
  ['addresses', ['address', 'part']],
  ['physical_addresses', ['address', 'part']],
  ['phones', ['phone', 'part']],
  ['schedules', ['schedule', 'part']],
  ['languages', ['language', 'part']],
  ['cost_options', ['cost_option', 'part']],
  ['service_areas', ['service_area', 'part']],
  ['attributes', ['attribute', 'part']],
  ['taxonomy_term', ['taxonomy_term', 'part']]
]);

const ENTITIES = new Set<Table>([
  'organization',
  'location',
  'service',
  'service_at_location',
  'taxonomy_term'
]);

/**
 * Takes the records out of HSDS 3 JSON: one whole record, a page (`contents`) or list of them, or tables by the name
 * of their CSV file. Rows are counted in the order in which the records stand in the file.
 */
export function readHsdsJson(
  values: ReadonlyMap<string, unknown>,
  ledger: Ledger
): Result<SourceRow[], ReadFailure> {
  const rows: SourceRow[] = [];
  for (const [file, value] of values) {
    if (file === 'datapackage.json') {
      ledger.skip(file, 'beschrijft CSV-bestanden; hier is JSON gelezen');
      continue;
    }
    ledger.open(file);
    if (isObject(value)) warnAboutPage(file, value, ledger);
    for (const [record, name] of recordsIn(value, file.replace(/\.json$/i, ''))) {
      const row = ledger.row(file);
      const table = tableFor(record, name, file);
      if (!isObject(record) || table === null) {
        row.refuse(name === null ? 'geen gegevens die de kaart kent' : reasonToLeave(name));
      } else rows.push(...flatten(table, record, row, 'row', new Map(), ledger));
      if (rows.length > ROW_LIMIT) return fail(tooManyRows(file));
    }
  }
  return ok(rows);
}

/** The records of a file, each with the name of its table where the file tells. */
function recordsIn(value: unknown, file: string): [record: unknown, table: string | null][] {
  if (Array.isArray(value)) return value.map((record) => [record, null]);
  if (!isObject(value)) return [[value, null]];
  if (Array.isArray(value.contents)) return value.contents.map((record) => [record, null]);
  const names = Object.keys(value);
  if (names.length > 0 && names.every((name) => name.endsWith('.csv') && Array.isArray(value[name]))) {
    return names.flatMap((name) => recordsIn(value[name], file).map(([record]) => withName(record, name)));
  }
  return [[value, null]];
}

const withName = (record: unknown, file: string): [unknown, string] => [record, file.replace(/\.csv$/, '')];

function warnAboutPage(file: string, page: JsonObject, ledger: Ledger): void {
  if (!Array.isArray(page.contents)) return;
  const { total_items: total, total_pages: pages, page_number: number } = page;
  if (typeof pages === 'number' && pages > 1) {
    ledger.warn(`'${file}' is bladzijde ${String(number)} van ${pages}: de rest zit er niet bij.`);
  } else if (typeof total === 'number' && total !== page.contents.length) {
    ledger.warn(`'${file}' zegt ${total} rijen te hebben; er staan er ${page.contents.length}.`);
  }
}

const tableFor = (record: unknown, name: string | null, file: string): Table | null => {
  if (name !== null) return tableNamed(name);
  return isObject(record) ? tableOf(record, file) : null;
};

/** The table a record is of, by the fields that only such a record has; a taxonomy by its file's name. */
function tableOf(record: JsonObject, file: string): Table | null {
  const has = (...fields: string[]): boolean => fields.some((field) => field in record);
  if (typeof record.id !== 'string' && typeof record.id !== 'number') {
    return has('organization', 'service_at_locations') ? 'service' : null;
  }
  if (has('service', 'service_id') && has('location', 'location_id')) return 'service_at_location';
  if (
    has(
      'services',
      'tax_status',
      'year_incorporated',
      'legal_status',
      'organization_identifiers',
      'parent_organization_id'
    )
  ) {
    return 'organization';
  }
  if (
    has('organization', 'status', 'service_at_locations', 'fees', 'assured_date', 'eligibility_description')
  )
    return 'service';
  if (has('location_type', 'latitude', 'addresses')) return 'location';
  if (has('taxonomy', 'taxonomy_detail', 'term_uri', 'term')) return 'taxonomy_term';
  const named = /^(?:.*_)?(organization|service|location)(?:_full|_list)?\.json$/i.exec(file)?.[1];
  return named && has('name') ? tableNamed(named) : null;
}

/** The map keeps the languages of a service alone, not those of a telephone line or building. */
const belongs = (inside: Table, parent: Table): boolean => inside !== 'language' || parent === 'service';

/** A record and all records inside it as rows of their tables, tied by ids as they are in CSV. */
function flatten(
  table: Table,
  value: JsonObject,
  record: RowRecord,
  role: SourceRow['role'],
  ties: ReadonlyMap<string, string>,
  ledger: Ledger
): SourceRow[] {
  const cells = new Map(ties);
  for (const [name, field] of Object.entries(value)) {
    if (typeof field === 'string' || typeof field === 'number' || typeof field === 'boolean') {
      cells.set(name.toLowerCase(), String(field));
    }
  }
  const inside: SourceRow[] = [];
  const id = cells.get('id');
  const own = new Map<string, string>();
  if (id !== undefined && ENTITIES.has(table)) {
    own.set(`${table}_id`, id);
    own.set('link_id', id);
  }
  for (const [name, field] of Object.entries(value)) {
    const [insideTable, insideRole] = INSIDE.get(name) ?? [];
    if (!insideTable || !insideRole || !belongs(insideTable, table)) continue;
    for (const child of Array.isArray(field) ? field : [field]) {
      if (!isObject(child)) continue;
      if (!Array.isArray(field) && child.id !== undefined) cells.set(`${insideTable}_id`, String(child.id));
      const childRecord = insideRole === 'part' ? record : ledger.row(record.file);
      inside.push(...flatten(insideTable, child, childRecord, insideRole, own, ledger));
    }
  }
  return [{ table, role, record, cells }, ...inside];
}
