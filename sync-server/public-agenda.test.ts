import { afterEach, beforeEach, expect, it } from 'vitest';
import { NEWER_FIELDS } from '#lib/agenda/activity.ts';
import { MAP_DATABASE } from '#lib/roles/databases.ts';
import { strictCalendar } from '../tests/support/strict-calendar.ts';
import { openDatabase, type Database } from './database.ts';
import { isServerPath } from './app.ts';
import { ORIGIN, testServer, type TestServer } from './testing.ts';

let server: TestServer;
let map: Database;
beforeEach(async () => {
  server = await testServer();
  map = openDatabase(server.engine, MAP_DATABASE);
  await write(
    theme('bewegen', 'Bewegen'),
    activity('wandelen', { zone: 'voorstad', themes: ['bewegen'] }),
    activity('koffie', { zone: 'bathmen' }),
    activity('overal', { zone: null })
  );
});
afterEach(async () => {
  expect(server.failures).toEqual([]);
  await server.discard();
});

const stamped = { schema: 1, author: 'beheer-1', device: 'desk', created: '2026-11-01T10:00:00.000Z' };
const theme = (slug: string, name: string) => ({
  ...stamped,
  _id: `theme:${slug}`,
  kind: 'theme',
  name,
  description: '',
  parent: null
});
const activity = (name: string, more: object) => ({
  ...stamped,
  ...NEWER_FIELDS,
  _id: `activity:${name}`,
  kind: 'activity',
  name,
  description: '',
  service: null,
  organization: null,
  location: null,
  start: '2026-11-03T09:30:00',
  durationMinutes: 60,
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  exdates: [],
  cost: null,
  registration: 'none',
  capacity: null,
  themes: [],
  targetGroups: [],
  languages: [],
  cancelled: false,
  verifiedOn: null,
  ...more
});

/** Writes documents and waits until the public map shows them. */
async function write(...documents: object[]): Promise<void> {
  const before = server.mirror.version();
  await map.write(documents);
  for (let waited = 0; waited < 500 && server.mirror.version() === before; waited++)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

const get = (target: string, headers: Record<string, string> = {}) => server.ask('GET', target, { headers });
async function namesIn(target: string) {
  const response = await get(target);
  expect(response.status).toBe(200);
  const { events } = strictCalendar(new Uint8Array(await response.arrayBuffer()));
  return events.map(({ uid }) => uid).sort();
}

it('gives a zone what is there and what is for everybody, and a theme what is about it', async () => {
  expect(await namesIn('/agenda.ics')).toEqual(['koffie', 'overal', 'wandelen']);
  expect(await namesIn('/agenda.ics?zone=&theme=')).toEqual(['koffie', 'overal', 'wandelen']);
  expect(await namesIn('/agenda.ics?zone=voorstad')).toEqual(['overal', 'wandelen']);
  expect(await namesIn('/agenda.ics?theme=bewegen')).toEqual(['wandelen']);
  expect(await namesIn('/agenda.ics?zone=bathmen&theme=bewegen')).toEqual([]);
  expect(await (await get('/agenda.ics?zone=voorstad&theme=bewegen')).text()).toContain(
    'X-WR-CALNAME:Agenda Voorstad over Bewegen\r\n'
  );
});

it('knows no other zones and themes, and takes each question once', async () => {
  for (const question of ['zone=atlantis', 'theme=atlantis', 'theme=__proto__'])
    expect((await get(`/agenda.ics?${question}`)).status).toBe(404);
  expect((await get('/agenda.ics?zone=voorstad&zone=bathmen')).status).toBe(400);
  expect((await get(`/agenda.ics?theme=${'x'.repeat(5000)}`)).status).toBe(400);
});

it('says what it is, and is not sent again to who has it, until an activity changed', async () => {
  const first = await get('/agenda.ics?zone=voorstad');
  expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(first.headers.get('cache-control')).toBe('public, max-age=300');
  expect(first.headers.get('content-disposition')).toBe('inline; filename="agenda-voorstad.ics"');
  const known = { 'if-none-match': first.headers.get('etag') ?? '' };
  const again = await get('/agenda.ics?zone=voorstad', known);
  expect([again.status, await again.text()]).toEqual([304, '']);
  const before = await map.get('activity:wandelen');
  await write({ ...before, _id: 'activity:wandelen', exdates: ['2026-12-01T09:30:00'] });
  const changed = await get('/agenda.ics?zone=voorstad', known);
  expect(changed.status).toBe(200);
  expect(await changed.text()).toContain('SUMMARY:Gaat niet door: wandelen');
});

it('gives a series a higher number each time it is written', async () => {
  const sequence = async () => /SEQUENCE:(\d+)/.exec(await (await get('/agenda/wandelen.ics')).text())?.[1];
  expect(await sequence()).toBe('1');
  const before = await map.get('activity:wandelen');
  await write({ ...before, _id: 'activity:wandelen' });
  expect(await sequence()).toBe('2');
});

it('gives one activity as a file that leads back to its page', async () => {
  const response = await get('/agenda/wandelen.ics');
  expect(response.headers.get('content-disposition')).toContain('wandelen.ics');
  expect(await response.text()).toContain(`URL:${ORIGIN}/agenda/wandelen\r\n`);
  for (const name of ['niets', '..%2fkoffie', 'koffie.ics']) {
    expect((await get(`/agenda/${name}.ics`)).status).not.toBe(200);
  }
});

it('leaves out what ended long ago, what nobody confirms any more, and rules that nobody can follow', async () => {
  await write(
    activity('vorig-jaar', { start: '2025-11-03T09:30:00', rrule: 'FREQ=WEEKLY;COUNT=3' }),
    activity('onlangs', { start: '2026-11-10T09:30:00', rrule: null }),
    activity('vergeten', { confirmBy: '2026-09-01' }),
    activity('onbevestigd', { confirmBy: '2026-11-01' }),
    activity('afgelast', { cancelled: true }),
    activity('wild', { rrule: 'FREQ=SECONDLY' }),
    activity('onleesbaar', { rrule: 'elke dinsdag' })
  );
  expect(await namesIn('/agenda.ics')).toEqual([
    'afgelast',
    'koffie',
    'onbevestigd',
    'onlangs',
    'overal',
    'wandelen'
  ]);
  expect((await get('/agenda/wild.ics')).status).toBe(404);
});

it('leaves the pages of the agenda to the app', () => {
  expect(['/agenda.ics?zone=x', '/agenda/x.ics'].map(isServerPath)).toEqual([true, true]);
  expect(['/agenda', '/agenda/x', '/agenda/x/y.ics', '/agenda.icsx'].map(isServerPath)).toEqual(
    Array(4).fill(false)
  );
});
