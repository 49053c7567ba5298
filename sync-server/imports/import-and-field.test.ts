import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Activity } from '#lib/agenda/activity.ts';
import type { Change } from '#lib/agenda/upkeep/activity-change.ts';
import { openDatabase } from '../database.ts';
import { provisionServer } from '../provision.ts';
import { publishChange } from '../publish-change.ts';
import { activity, temporaryEngine } from '../testing.ts';
import type { Engine } from '../engines/engine.ts';
import { applyToMap } from './apply-to-map.ts';

const WEDNESDAY = '2026-12-02T09:30:00';
const NEXT = '2026-12-09T09:30:00';
const START = Date.UTC(2026, 10, 27, 9);
const DAY = 24 * 60 * 60_000;
let engine: Engine;
let discard: () => Promise<void>;
let now: number;
let said = 0;

beforeEach(async () => {
  ({ engine, discard } = await temporaryEngine());
  now = START;
  await provisionServer(engine);
  await bring();
});
afterEach(() => discard());

const bring = (more: Partial<Activity> = {}) => applyToMap(engine, [activity('koffie', more)], now);
const koffie = () => openDatabase(engine, 'kaart').get('activity:koffie');

async function say(change: Change): Promise<void> {
  const outcome = await publishChange(
    openDatabase(engine, 'kaart'),
    {
      _id: `activity-change:${++said}`,
      kind: 'activity-change',
      schema: 1,
      author: 'vet-voorstad-1',
      device: 'phone',
      created: new Date(now).toISOString(),
      activity: 'activity:koffie',
      change,
      note: ''
    },
    () => now,
    () => null
  );
  expect(outcome.outcome).toBe('published');
}

test('a second import leaves what the field called off, moved, added and let go on', async () => {
  await bring({ exdates: [NEXT] });
  const moved = { session: '2026-12-16T09:30:00', start: '2026-12-17T09:30:00', durationMinutes: 60 };
  await say({ type: 'cancel', session: WEDNESDAY });
  await say({ type: 'restore', session: NEXT });
  await say({ type: 'move', ...moved, location: null });
  await say({ type: 'add', session: '2026-12-04T10:00:00' });
  expect(await bring({ exdates: [NEXT] })).toMatchObject({ unchanged: 1, changed: 0 });
  expect(await koffie()).toMatchObject({
    exdates: [WEDNESDAY],
    rdates: ['2026-12-04T10:00:00'],
    moves: [{ from: moved.session, start: moved.start }]
  });
});

test('an import brings what its source calls off of other sessions, and changes in other fields', async () => {
  await say({ type: 'cancel', session: WEDNESDAY });
  expect(await bring({ exdates: [NEXT], name: 'Koffie met taart' })).toMatchObject({ changed: 1 });
  expect(await koffie()).toMatchObject({ exdates: [WEDNESDAY, NEXT], name: 'Koffie met taart' });
});

test('a series that the field moved to another day, or ended, stays so for half a year', async () => {
  await say({ type: 'edit', fields: { start: '2026-11-05T10:00:00', rrule: 'FREQ=WEEKLY;BYDAY=TH' } });
  await say({ type: 'end' });
  await bring({ exdates: [WEDNESDAY] });
  const stands = { start: '2026-11-05T10:00:00', rrule: 'FREQ=WEEKLY;BYDAY=TH', cancelled: true };
  // What the import calls off is no session of the series any more.
  expect(await koffie()).toMatchObject({ ...stands, exdates: [] });
  now = START + 182 * DAY;
  await bring();
  expect(await koffie()).toMatchObject(stands);
  now = START + 184 * DAY;
  await bring();
  expect(await koffie()).toMatchObject({ rrule: 'FREQ=WEEKLY;BYDAY=WE', cancelled: false });
});

test('the latest day on which somebody said that it is right counts, whoever said it', async () => {
  await say({ type: 'confirm' });
  await bring({ name: 'Thee' });
  expect(await koffie()).toMatchObject({ verifiedOn: '2026-11-27', confirmBy: '2027-05-29' });
  await bring({ verifiedOn: '2026-12-01' });
  expect(await koffie()).toMatchObject({ verifiedOn: '2026-12-01', confirmBy: null });
});
