import { expect, test } from 'vitest';
import { readCorpus, type CorpusFiles } from './corpus.ts';
import { Ledger, type ImportReport } from '../report.ts';

const theme = { id: 'schulden', name: 'Schulden', description: '', parent: 'geld' };
const organization = { id: 'kern', name: 'De Kern', description: 'Welzijn', kind: 'welzijn' };
const address = { street: 'Dorpsplein 1', postal_code: '7437 QA', city: 'Bathmen' };
const service = {
  id: '83164B2F-5A1C-5B03-82D7-0F32F8D76A5D',
  organization_id: 'kern',
  name: 'Spreekuur',
  description: 'Vragen over geld',
  themes: ['schulden'],
  life_domains: ['financien'],
  ladder: 'algemeen',
  access: 'vrij',
  target_groups: [],
  zones: ['De Hoven'],
  languages: ['nl'],
  phone: '0570 00 00 00',
  address,
  verified_on: '2026-10-09',
  contracted_wmo: false
};
const activity = {
  id: 'koffie',
  name: 'Koffie',
  description: '',
  service_id: service.id,
  organization_id: 'kern',
  zone: 'Bathmen',
  location_name: 'Cultuurhuus',
  address,
  start: '2026-11-03T09:30:00',
  duration_minutes: 120,
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  exdates: [],
  registration: 'geen',
  themes: [],
  target_groups: [],
  languages: ['nl'],
  cancelled: false
};

function read(files: Partial<CorpusFiles>) {
  const ledger = new Ledger();
  const whole = { themes: [theme], organizations: [organization], services: [], activities: [] };
  const outcome = ledger.outcome('corpus', readCorpus({ ...whole, ...files }, ledger));
  if (!outcome.ok) throw new Error(outcome.failure.message);
  const { entries, report } = outcome.value;
  const find = <Kind extends (typeof entries)[number]['kind']>(kind: Kind) =>
    entries.find((entry): entry is Extract<typeof entry, { kind: Kind }> => entry.kind === kind);
  return { entries, report, find };
}

const remarks = (report: ImportReport) => report.remarks.map(({ outcome, text }) => `${outcome}: ${text}`);

test('a service takes the standard words of ladder, way in, life domain and zone', () => {
  const found = read({ services: [service] }).find('service');
  expect(found).toMatchObject({
    _id: 'service:83164b2f-5a1c-5b03-82d7-0f32f8d76a5d',
    rung: 'collective',
    access: 'open',
    lifeDomains: ['finances'],
    zones: ['de-hoven'],
    phones: [{ number: '0570 00 00 00', label: null }],
    cost: null
  });
});

test('a service and an activity at one address share the location, which has the name and zone of the activity', () => {
  const { find, entries } = read({ services: [service], activities: [activity] });
  const location = find('location');
  expect(location).toMatchObject({ name: 'Cultuurhuus', zone: 'bathmen' });
  expect(find('service')?.locations).toEqual([location?._id]);
  expect(find('activity')?.location).toBe(location?._id);
  expect(entries.filter(({ kind }) => kind === 'location')).toHaveLength(1);
});

test('a service of an organisation that is absent stays, without the organisation', () => {
  const { find, report } = read({ services: [{ ...service, organization_id: 'weg' }] });
  expect(find('service')?.organization).toBeNull();
  expect(remarks(report)).toEqual([
    'repaired: organisatie weg staat niet in de gegevens; de verwijzing is weggelaten'
  ]);
});

test('unknown themes, zones and life domains are left out of the row and told', () => {
  const dirty = { ...service, themes: ['x'], zones: ['Parijs'], life_domains: ['y'] };
  const { find, report } = read({ services: [dirty] });
  expect(find('service')).toMatchObject({ themes: [], zones: ['*'], lifeDomains: [] });
  expect(report.remarks.map(({ outcome }) => outcome)).toEqual(Array(4).fill('repaired'));
  expect(report.files.find(({ file }) => file === 'services.json')).toMatchObject({ rows: 1, repaired: 1 });
});

test('a row of another shape or with an id that was there before is refused, the others stay', () => {
  const { report } = read({ services: [service, service, { ...service, id: 'b', ladder: 'hoog' }, 7, null] });
  expect(remarks(report)).toEqual([
    `refused: dubbel: id ${service.id} staat al in rij 1`,
    "refused: niet in orde: 'ladder' ontbreekt of heeft een verkeerde vorm",
    "refused: niet in orde: 'rij' ontbreekt of heeft een verkeerde vorm",
    "refused: niet in orde: 'rij' ontbreekt of heeft een verkeerde vorm"
  ]);
  expect(report.files.find(({ file }) => file === 'services.json')).toEqual({
    file: 'services.json',
    rows: 5,
    imported: 1,
    repaired: 0,
    refused: 4
  });
});

test('the fourteen zones come with every directory', () => {
  expect(read({}).entries.filter(({ kind }) => kind === 'zone')).toHaveLength(14);
});
