import { EVERYWHERE } from '#lib/social-map/zone.ts';
import { organizationOf, readAddresses, readPhones, type Phone } from './contact.ts';
import { locationDrafts, organizationDrafts, serviceDrafts } from './drafts.ts';
import { readLinks, referred, type Directory } from './links.ts';
import { readOpening } from './opening.ts';
import { reject, type SourceRow, type Table } from './rows.ts';
import * as traits from './traits.ts';
import type { MapEntry } from '../map-document.ts';
import { zoneSlug } from '../zones.ts';

/** Reads the rows of HSDS tables, from whatever file they came, and judges every one of them. */
export function readHsds(rows: readonly SourceRow[]): MapEntry[] {
  const of = (table: Table): SourceRow[] => rows.filter((row) => row.table === table);
  const [serviceRows, locationRows] = [of('service'), of('location')];
  const directory: Directory = {
    organization: organizationDrafts(of('organization')),
    location: locationDrafts(locationRows),
    service: serviceDrafts(serviceRows)
  };
  // What belongs to a record that stays out stays out with it, and is told there.
  const parts = (table: Table): SourceRow[] =>
    of(table).filter(({ role, record }) => role !== 'part' || record.refusal === null);

  const links = readLinks(parts('service_at_location'), serviceRows, directory);
  const phones = readPhones(parts('phone'), directory, links);
  const addresses = readAddresses(parts('address'), directory);
  const opening = readOpening(parts('schedule'), directory, links);
  const languages = traits.readTrait(parts('language'), directory, traits.language);
  const conditions = traits.readTrait(parts('eligibility'), directory, traits.eligibility);
  const costs = traits.readTrait(parts('cost_option'), directory, traits.cost);
  const zones = traits.readTrait(parts('service_area'), directory, traits.area);
  const themes = traits.readThemes(parts('taxonomy_term'), parts('attribute'), serviceRows, directory);

  const locations = [...directory.location].flatMap(([id, draft]) =>
    locationEntry(id, draft, directory, addresses.get(id) ?? null, phones(id))
  );
  const found = new Set(locations.map(({ _id }) => _id));

  return [
    ...themes.entries,
    ...organizationEntries(directory, phones),
    ...locations,
    ...[...directory.service].map(([id, { fields, row }]): MapEntry => ({
      _id: id,
      kind: 'service',
      schema: 1,
      name: fields.name ?? '',
      description: fields.description ?? '',
      organization: organizationOf(row, directory),
      locations: links.locations.get(id).filter((location) => found.has(location)),
      themes: themes.ofService(id),
      lifeDomains: [],
      rung: 'collective',
      access: traits.access(fields.application, fields.eligibility),
      targetGroups: [fields.eligibility, ...conditions.get(id)].filter((group) => group !== null),
      zones: orEverywhere(zones.get(id)),
      languages: languages.get(id),
      cost: [fields.cost, ...costs.get(id)].filter((price) => price !== null).join('\n') || null,
      opening: opening(id),
      phones: phones(id),
      email: fields.email,
      url: fields.url,
      verifiedOn: fields.verifiedOn,
      contractedWmo: false
    }))
  ];
}

const orEverywhere = (zones: string[]): string[] => (zones.length === 0 ? [EVERYWHERE] : zones);

function organizationEntries(directory: Directory, phones: (owner: string) => Phone[]): MapEntry[] {
  return [...directory.organization].map(([id, { fields }]) => ({
    _id: id,
    kind: 'organization',
    schema: 1,
    name: fields.name ?? '',
    description: fields.description ?? '',
    type: null,
    phones: phones(id),
    email: fields.email,
    url: fields.url
  }));
}

type Location = Extract<MapEntry, { kind: 'location' }>;
type LocationDraft = Directory['location'] extends ReadonlyMap<string, infer Draft> ? Draft : never;

function locationEntry(
  id: string,
  { fields, row }: LocationDraft,
  directory: Directory,
  address: Location['address'],
  phones: Phone[]
): Location[] {
  if (fields.name === null && address === null) {
    reject(row, 'geen naam en geen adres');
    return [];
  }
  referred(row, 'organization', directory);
  return [
    {
      _id: id,
      kind: 'location',
      schema: 1,
      name: fields.name,
      address,
      zone: zoneSlug(address?.city ?? ''),
      latitude: fields.latitude,
      longitude: fields.longitude,
      phones
    }
  ];
}
