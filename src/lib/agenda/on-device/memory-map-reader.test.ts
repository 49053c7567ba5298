import { describe, expect, test } from 'vitest';
import type { AnyDocument } from '../../core/document.ts';
import type { MapStore } from '../../db/map-store.ts';
import { WHOLE_AGENDA, type AgendaQuestion } from '../../social-map/map-reader.ts';
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

const readerOf = (activities: readonly AnyDocument[], at: string) =>
  createMemoryMapReader({ version: () => '1', documents: () => [location, ...activities] }, () =>
    Date.parse(at)
  );
const MONDAY = '2026-11-23T07:00:00Z';

describe('the agenda', () => {
  const held = async (
    activities: readonly AnyDocument[],
    question: Partial<AgendaQuestion> = {},
    at = MONDAY
  ) =>
    (await readerOf(activities, at).agenda({ ...WHOLE_AGENDA, ...question })).map(
      ({ activity: id, start }) => `${id.slice(9)} ${start.slice(5, 16)}`
    );
  const one = (id: string, rest: Partial<Record<string, unknown>> = {}): AnyDocument => ({
    ...activity,
    _id: `activity:${id}`,
    name: id,
    rrule: null,
    start: '2026-11-24T10:00:00',
    ...rest
  });

  test('tells all that a line of a page needs, also of an activity from before its newer fields', async () => {
    const moves = [
      {
        from: '2026-11-24T10:00:00',
        start: '2026-11-25T14:00:00',
        durationMinutes: 60,
        location: 'location:huis'
      }
    ];
    const [session] = await readerOf([{ ...activity, location: null, moves }], MONDAY).agenda(WHOLE_AGENDA);
    expect(session).toEqual({
      activity: 'activity:koffie',
      from: '2026-11-24T10:00:00',
      start: '2026-11-25T14:00:00',
      end: '2026-11-25T15:00:00',
      moved: true,
      cancelled: false,
      name: 'Koffieochtend',
      form: 'activity',
      zone: 'voorstad',
      place: 'Buurthuis',
      location: 'location:huis',
      cost: null,
      registration: false,
      wheelchair: null,
      themes: ['ontmoeten'],
      targetGroups: [],
      languages: [],
      stale: null
    });
  });

  test.each<[string, Partial<AgendaQuestion>]>([
    ['theme', { theme: 'geld' }],
    ['target group', { group: 'ouderen' }],
    ['language', { language: 'uk' }],
    ['cost', { cost: 'free' }],
    ['access for wheelchairs', { wheelchair: true }],
    ['location', { location: 'location:elders' }],
    ['form', { form: 'consultation' }],
    ['zone', { zone: 'bathmen' }]
  ])('is narrowed by %s', async (_, question) => {
    const meant = {
      themes: ['geld'],
      targetGroups: ['ouderen'],
      languages: ['uk'],
      cost: 'Gratis',
      wheelchair: true,
      location: 'location:elders',
      form: 'consultation',
      zone: 'bathmen'
    };
    const both = [one('ja', meant), one('nee', { cost: '3 euro', wheelchair: false, languages: ['nl'] })];
    expect(await held(both, question)).toEqual(['ja 11-24T10:00']);
    expect(await held(both)).toHaveLength(2);
  });

  test('of a location tells the sessions that were moved there, and not those that were moved away', async () => {
    const away = { from: '2026-11-24T10:00:00', start: '2026-11-24T10:00:00', durationMinutes: 60 };
    const activities = [
      one('hierheen', { location: 'location:elders', moves: [{ ...away, location: 'location:huis' }] }),
      one('weg', { moves: [{ ...away, location: 'location:elders' }] })
    ];
    expect(await held(activities, { location: 'location:huis' })).toEqual(['hierheen 11-24T10:00']);
  });

  test('begins on the day that is asked for, and never with what is over', async () => {
    const daily = [one('dag', { rrule: 'FREQ=DAILY', start: '2026-11-01T10:00:00' })];
    const noon = '2026-11-23T11:00:00Z';
    expect(await held(daily, { days: 2 }, noon)).toEqual(['dag 11-24T10:00']);
    expect(await held(daily, { from: '2026-11-21', days: 4 }, noon)).toEqual(['dag 11-24T10:00']);
    expect(await held(daily, { from: '2027-03-27', days: 3 }, noon)).toEqual([
      'dag 03-27T10:00',
      'dag 03-28T10:00',
      'dag 03-29T10:00'
    ]);
  });

  test('marks what nobody confirmed in time, tells it after the others of that hour, and at last no more', async () => {
    const activities = [
      one('a', { rrule: 'FREQ=WEEKLY', confirmBy: '2026-11-23', verifiedOn: '2026-08-20' }),
      one('b')
    ];
    expect(await held(activities)).toEqual(['a 11-24T10:00', 'b 11-24T10:00', 'a 12-01T10:00']);
    const later = '2026-11-24T07:00:00Z';
    expect(await held(activities, { days: 1 }, later)).toEqual(['b 11-24T10:00', 'a 11-24T10:00']);
    const [, stale] = await readerOf(activities, later).agenda(WHOLE_AGENDA);
    expect(stale?.stale).toBe('niet bevestigd sinds 20 augustus 2026');
    expect(await held(activities, {}, '2027-01-21T07:00:00Z')).toHaveLength(2);
    expect(await held(activities, {}, '2027-01-22T07:00:00Z')).toEqual([]);
  });

  test('search finds what nobody confirmed after the others of its rung, and at last no more', async () => {
    const rule = { rrule: 'FREQ=WEEKLY', name: 'Koffie', cost: 'gratis', verifiedOn: '2026-08-20' };
    const activities = [
      one('a', { ...rule, confirmBy: '2026-11-23' }),
      one('b', { ...rule, description: 'Schuif aan bij de thee, of de limonade.' })
    ];
    const found = async (at: string) => {
      const question = { text: 'koffie', zone: null, limit: 10, filters: {}, without: [] };
      return (await readerOf(activities, at).find(question)).hits;
    };
    expect((await found(MONDAY)).map(({ id }) => id)).toEqual(['activity:a', 'activity:b']);
    const later = await found('2026-11-24T07:00:00Z');
    expect(later.map(({ id }) => id)).toEqual(['activity:b', 'activity:a']);
    expect(later[1]?.why).toMatch(/ · niet bevestigd sinds 20 augustus 2026$/);
    expect((await found('2027-01-22T07:00:00Z')).map(({ id }) => id)).toEqual(['activity:b']);
  });

  test('is told by the moment of asking', async () => {
    expect(await readerOf([], '2027-03-28T01:30:00Z').now({})).toBe('2027-03-28T03:30:00');
  });
});

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
    const sessions = await reader.agenda({ ...WHOLE_AGENDA, zone: 'voorstad' });
    expect(sessions.map(({ start, cancelled, place }) => [start, cancelled, place])).toEqual([
      ['2026-11-24T10:00:00', false, 'Buurthuis'],
      ['2026-12-01T10:00:00', true, 'Buurthuis']
    ]);
    expect(await reader.agenda({ ...WHOLE_AGENDA, zone: 'bathmen' })).toEqual([]);
  });

  test('a stretch of time shows its sessions, past ones too, of the activities and the zones that are asked for', async () => {
    const stretch = { from: '2026-11-10T00:00:00', until: '2026-11-25T00:00:00' };
    const starts = async (question: { ids: string[]; zones: string[] }) =>
      (await reader.period({ ...stretch, ...question })).map(({ start }) => start);
    const both = ['2026-11-10T10:00:00', '2026-11-17T10:00:00', '2026-11-24T10:00:00'];
    expect(await starts({ ids: ['activity:koffie'], zones: [] })).toEqual(both);
    expect(await starts({ ids: [], zones: ['voorstad'] })).toEqual(both);
    expect(await starts({ ids: ['activity:koffie'], zones: ['voorstad'] })).toEqual(both);
    expect(await starts({ ids: ['activity:anders'], zones: ['bathmen'] })).toEqual([]);
  });

  test('a theme shows services and activities about it', async () => {
    const view = await reader.theme({ id: 'theme:ontmoeten', zone: null });
    expect(view?.hits.map((hit) => hit.id)).toEqual(['service:koffie', 'activity:koffie']);
  });

  test('a need stands under the theme that it belongs to first, and one without a theme nowhere', async () => {
    const need = {
      ...common,
      kind: 'need',
      name: 'eenzaam',
      names: { en: 'lonely' },
      terms: [],
      said: {},
      words: {}
    };
    const needs = [
      { ...need, _id: 'need:eenzaam', themes: ['ontmoeten', 'zorg'] },
      { ...need, _id: 'need:weer', themes: [] }
    ];
    const other = createMemoryMapReader({ version: () => '1', documents: () => needs }, clock);
    expect(await other.needs({})).toEqual([
      { id: 'eenzaam', theme: 'ontmoeten', name: 'eenzaam', names: { en: 'lonely' } }
    ]);
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

  test('who works on the map reads documents as they are published, with what older ones do not say', async () => {
    const ids = ['activity:koffie', 'location:huis', 'activity:weg'];
    expect(await reader.published({ ids })).toMatchObject([
      { _id: 'activity:koffie', exdates: ['2026-12-01T10:00:00'], rdates: [], moves: [] },
      { _id: 'location:huis' }
    ]);
  });
});
