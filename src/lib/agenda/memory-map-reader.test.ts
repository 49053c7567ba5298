import { describe, expect, test } from 'vitest';
import type { AnyDocument } from '../core/document.ts';
import type { MapStore } from '../db/map-store.ts';
import { deviceMapReader } from './device-map-reader.ts';
import { createMemoryMapReader } from './memory-map-reader.ts';

const common = { schema: 1, author: 'import', device: 'server', created: '2026-11-01T00:00:00.000Z' };
const service: AnyDocument = {
  ...common,
  _id: 'service:koffie',
  kind: 'service',
  name: 'Koffie drinken',
  description: 'Een kop koffie met buren. Elke week.',
  organization: 'organization:kern',
  locations: ['location:huis'],
  themes: ['ontmoeten'],
  lifeDomains: ['social'],
  rung: 'network',
  access: 'open',
  targetGroups: ['iedereen'],
  zones: ['voorstad'],
  languages: ['nl'],
  cost: 'gratis',
  opening: null,
  phones: [{ number: '0570 00 00 01', label: null }],
  email: null,
  url: null,
  verifiedOn: '2026-09-03',
  contractedWmo: false
};
const organization = {
  ...common,
  _id: 'organization:kern',
  kind: 'organization',
  name: 'De Kern',
  description: '',
  type: null,
  phones: [],
  email: null,
  url: null
};
const location = {
  ...common,
  _id: 'location:huis',
  kind: 'location',
  name: 'Buurthuis',
  address: null,
  zone: 'voorstad',
  latitude: null,
  longitude: null,
  phones: []
};
const theme = {
  ...common,
  _id: 'theme:ontmoeten',
  kind: 'theme',
  name: 'Ontmoeten in de buurt',
  description: 'Anderen zien.',
  parent: 'meedoen'
};
const activity: AnyDocument = {
  ...common,
  _id: 'activity:koffie',
  kind: 'activity',
  name: 'Koffieochtend',
  description: 'Schuif aan.',
  service: 'service:koffie',
  organization: 'organization:kern',
  location: 'location:huis',
  zone: 'voorstad',
  start: '2026-11-03T10:00:00',
  durationMinutes: 90,
  rrule: 'FREQ=WEEKLY',
  exdates: ['2026-12-01T10:00:00'],
  cost: null,
  registration: 'none',
  capacity: null,
  themes: ['ontmoeten'],
  targetGroups: [],
  languages: [],
  cancelled: false,
  verifiedOn: null
};
const documents: AnyDocument[] = [service, organization, location, theme, activity];
/** Monday 23 November 2026, 8 in the morning in the Netherlands. */
const clock = () => Date.parse('2026-11-23T07:00:00Z');
const reader = createMemoryMapReader({ version: () => '1', documents: () => documents }, clock);

describe('the map as pages read it', () => {
  test('an answer says what it is and why it stands there', async () => {
    const { hits } = await reader.find({
      text: 'koffie',
      zone: 'voorstad',
      limit: 10,
      filters: {},
      without: []
    });
    expect(hits.map(({ name, line, why }) => [name, line, why])).toEqual([
      [
        'Koffie drinken',
        'Een kop koffie met buren.',
        'Ontmoeten in de buurt · in uw wijk · vrij toegankelijk · gecontroleerd in september'
      ],
      ['Koffieochtend', 'Schuif aan.', 'morgen 10.00 uur · in uw wijk · vrij toegankelijk']
    ]);
    expect(hits[1]?.rung).toBe('network');
  });

  test('an activity that is called off or over is not found', async () => {
    const gone = [
      { ...activity, cancelled: true },
      { ...activity, _id: 'activity:oud', rrule: null }
    ];
    const other = createMemoryMapReader({ version: () => '1', documents: () => gone }, clock);
    const question = { text: 'koffie', zone: null, limit: 10, filters: {}, without: [] };
    expect((await other.find(question)).hits).toEqual([]);
  });

  test('the agenda shows sessions in order, those called off among them', async () => {
    const sessions = await reader.agenda({ zone: 'voorstad', days: 14 });
    expect(sessions.map(({ start, cancelled, place }) => [start, cancelled, place])).toEqual([
      ['2026-11-24T10:00:00', false, 'Buurthuis'],
      ['2026-12-01T10:00:00', true, 'Buurthuis']
    ]);
    expect(await reader.agenda({ zone: 'bathmen', days: 14 })).toEqual([]);
  });

  test('a theme shows services and activities about it', async () => {
    const view = await reader.theme({ id: 'theme:ontmoeten', zone: null });
    expect(view?.hits.map((hit) => hit.id)).toEqual(['service:koffie', 'activity:koffie']);
  });

  test('new documents are read when the version says so', async () => {
    let version = '1';
    let held = documents;
    const changing = createMemoryMapReader({ version: () => version, documents: () => held }, clock);
    expect(await changing.entry({ id: 'service:koffie' })).not.toBeNull();
    held = [];
    version = '2';
    expect(await changing.entry({ id: 'service:koffie' })).toBeNull();
  });

  test('a document of a later schema is left out, and nothing breaks', async () => {
    const later = [{ ...service, schema: 2, phones: 'anders' }];
    const other = createMemoryMapReader({ version: () => '1', documents: () => later }, clock);
    const question = { text: 'koffie', zone: null, limit: 10, filters: {}, without: [] };
    expect((await other.find(question)).hits).toEqual([]);
  });

  test('a device shows one entry as the server does', async () => {
    const byId = new Map(documents.map((document) => [document._id, document]));
    const some = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
    const store: Pick<MapStore, 'together'> = {
      together: (ids, around) => Promise.resolve({ found: some(ids), around: some(around(some(ids))) })
    };
    const device = deviceMapReader(store, reader);
    const entry = { id: 'service:koffie' };
    expect(await device.entry(entry)).toEqual(await reader.entry(entry));
    const asked = { id: 'activity:koffie' };
    expect(await device.activity(asked)).toEqual(await reader.activity(asked));
    expect(await device.entry({ id: 'organization:kern' })).toBeNull();
  });
});
