import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { checkedClock } from '../../core/clock.ts';
import { openMapStore } from '../../db/map-store.ts';
import { WHOLE_AGENDA } from '../../social-map/map-reader.ts';
import { refreshMap } from '../../sync/public-lane.ts';
import { NEWER_FIELDS, type Activity } from '../activity.ts';
import { Calendar } from '../recurrence/calendar.ts';
import { Finder } from './find.ts';
import { sortDocuments } from './map-documents.ts';
import { mapReaderOver } from './map-reading.ts';
import { searchData } from './map-search.ts';

const daily: Activity = {
  _id: 'activity:1',
  kind: 'activity',
  schema: 1,
  ...NEWER_FIELDS,
  rdates: [],
  moves: [],
  author: 'import',
  device: 'server',
  created: '2025-01-01T00:00:00.000Z',
  name: 'Koffie',
  description: '',
  service: null,
  organization: null,
  location: null,
  zone: null,
  start: '2025-01-01T09:30:00',
  durationMinutes: 60,
  rrule: 'FREQ=DAILY',
  exdates: [],
  cost: null,
  registration: 'none',
  capacity: null,
  themes: [],
  targetGroups: [],
  languages: [],
  cancelled: false,
  verifiedOn: null
};

test.each([
  ['a year behind', '2025-11-24T12:00:00Z'],
  ['a year ahead', '2027-11-24T12:00:00Z'],
  ['right', '2026-11-24T12:00:20Z']
])('a phone whose clock is %s tells what is to come today, once it heard from the server', async (_, at) => {
  const store = openMapStore({ indexedDB: new IDBFactory(), IDBKeyRange });
  const device = () => Date.parse(at);
  const answer = new Response(`{"sequence":"1","count":1}\n${JSON.stringify(daily)}\n`, {
    headers: { date: 'Tue, 24 Nov 2026 12:00:00 GMT' }
  });
  const lane = { fetch: () => Promise.resolve(answer), store, clock: device };
  expect(await refreshMap(lane, new AbortController().signal)).toBe('new-map');

  const contact = await store.state();
  const clock = checkedClock(device, () => contact);
  const calendar = new Calendar();
  const documents = await store.all();
  const reader = mapReaderOver(
    {
      documents: () => Promise.resolve(sortDocuments(documents)),
      checked: () => Promise.resolve(null),
      finder: () => Promise.resolve(new Finder(searchData(documents), clock, calendar))
    },
    clock,
    calendar
  );
  const [next] = await reader.agenda(WHOLE_AGENDA);
  expect(next?.start).toBe('2026-11-25T09:30:00');
  const question = { text: 'koffie', zone: null, limit: 1, filters: {}, without: [] };
  expect((await reader.find(question)).hits[0]?.why).toMatch(/^morgen 9.30 uur/);
});
