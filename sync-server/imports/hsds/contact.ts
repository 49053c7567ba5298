import type { Address } from '#lib/social-map/entry.ts';
import { accept, cell, entityId, reject, sourceIds, type Entity, type SourceRow } from './rows.ts';
import { Multi, referred, whyLoose, type Directory, type Links } from './links.ts';
import { phoneNumbers, text } from './values.ts';

export interface Phone {
  readonly number: string;
  readonly label: string | null;
}

const OWNERS: readonly Entity[] = ['service', 'location', 'organization'];

/** The telephone numbers of organisations, locations and services, by the ids of those on the map. */
export function readPhones(
  rows: readonly SourceRow[],
  directory: Directory,
  links: Links
): (owner: string) => Phone[] {
  const phones = new Multi<string>();
  for (const row of rows) {
    const kind = cell(row, 'type', 'number_type')?.toLowerCase() ?? '';
    const numbers = phoneNumbers(row);
    const owners = OWNERS.flatMap((entity) => referred(row, entity, directory)).concat(
      links.byId.get(cell(row, 'service_at_location_id') ?? '')?.services ?? []
    );
    if (kind === 'fax') reject(row, 'faxnummers staan niet op de kaart');
    else if (numbers.length === 0) reject(row, 'geen telefoonnummer');
    else if (owners.length === 0) reject(row, whyNoOwner(row));
    else {
      const label = phoneLabel(row, kind);
      for (const owner of owners) {
        for (const number of numbers) phones.add(owner, JSON.stringify({ number, label }));
      }
      accept(row);
    }
  }
  return (owner) => phones.get(owner).map((phone) => JSON.parse(phone) as Phone);
}

const whyNoOwner = (row: SourceRow): string =>
  cell(row, 'contact_id') !== null && !OWNERS.some((entity) => sourceIds(row, `${entity}_id`).length > 0)
    ? 'nummer van een contactpersoon; die staan niet op de kaart'
    : whyLoose(row, OWNERS);

function phoneLabel(row: SourceRow, kind: string): string | null {
  const extension = cell(row, 'extension');
  const words = [
    text(row, 'description', 'department'),
    kind === 'voice' || kind === '' ? null : kind,
    extension === null ? null : `toestel ${extension}`
  ].filter((word) => word !== null);
  return words.length === 0 ? null : words.join(', ');
}

/** The visiting address of each location, by its id on the map. */
export function readAddresses(
  rows: readonly SourceRow[],
  directory: Directory
): ReadonlyMap<string, Address> {
  const addresses = new Map<string, Address>();
  const physicalFirst = [...rows].sort((left, right) => postal(left) - postal(right));
  for (const row of physicalFirst) {
    const lines = [text(row, 'address_1'), text(row, 'address_2')].filter((line) => line !== null);
    const address = {
      street: lines.length === 0 ? null : lines.join(', '),
      postalCode: text(row, 'postal_code'),
      city: text(row, 'city')
    };
    const locations = referred(row, 'location', directory);
    const open = locations.filter((location) => !addresses.has(location));
    if (locations.length === 0) reject(row, whyLoose(row, ['location']));
    else if (Object.values(address).every((part) => part === null)) reject(row, 'geen adres ingevuld');
    else if (open.length === 0 && !sameAddress(addresses.get(locations[0] ?? ''), address)) {
      reject(row, 'de locatie heeft al een ander adres; de kaart toont er één');
    } else {
      for (const location of open) addresses.set(location, address);
      accept(row);
    }
  }
  return addresses;
}

const postal = (row: SourceRow): number => (cell(row, 'address_type')?.toLowerCase() === 'postal' ? 1 : 0);

const sameAddress = (left: Address | undefined, right: Address): boolean =>
  left?.street === right.street && left.postalCode === right.postalCode && left.city === right.city;

/** The organisation of a service: its own cell, or else that of the location it is offered at (HSDS 1.0). */
export function organizationOf(row: SourceRow, directory: Directory): string | null {
  const own = referred(row, 'organization', directory)[0];
  if (own !== undefined || cell(row, 'organization_id') !== null) return own ?? null;
  for (const sourceId of sourceIds(row, 'location_id')) {
    const location = directory.location.get(entityId('location', sourceId));
    const found = location && referred(location.row, 'organization', directory)[0];
    if (found !== undefined) return found;
  }
  return null;
}
