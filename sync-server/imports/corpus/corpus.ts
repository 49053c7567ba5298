import * as z from 'zod/mini';
import { NEWER_FIELDS } from '#lib/agenda/activity.ts';
import { EVERYWHERE } from '#lib/social-map/zone.ts';
import * as rows from './rows.ts';
import { Places } from './places.ts';
import { isObject, type JsonObject } from '../source/json-text.ts';
import type { MapEntry } from '../map-document.ts';
import type { Ledger, RowRecord } from '../report.ts';
import { mapName } from '../uuid.ts';
import { zoneEntries, zoneSlug } from '../zones.ts';

/** The four files of a directory in the product's own form, each an array of rows. */
export interface CorpusFiles {
  readonly themes: readonly unknown[];
  readonly organizations: readonly unknown[];
  readonly services: readonly unknown[];
  readonly activities: readonly unknown[];
}

/** Whether a JSON value is a list of the product's own services or activities. */
export const isCorpusList = (value: unknown): boolean =>
  Array.isArray(value) &&
  isObject(value[0]) &&
  (('life_domains' in value[0] && 'ladder' in value[0]) ||
    ('duration_minutes' in value[0] && 'location_name' in value[0]));

/** Reads a directory in the product's own form; judges every row in `ledger`. */
export function readCorpus(files: CorpusFiles, ledger: Ledger): MapEntry[] {
  const places = new Places();
  const themes = accept('themes', files.themes, rows.ThemeRow, ledger);
  const organizations = accept('organizations', files.organizations, rows.OrganizationRow, ledger);
  const services = accept('services', files.services, rows.ServiceRow, ledger);
  const activities = accept('activities', files.activities, rows.ActivityRow, ledger);
  const known: Known = { themes, organizations, services };

  const activityEntries = [...activities.values()].map((row) => activityEntry(row, known, places));
  const serviceEntries = [...services.values()].map((row) => serviceEntry(row, known, places));
  return [
    ...zoneEntries(),
    ...[...themes.values()].map(({ row }): MapEntry => {
      const { id, name, description, parent } = row;
      return { _id: `theme:${id}`, kind: 'theme', schema: 1, name, description, parent };
    }),
    ...[...organizations.values()].map(({ row }): MapEntry => ({
      _id: reference('organization', row.id),
      kind: 'organization',
      schema: 1,
      name: row.name,
      description: row.description,
      type: row.kind,
      phones: [],
      email: null,
      url: null
    })),
    ...places.entries(),
    ...serviceEntries,
    ...activityEntries
  ];
}

interface Accepted<Row> {
  readonly row: Row;
  readonly record: RowRecord;
}

interface Known {
  readonly themes: ReadonlyMap<string, unknown>;
  readonly organizations: ReadonlyMap<string, unknown>;
  readonly services: ReadonlyMap<string, unknown>;
}

const reference = (kind: string, sourceId: string): string => `${kind}:${mapName(kind, sourceId)}`;

/** The rows that keep to their form, by id. All others are refused here, with the field that is wrong. */
function accept<Row extends { id: string }>(
  table: keyof CorpusFiles,
  values: readonly unknown[],
  schema: z.ZodMiniType<Row>,
  ledger: Ledger
): Map<string, Accepted<Row>> {
  const accepted = new Map<string, Accepted<Row>>();
  ledger.open(`${table}.json`);
  for (const value of values) {
    const record = ledger.row(`${table}.json`);
    const parsed = schema.safeParse(isObject(value) ? withAbsentAsNull(value, schema) : value);
    if (!parsed.success) {
      record.refuse(`niet in orde: ${describe(parsed.error)}`);
      continue;
    }
    const first = accepted.get(parsed.data.id);
    if (first) record.refuse(`dubbel: id ${parsed.data.id} staat al in rij ${first.record.row}`);
    else {
      record.take();
      accepted.set(parsed.data.id, { row: parsed.data, record });
    }
  }
  return accepted;
}

/** A field that a row leaves out counts as null: whether that is allowed is for the schema to say. */
function withAbsentAsNull(value: JsonObject, schema: z.ZodMiniType): JsonObject {
  const fields = schema instanceof z.ZodMiniObject ? Object.keys(schema.def.shape) : [];
  return { ...Object.fromEntries(fields.map((field) => [field, null])), ...value };
}

const describe = (error: z.core.$ZodError): string =>
  [...new Set(error.issues.map(({ path }) => `'${path.join('.') || 'rij'}'`))].join(', ') +
  ' ontbreekt of heeft een verkeerde vorm';

function serviceEntry({ row, record }: Accepted<rows.ServiceRow>, known: Known, places: Places): MapEntry {
  const location = places.at(row.address);
  return {
    _id: reference('service', row.id),
    kind: 'service',
    schema: 1,
    name: row.name,
    description: row.description,
    organization: present('organization', row.organization_id, known.organizations, record),
    locations: location === null ? [] : [location],
    themes: knownThemes(row.themes, known, record),
    lifeDomains: row.life_domains.flatMap((name) => {
      const domain = rows.LIFE_DOMAIN_OF.get(name);
      if (!domain) record.note(`leefgebied '${name}' bestaat niet; weggelaten`);
      return domain ?? [];
    }),
    rung: rows.RUNG_OF[row.ladder],
    access: rows.ACCESS_OF[row.access],
    targetGroups: row.target_groups,
    zones: knownZones(row.zones, record),
    languages: row.languages,
    cost: row.cost,
    opening: row.opening,
    phones: row.phone === null ? [] : [{ number: row.phone, label: null }],
    email: row.email,
    url: row.url,
    verifiedOn: row.verified_on,
    contractedWmo: row.contracted_wmo
  };
}

function activityEntry({ row, record }: Accepted<rows.ActivityRow>, known: Known, places: Places): MapEntry {
  const zone = row.zone === null ? null : zoneSlug(row.zone);
  if (row.zone !== null && zone === null) record.note(`zone '${row.zone}' bestaat niet; weggelaten`);
  return {
    _id: reference('activity', row.id),
    kind: 'activity',
    schema: 1,
    ...NEWER_FIELDS,
    name: row.name,
    description: row.description,
    service: present('service', row.service_id, known.services, record),
    organization: present('organization', row.organization_id, known.organizations, record),
    location: places.named(row.address, row.location_name, zone),
    zone,
    start: row.start,
    durationMinutes: row.duration_minutes,
    rrule: row.rrule,
    exdates: row.exdates,
    cost: row.cost,
    registration: row.registration === 'geen' ? 'none' : 'required',
    capacity: row.capacity,
    themes: knownThemes(row.themes, known, record),
    targetGroups: row.target_groups,
    languages: row.languages,
    cancelled: row.cancelled,
    verifiedOn: null
  };
}

const DUTCH = { organization: 'organisatie', service: 'dienst' };

function present(
  kind: keyof typeof DUTCH,
  sourceId: string | null,
  known: ReadonlyMap<string, unknown>,
  record: RowRecord
): string | null {
  if (sourceId === null) return null;
  if (known.has(sourceId)) return reference(kind, sourceId);
  record.note(`${DUTCH[kind]} ${sourceId} staat niet in de gegevens; de verwijzing is weggelaten`);
  return null;
}

const knownThemes = (names: readonly string[], known: Known, record: RowRecord): string[] =>
  names.filter((name) => {
    if (!known.themes.has(name)) record.note(`thema '${name}' staat niet in de gegevens; weggelaten`);
    return known.themes.has(name);
  });

function knownZones(names: readonly string[], record: RowRecord): string[] {
  if (names.includes(EVERYWHERE)) return [EVERYWHERE];
  const slugs = names.flatMap((name) => {
    const slug = zoneSlug(name);
    if (slug === null) record.note(`zone '${name}' bestaat niet; weggelaten`);
    return slug ?? [];
  });
  if (slugs.length === 0) record.note('geen bekende zone: geldt nu voor de hele gemeente');
  return slugs.length === 0 ? [EVERYWHERE] : slugs;
}
