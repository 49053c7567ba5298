import type { RowRecord } from '../report.ts';
import { mapName } from '../uuid.ts';

/** The tables of HSDS (1.0 to 3) that the map has a place for, under one name each. */
export type Table =
  | 'organization'
  | 'location'
  | 'service'
  | 'service_at_location'
  | 'address'
  | 'phone'
  | 'schedule'
  | 'language'
  | 'eligibility'
  | 'cost_option'
  | 'service_area'
  | 'taxonomy_term'
  | 'attribute';

const NAMES: Record<Table, readonly string[]> = {
  organization: ['organization', 'organizations'],
  location: ['location', 'locations'],
  service: ['service', 'services'],
  service_at_location: ['service_at_location', 'service_at_locations', 'services_at_location'],
  address: ['address', 'addresses', 'physical_address', 'physical_addresses'],
  phone: ['phone', 'phones'],
  schedule: ['schedule', 'schedules', 'regular_schedule', 'regular_schedules'],
  language: ['language', 'languages'],
  eligibility: ['eligibility', 'eligibilities'],
  cost_option: ['cost_option', 'cost_options'],
  service_area: ['service_area', 'service_areas'],
  taxonomy_term: ['taxonomy_term', 'taxonomy_terms', 'taxonomy'],
  attribute: ['attribute', 'attributes', 'service_attribute', 'service_attributes', 'service_taxonomy']
};

/** Tables of HSDS that hold nothing for the map, each with what a person should know about that. */
const WITHOUT_PLACE: ReadonlyMap<string, string> = new Map([
  ['contacts', 'contactpersonen staan niet op de kaart'],
  ['funding', 'geldstromen staan niet op de kaart'],
  ['programs', "programma's staan niet op de kaart"],
  ['taxonomies', 'alleen de termen van een indeling komen op de kaart'],
  ['metadata', 'de geschiedenis van de bron komt niet op de kaart'],
  ['meta_table_descriptions', 'een beschrijving van de bron, geen aanbod'],
  ['accessibility', 'toegankelijkheid heeft nog geen plek op de kaart'],
  ['accessibility_for_disabilities', 'toegankelijkheid heeft nog geen plek op de kaart'],
  ['required_documents', 'benodigde papieren hebben nog geen plek op de kaart'],
  ['organization_identifiers', 'nummers van organisaties staan niet op de kaart'],
  ['holiday_schedules', 'vrije dagen hebben nog geen plek op de kaart'],
  ['postal_addresses', 'postadressen staan niet op de kaart'],
  ['mail_addresses', 'postadressen staan niet op de kaart'],
  ['payments_accepted', 'betaalwijzen hebben geen plek op de kaart']
]);

/** The table that goes by `name` in a file name or data package, if the map has a place for it. */
export const tableNamed = (name: string): Table | null =>
  (Object.keys(NAMES) as Table[]).find((table) => NAMES[table].includes(name.toLowerCase())) ?? null;

/** Why the rows of a file that is no such table stay out. */
export const reasonToLeave = (name: string): string =>
  WITHOUT_PLACE.get(name.toLowerCase()) ?? 'dit bestand is geen tabel van HSDS';

/**
 * A row on its way to the map. Of a `row` the judgement is its own; a `mention` is a record inside another, which may
 * repeat an earlier one; what is wrong with a `part` is told of the record that it belongs to.
 */
export interface SourceRow {
  readonly table: Table;
  readonly role: 'row' | 'mention' | 'part';
  readonly record: RowRecord;
  readonly cells: ReadonlyMap<string, string>;
}

export function accept({ role, record }: SourceRow): void {
  if (role !== 'part') record.take();
}

export function reject({ role, record }: SourceRow, reason: string): void {
  if (role === 'part') record.note(reason);
  else record.refuse(reason);
}

/** The first of the named cells that says something. */
export function cell(row: SourceRow, ...names: readonly string[]): string | null {
  for (const name of names) {
    const text = row.cells.get(name)?.trim();
    if (text) return text;
  }
  return null;
}

export type Entity = 'organization' | 'location' | 'service';

export const ENTITY_NAMES: Record<Entity, string> = {
  organization: 'organisatie',
  location: 'locatie',
  service: 'dienst'
};

/** The map's id of what a cell refers to by its id in the source. */
export const entityId = (entity: Entity, sourceId: string): string =>
  `${entity}:${mapName(entity, sourceId)}`;

/** The ids that stand in one cell; some sources put several there. */
export const sourceIds = (row: SourceRow, column: string): string[] =>
  (cell(row, column) ?? '')
    .split(/[,;|]/)
    .map((id) => id.trim())
    .filter((id) => id !== '');
