import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MapEntry } from '../map-document.ts';
import { readDirectory } from '../read-directory.ts';

async function read(folder: string) {
  const outcome = await readDirectory(join(import.meta.dirname, '../fixtures', folder));
  if (!outcome.ok) throw new Error(outcome.failure.message);
  const { entries, report } = outcome.value;
  const named = <Kind extends MapEntry['kind']>(kind: Kind, name: string) =>
    entries.find(
      (entry): entry is Extract<MapEntry, { kind: Kind }> =>
        entry.kind === kind && 'name' in entry && entry.name === name
    );
  const told = (file: string) =>
    report.remarks
      .filter((remark) => remark.file === file)
      .map(({ row, outcome, text }) => [row, outcome, text]);
  return { entries, report, named, told };
}

test('a whole HSDS 3 service becomes a service with organisation, location, theme and hours', async () => {
  const { named } = await read('hsds-3-json');
  const [organization, location, theme] = [
    named('organization', 'Buurthuis De Bron'),
    named('location', 'De Bron'),
    named('theme', 'Eten & drinken')
  ];
  expect(named('service', 'Eetclub')).toEqual({
    _id: 'service:7e0a1c52-4c1b-4d35-9c62-0b7a5c9f1a01',
    kind: 'service',
    schema: 1,
    name: 'Eetclub',
    description: 'Samen koken en eten.',
    organization: organization?._id,
    locations: [location?._id],
    themes: [theme?._id.replace('theme:', '')],
    lifeDomains: [],
    rung: 'collective',
    access: 'registration',
    targetGroups: [],
    zones: ['rivierenwijk'],
    languages: ['nl'],
    cost: '4 euro\n2 EUR (kinderen)',
    opening: 'di 17.00-19.30 uur, do 17.00-19.30 uur',
    phones: [{ number: '0570 00 01 01', label: 'toestel 3' }],
    email: null,
    url: 'https://eetclub.example',
    verifiedOn: '2026-10-01',
    contractedWmo: false
  });
  expect(location?.address).toEqual({ street: 'Spuistraat 1', postalCode: '7411 QQ', city: 'Deventer' });
});

test('of HSDS 3 pages, repetitions are joined, contradictions and nameless or closed services refused', async () => {
  const { told, report } = await read('hsds-3-json');
  expect(told('service_list.json')).toEqual([
    [1, 'repaired', 'dubbel: samengevoegd met service_full.json rij 1'],
    [2, 'refused', "dubbel: hetzelfde id staat in service_full.json rij 1, met een andere inhoud ('name')"],
    [3, 'refused', 'geen naam'],
    [4, 'refused', 'geen id'],
    [6, 'refused', "dienst is niet actief (status 'inactive')"],
    [7, 'repaired', "'false' is geen mailadres; weggelaten"],
    [7, 'repaired', "'javascript:alert(1)' is geen webadres; weggelaten"]
  ]);
  expect(told('base.json')).toEqual([[1, 'refused', 'geen gegevens die de kaart kent']]);
  expect(report.warnings).toEqual(["'service_list.json' zegt 9 rijen te hebben; er staan er 6."]);
});

test('a point that is not on earth is left out of a location', async () => {
  const { named, told } = await read('hsds-3-json');
  expect(named('location', 'De Bron')).toMatchObject({ latitude: null, longitude: null });
  expect(told('service_full.json')).toContainEqual([
    4,
    'repaired',
    '100, 6.1 is geen plek op aarde; coördinaten weggelaten'
  ]);
});

test('nothing of a contact person reaches the map', async () => {
  for (const folder of ['hsds-3-json', 'hsds-3-csv']) {
    expect(JSON.stringify((await read(folder)).entries)).not.toMatch(/Jansen|00 09 09/);
  }
});

test('tables are known by their data package, with semicolons, a byte order mark and Windows lines', async () => {
  const { named, report } = await read('hsds-3-csv');
  expect(named('organization', 'Hulp & Zo')).toMatchObject({
    description: 'Helpt "iedereen"; ook u',
    url: 'https://www.hulp.example'
  });
  expect(named('service', 'Klusdienst')).toMatchObject({
    description: 'Kleine klussen in huis',
    access: 'referral',
    cost: '5 EUR (per uur)'
  });
  expect(report.files.map(({ file, rows }) => [file, rows])).toEqual([
    ['aanbieders.csv', 2],
    ['contacts.csv', 1],
    ['cost_options.csv', 3],
    ['notities.csv', 1],
    ['services.csv', 7]
  ]);
});

test('a row with too few cells amid good ones is refused alone', async () => {
  const { named, told } = await read('hsds-3-csv');
  expect(told('services.csv')).toContainEqual([6, 'refused', 'de rij heeft 3 cellen, de kop 6']);
  expect(named('service', 'Laatste')).toBeDefined();
});

test('a cell with several ids links each that is there', async () => {
  const { named, told } = await read('hsds-1.1');
  const hall = named('location', 'Dorpshuis')?._id;
  expect(named('service', 'Spreekuur')?.locations).toContain(hall);
  expect(named('service', 'Maatje')?.locations).toEqual([hall]);
  expect(told('service_at_location.csv')).toEqual([
    [2, 'repaired', 'dienst Unnamed record staat niet in de gegevens; de verwijzing is weggelaten'],
    [2, 'repaired', 'meer ids in één cel, uit elkaar gehaald'],
    [3, 'refused', 'hoort nergens bij: geen dienst ingevuld'],
    [4, 'refused', 'lege rij'],
    [5, 'refused', 'hoort bij dienst 77, en die staat niet in de gegevens']
  ]);
});

test('a service of an absent organisation stays, without it', async () => {
  const { named, told } = await read('hsds-1.1');
  expect(named('service', 'Maatje')).toMatchObject({
    organization: null,
    email: null,
    targetGroups: ['Laag inkomen']
  });
  expect(told('services.csv')).toContainEqual([
    2,
    'repaired',
    'organisatie 99 staat niet in de gegevens; de verwijzing is weggelaten'
  ]);
});

test('hours of a location become those of the services there; days without times are refused', async () => {
  const { named, told } = await read('hsds-1.1');
  expect(named('service', 'Spreekuur')).toMatchObject({
    opening: 'ma en di 9.00-12.00 uur, do 9.00-3.00 uur',
    access: 'open',
    description: 'Vragen\nover geld'
  });
  expect(told('schedules.csv').map(([row, outcome]) => [row, outcome])).toEqual([
    [3, 'refused'],
    [4, 'refused'],
    [5, 'repaired'],
    [6, 'refused'],
    [7, 'refused']
  ]);
});

test('a location lies in the zone of its village, and one without name and address is refused', async () => {
  const { named, told } = await read('hsds-1.1');
  expect(named('location', 'Wijkwinkel')).toMatchObject({
    zone: 'bathmen',
    phones: [
      { number: '0570 00 00 01', label: null },
      { number: '0570 00 00 02', label: null }
    ]
  });
  expect(told('locations.csv')).toContainEqual([3, 'refused', 'geen naam en geen adres']);
});

test('HSDS 1.0 services take location, organisation and themes from their own cells', async () => {
  const { named } = await read('hsds-1.0');
  const [parent, child] = [named('theme', 'Leren'), named('theme', 'Taal')];
  expect(child?.parent).toBe(parent?._id.replace('theme:', ''));
  expect(named('service', 'Taalcafé')).toMatchObject({
    organization: named('organization', 'Bibliotheek')?._id,
    locations: [named('location', 'Hoofdgebouw')?._id],
    themes: [child?._id.replace('theme:', '')],
    opening: 'ma 14.00-16.00 uur'
  });
});

test('the wide form gives up its address, numbers and areas', async () => {
  const { named, entries } = await read('wide');
  expect(named('location', 'Kantoor')).toMatchObject({
    address: { street: '9525 Main Street', postalCode: '33157', city: 'Springfield' },
    phones: [
      { number: '0570 00 00 06', label: null },
      { number: '0570 00 00 07', label: 'tdd' }
    ]
  });
  expect(entries.filter((entry) => entry.kind === 'service').map(({ zones }) => zones)).toEqual([
    ['voorstad'],
    ['*']
  ]);
});
