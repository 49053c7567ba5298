import { describe, expect, test } from 'vitest';
import { NEWER_FIELDS, type Activity } from './activity.ts';
import { occurrences } from './recurrence.ts';

const weekly: Activity = {
  _id: 'activity:1',
  kind: 'activity',
  schema: 1,
  ...NEWER_FIELDS,
  author: 'import',
  device: 'server',
  created: '2026-11-01T00:00:00.000Z',
  name: 'Koffie',
  description: '',
  service: null,
  organization: null,
  location: null,
  zone: 'bathmen',
  start: '2026-10-20T09:30:00',
  durationMinutes: 120,
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  exdates: ['2026-11-03T09:30:00'],
  cost: null,
  registration: 'none',
  capacity: null,
  themes: [],
  targetGroups: [],
  languages: [],
  cancelled: false,
  verifiedOn: null
};
const startsOf = (activity: Activity, from: string, until: string) =>
  occurrences(activity, from, until, 100).map((one) => one.start);

describe('sessions of an activity', () => {
  test('a session stays at its hour over the clock change', () => {
    expect(startsOf(weekly, '2026-10-20T00:00:00', '2026-11-01T00:00:00')).toEqual([
      '2026-10-20T09:30:00',
      '2026-10-27T09:30:00'
    ]);
  });

  test('a session that was called off is there, as called off', () => {
    const found = occurrences(weekly, '2026-11-03T00:00:00', '2026-11-11T00:00:00', 100);
    expect(found.map((one) => [one.start, one.cancelled])).toEqual([
      ['2026-11-03T09:30:00', true],
      ['2026-11-10T09:30:00', false]
    ]);
  });

  test('a session that is going on still counts, one that is over does not', () => {
    expect(startsOf(weekly, '2026-10-20T10:00:00', '2026-10-21T00:00:00')).toHaveLength(1);
    expect(startsOf(weekly, '2026-10-20T11:30:00', '2026-10-21T00:00:00')).toHaveLength(0);
  });

  test('the last session counts when its start in summer time is exactly the end in UTC', () => {
    const series = { ...weekly, start: '2027-06-15T09:30:00', rrule: 'FREQ=WEEKLY;UNTIL=20270629T073000Z' };
    expect(startsOf(series, '2027-06-01T00:00:00', '2028-01-01T00:00:00')).toHaveLength(3);
  });

  test('a count of sessions includes those called off', () => {
    const series = { ...weekly, rrule: 'FREQ=WEEKLY;COUNT=3' };
    expect(startsOf(series, '2026-01-01T00:00:00', '2028-01-01T00:00:00')).toHaveLength(3);
  });

  test('a rule that repeats every second ends', () => {
    const wild = { ...weekly, rrule: 'FREQ=SECONDLY' };
    expect(occurrences(wild, '2030-01-01T00:00:00', '2031-01-01T00:00:00', 100)).toEqual([]);
  });

  test('an activity that does not repeat takes place once', () => {
    const single = { ...weekly, rrule: null };
    expect(startsOf(single, '2026-01-01T00:00:00', '2028-01-01T00:00:00')).toEqual([weekly.start]);
  });
});
