import type { SourceRow, Table } from './rows.ts';
import { tableNamed } from './rows.ts';
import { zoneSlug } from '../zones.ts';

/*
 * A wide form of HSDS that directories exchange: three tables whose column names begin with the table's own name
 * (`organization_uuid`, `service_name`), an address in one cell, telephone numbers and areas as lists in one cell.
 */

/** The names of columns in the usual form; those of any other file stay as they are. */
export function wideColumns(file: string, header: readonly string[]): string[] {
  const table = tableNamed(file);
  if (table === null || !header.includes(`${table}_uuid`)) return [...header];
  return header.map((column) => {
    if (column === `${table}_uuid`) return 'id';
    if (column.startsWith(`${table}_`)) return column.slice(table.length + 1);
    return column.replace(/_uuid$/, '_id');
  });
}

/** A row with what its cells hold more than one of as rows of their own. */
export function wideRows(row: SourceRow): SourceRow[] {
  const { table, record, cells } = row;
  const id = cells.get('id') ?? '';
  const part = (of: Table, fields: Record<string, string>): SourceRow => ({
    table: of,
    role: 'part',
    record,
    cells: new Map([[`${table}_id`, id], ...Object.entries(fields)])
  });
  if (table === 'location') {
    const whole = cells.get('address') ?? '';
    const address = addressParts(whole);
    if (whole !== '' && address === null) record.note(`'${whole.slice(0, 60)}' is geen adres; weggelaten`);
    const phones = phoneParts(cells.get('phones') ?? '').map((phone) => part('phone', phone));
    return [row, ...(address === null ? [] : [part('address', address)]), ...phones];
  }
  if (table !== 'service') return [row];
  const areas = list(cells.get('areas') ?? '');
  const unknown = areas.filter((name) => zoneSlug(name) === null);
  if (unknown.length > 0) record.note(`geen zones van ons, weggelaten: ${unknown.join(', ').slice(0, 120)}`);
  return [
    row,
    ...areas.filter((name) => zoneSlug(name) !== null).map((name) => part('service_area', { name }))
  ];
}

const list = (cell: string): string[] =>
  cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** `9525 Sterling Drive, Cutler Bay, FL 33157`; null for a cell without a street or place. */
function addressParts(cell: string): Record<string, string> | null {
  const parts = cell.split(',').map((part) => part.trim());
  const region = /^[A-Z]{2}(?: (\d{5}(?:-\d{4})?))?$/.exec(parts.at(-1) ?? '');
  if (!region || parts.length < 2) return null;
  return {
    address_1: parts.slice(0, -2).join(', '),
    city: parts.at(-2) ?? '',
    postal_code: region[1] ?? ''
  };
}

/** `main: 305-285-5922, tdd: 800-955-8771`. */
const phoneParts = (cell: string): Record<string, string>[] =>
  cell
    .split(',')
    .map((phone) => /^\s*(?:(\w+):)?\s*(.+?)\s*$/.exec(phone))
    .flatMap((found) =>
      found?.[2] ? [{ number: found[2], type: found[1] === 'main' ? '' : (found[1] ?? '') }] : []
    );
