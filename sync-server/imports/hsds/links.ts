import type { Drafts, locationDrafts, organizationDrafts, serviceDrafts } from './drafts.ts';
import {
  accept,
  cell,
  ENTITY_NAMES,
  entityId,
  reject,
  sourceIds,
  type Entity,
  type SourceRow
} from './rows.ts';

/** The organisations, locations and services of a source, by their ids on the map. */
export interface Directory {
  readonly organization: ReturnType<typeof organizationDrafts>;
  readonly location: ReturnType<typeof locationDrafts>;
  readonly service: ReturnType<typeof serviceDrafts>;
}

/** Several values under one key. */
export class Multi<Value> {
  readonly #values = new Map<string, Set<Value>>();

  add(key: string, value: Value): void {
    const values = this.#values.get(key) ?? new Set<Value>();
    this.#values.set(key, values.add(value));
  }

  get(key: string): Value[] {
    return [...(this.#values.get(key) ?? [])];
  }
}

/** What a row's `…_id` cell refers to. The ids that the source does not have are noted and left out. */
export function referred(row: SourceRow, entity: Entity, directory: Directory): string[] {
  return sourceIds(row, `${entity}_id`).flatMap((sourceId) => {
    const id = entityId(entity, sourceId);
    const drafts: Drafts<Record<string, string | number | null>> = directory[entity];
    if (drafts.has(id)) return [id];
    row.record.note(
      `${ENTITY_NAMES[entity]} ${sourceId} staat niet in de gegevens; de verwijzing is weggelaten`
    );
    return [];
  });
}

/** Why a row that refers to none of `entities` in the source has nothing to hold on to. */
export function whyLoose(row: SourceRow, entities: readonly Entity[]): string {
  const named = entities.flatMap((entity) =>
    sourceIds(row, `${entity}_id`).map((id) => `${ENTITY_NAMES[entity]} ${id}`)
  );
  return named.length > 0
    ? `hoort bij ${named.join(', ')}, en die staat niet in de gegevens`
    : `hoort nergens bij: geen ${entities.map((entity) => ENTITY_NAMES[entity]).join(' of ')} ingevuld`;
}

/** Which service is offered at which location. */
export interface Links {
  readonly locations: Multi<string>;
  readonly services: Multi<string>;
  /** The service and location of a link by the link's own id, for what hangs on the link. */
  readonly byId: ReadonlyMap<string, { readonly services: string[]; readonly locations: string[] }>;
}

export function readLinks(
  rows: readonly SourceRow[],
  serviceRows: readonly SourceRow[],
  directory: Directory
): Links {
  const links = {
    locations: new Multi<string>(),
    services: new Multi<string>(),
    byId: new Map<string, { services: string[]; locations: string[] }>()
  };
  const connect = (services: readonly string[], locations: readonly string[]): void => {
    for (const service of services) {
      for (const location of locations) {
        links.locations.add(service, location);
        links.services.add(location, service);
      }
    }
  };
  for (const row of rows) {
    const services = referred(row, 'service', directory);
    const locations = referred(row, 'location', directory);
    if (services.length === 0 || locations.length === 0) {
      reject(row, whyNoLink(row, services.length > 0, locations.length > 0));
      continue;
    }
    if (services.length > 1 || locations.length > 1)
      row.record.note('meer ids in één cel, uit elkaar gehaald');
    connect(services, locations);
    const id = cell(row, 'id');
    if (id !== null) links.byId.set(id, { services, locations });
    accept(row);
  }
  // HSDS 1.0 names the location in the service itself.
  for (const row of serviceRows) {
    const id = cell(row, 'id');
    if (row.record.refusal !== null || id === null || cell(row, 'location_id') === null) continue;
    connect([entityId('service', id)], referred(row, 'location', directory));
  }
  return links;
}

function whyNoLink(row: SourceRow, hasService: boolean, hasLocation: boolean): string {
  if (!hasService && !hasLocation) return whyLoose(row, ['service', 'location']);
  return whyLoose(row, [hasService ? 'location' : 'service']);
}
