import { describe, expect, test } from 'vitest';
import type { Activity } from '../activity.ts';
import { koffieWith } from '../testing.ts';
import type { ActivityChange, Change } from './activity-change.ts';
import { proposedSessions } from './proposed-sessions.ts';
import { propose, type KeptChange, type Proposed, type UpkeepBook } from './upkeep.ts';
import { askedOf, keptBy, lookedAfterBy } from './upkeep-list.ts';

const koffie = koffieWith({ location: 'location:huis', verifiedOn: '2026-06-01', confirmBy: '2026-12-01' });
const NOW = '2026-11-26T12:00:00';
const TODAY = '2026-11-26';
const WEDNESDAY = '2026-12-02T09:30:00';

const worker = {
  name: 'marloes',
  roles: ['field-worker' as const],
  zones: ['voorstad'],
  activities: [] as string[]
};
const volunteer = { ...worker, name: 'ria', roles: ['volunteer' as const], activities: [koffie._id] };
const accounts = [worker, volunteer];
const told = (people: Record<string, boolean> = {}): UpkeepBook => ({
  changes: new Map(),
  people: new Map([[koffie._id, new Map(Object.entries(people))]]),
  locked: 0
});
const published = (said: Partial<Activity> = {}): Proposed => ({
  published: null,
  activity: { ...koffie, ...said },
  underWay: []
});
function underWay(change: Change): Proposed {
  const document: ActivityChange = {
    _id: 'activity-change:1',
    kind: 'activity-change',
    schema: 1,
    author: 'ria',
    device: 'd1',
    created: '2026-11-26T12:00:00.000Z',
    activity: koffie._id,
    change,
    note: ''
  };
  const kept: KeptChange = { database: 'opkomst-voorstad', change: document, state: { kind: 'device' } };
  return propose(koffie, [kept], 0) as Proposed;
}
const names = (all: readonly Proposed[]) => all.map(({ activity }) => activity.name);

describe('what somebody keeps', () => {
  const soep = published({ _id: 'activity:soep', name: 'Soep' });
  const elders = published({ _id: 'activity:elders', name: 'Elders', zone: 'bathmen' });

  test('is all of their zone for a worker, and their own for a volunteer', () => {
    expect(names(keptBy([soep, elders, published()], told(), worker, NOW))).toEqual(['Koffie', 'Soep']);
    expect(names(keptBy([soep, elders, published()], told(), volunteer, NOW))).toEqual(['Koffie']);
  });

  test('is not what a volunteer was taken off, also before their account follows', () => {
    expect(keptBy([published()], told({ ria: false }), volunteer, NOW)).toEqual([]);
  });

  test('is not what is over, called off or not', () => {
    const over = { rrule: null };
    expect(keptBy([published(over), published({ ...over, cancelled: true })], told(), worker, NOW)).toEqual(
      []
    );
    expect(keptBy([published({ cancelled: true })], told(), worker, NOW)).toHaveLength(1);
  });
});

describe('whether it is still right', () => {
  const asked = (user: typeof worker | typeof volunteer, book: UpkeepBook, one = published()) =>
    names(askedOf([one], book, user, accounts, TODAY));

  test('is asked of who looks after it, and not of the worker then', () => {
    expect(asked(volunteer, told())).toEqual(['Koffie']);
    expect(asked(worker, told())).toEqual([]);
  });

  test('is asked of a worker of the zone where nobody looks after it', () => {
    expect(asked(worker, told({ ria: false }))).toEqual(['Koffie']);
    expect(lookedAfterBy(told({ ria: false, bert: true }), koffie._id, accounts)).toEqual(['bert']);
  });

  test('is not asked long before the day, nor of what ends, nor once it was said', () => {
    expect(asked(volunteer, told(), published({ confirmBy: '2027-01-01' }))).toEqual([]);
    expect(asked(volunteer, told(), published({ confirmBy: null }))).toEqual([]);
    expect(asked(volunteer, told(), published({ cancelled: true }))).toEqual([]);
    expect(asked(volunteer, told(), underWay({ type: 'confirm' }))).toEqual([]);
  });

  test('is asked first of what should have been said longest ago', () => {
    const late = published({ _id: 'activity:laat', name: 'Laat', confirmBy: '2026-10-01' });
    const kept = [published(), late];
    expect(names(askedOf(kept, told({ ria: false }), worker, [], TODAY))).toEqual(['Laat', 'Koffie']);
  });
});

describe('the sessions of a day', () => {
  const meant = {
    from: '2026-12-02T00:00:00',
    until: '2026-12-03T00:00:00',
    zone: 'voorstad',
    placeName: (id: string | null) => (id === 'location:huis' ? 'Buurthuis' : null)
  };
  const [other, line] = proposedSessions(
    [],
    [
      underWay({ type: 'end' }),
      { ...underWay({ type: 'end' }), activity: { ...koffie, _id: 'activity:ander', name: 'Ander' } }
    ],
    meant
  ).map(({ session }) => ({ ...session, cancelled: false }));
  const agenda = [line, other].filter((one) => one !== undefined);

  test('show a session that was called off here as called off, with how far that is, in its place', () => {
    const shown = proposedSessions(agenda, [underWay({ type: 'cancel', session: WEDNESDAY })], meant);
    expect(shown.map(({ session, state }) => [session.name, session.cancelled, state?.kind])).toEqual([
      ['Ander', false, undefined],
      ['Koffie', true, 'device']
    ]);
    expect(shown[1]?.session.place).toBe('Buurthuis');
  });

  test('lose one that was moved to another day, and stay as they are where it was only confirmed', () => {
    const start = '2026-12-04T09:30:00';
    const move: Change = { type: 'move', session: WEDNESDAY, start, durationMinutes: 60, location: null };
    expect(proposedSessions(agenda, [underWay(move)], meant).map(({ session }) => session.name)).toEqual([
      'Ander'
    ]);
    const confirmed = proposedSessions(agenda, [underWay({ type: 'confirm' })], meant);
    expect(confirmed.map(({ state }) => state)).toEqual([null, null]);
  });

  test('hold none of an activity that went to another zone', () => {
    const away = underWay({ type: 'edit', fields: { zone: 'bathmen' } });
    expect(proposedSessions(agenda, [away], meant).map(({ session }) => session.name)).toEqual(['Ander']);
  });
});
