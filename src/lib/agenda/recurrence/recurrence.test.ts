import { describe, expect, test } from 'vitest';
import { NEWER_FIELDS, type Activity } from '../activity.ts';
import { endOf, nextOccurrence, occurrences, weekdaysOf } from './recurrence.ts';

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

  test.each(['FREQ=SECONDLY', 'FREQ=DAILY;INTERVAL=0', 'elke dinsdag', 'FREQ=DAILY;UNTIL=20200101'])(
    'there are none by the rule %s',
    (rrule) => {
      const wild = { ...weekly, rrule };
      expect(occurrences(wild, '2026-01-01T00:00:00', '2031-01-01T00:00:00', 100)).toEqual([]);
      expect(endOf(wild)).toBe('');
    }
  );

  test('an activity that does not repeat takes place once', () => {
    const single = { ...weekly, rrule: null };
    expect(startsOf(single, '2026-01-01T00:00:00', '2028-01-01T00:00:00')).toEqual([weekly.start]);
  });
});

describe('sessions that differ from their series', () => {
  const move = (from: string, start: string, location: string | null = null) => ({
    from: `${from}T09:30:00`,
    start,
    durationMinutes: 60,
    location
  });
  const told = (activity: Activity, from: string, until: string) =>
    occurrences(activity, `${from}T00:00:00`, `${until}T00:00:00`, 100).map(
      ({ from: known, start, end, cancelled, moved, location }) =>
        [known.slice(5, 10), start.slice(5, 16), end.slice(5, 16), cancelled, moved, location].join(' ')
    );

  test('one that was moved is where it is now, and known by the start that its series gave it', () => {
    const activity = { ...weekly, moves: [move('2026-11-10', '2026-11-12T14:00:00', 'location:huis')] };
    expect(told(activity, '2026-11-09', '2026-11-18')).toEqual([
      '11-10 11-12T14:00 11-12T15:00 false true location:huis',
      '11-17 11-17T09:30 11-17T11:30 false false '
    ]);
  });

  test('one that was moved into the span is found, one that was moved out of it is not', () => {
    const moves = [move('2026-12-22', '2026-11-12T14:00:00'), move('2026-11-10', '2027-01-07T14:00:00')];
    const activity = { ...weekly, moves };
    expect(told(activity, '2026-11-09', '2026-11-17')).toEqual(['12-22 11-12T14:00 11-12T15:00 false true ']);
    expect(told(activity, '2027-01-06', '2027-01-12')).toEqual(['11-10 01-07T14:00 01-07T15:00 false true ']);
    expect(told(activity, '2026-12-22', '2026-12-23')).toEqual([]);
  });

  test('one that was moved over the clock change keeps the hour that was said', () => {
    const activity = { ...weekly, moves: [move('2026-10-20', '2026-10-25T23:30:00')] };
    expect(told(activity, '2026-10-25', '2026-10-27')).toEqual(['10-20 10-25T23:30 10-26T00:30 false true ']);
  });

  test('one that was moved and then called off is called off where people expect it', () => {
    const activity = { ...weekly, moves: [move('2026-11-03', '2026-11-05T14:00:00')] };
    expect(told(activity, '2026-11-02', '2026-11-09')).toEqual(['11-03 11-05T14:00 11-05T15:00 true true ']);
  });

  test('one that was moved onto the next is told beside it', () => {
    const activity = { ...weekly, moves: [move('2026-11-10', '2026-11-17T09:30:00')] };
    expect(told(activity, '2026-11-09', '2026-11-18').map((line) => line.slice(0, 17))).toEqual([
      '11-10 11-17T09:30',
      '11-17 11-17T09:30'
    ]);
  });

  test('what was said of a session counts for nothing once its series does not give it any more', () => {
    const wednesdays = { ...weekly, rrule: 'FREQ=WEEKLY;BYDAY=WE' };
    const activity = { ...wednesdays, moves: [move('2026-11-10', '2026-11-12T14:00:00')] };
    expect(told(activity, '2026-11-02', '2026-11-16')).toEqual(told(wednesdays, '2026-11-02', '2026-11-16'));
    expect(told(wednesdays, '2026-11-02', '2026-11-09')).toEqual([
      '11-04 11-04T09:30 11-04T11:30 false false '
    ]);
  });

  test('one beside the rule is told once, and can be called off and moved like the others', () => {
    const rdates = [
      '2026-11-17T09:30:00',
      '2026-11-14T20:00:00',
      '2026-11-15T20:00:00',
      '2026-11-16T09:30:00'
    ];
    const activity = {
      ...weekly,
      rdates,
      exdates: ['2026-11-14T20:00:00'],
      moves: [move('2026-11-16', '2026-11-16T10:30:00')]
    };
    expect(told(activity, '2026-11-11', '2026-11-18')).toEqual([
      '11-14 11-14T20:00 11-14T22:00 true false ',
      '11-15 11-15T20:00 11-15T22:00 false false ',
      '11-16 11-16T10:30 11-16T11:30 false true ',
      '11-17 11-17T09:30 11-17T11:30 false false '
    ]);
  });

  test('all of them are called off with their series', () => {
    const activity = { ...weekly, cancelled: true, moves: [move('2026-11-10', '2026-11-12T14:00:00')] };
    expect(
      occurrences(activity, '2026-11-09T00:00:00', '2026-11-18T00:00:00', 9).map((one) => one.cancelled)
    ).toEqual([true, true]);
    expect(nextOccurrence(activity, '2026-11-09T00:00:00', '2027-01-01T00:00:00')).toBeNull();
  });

  test('a limit takes the earliest of all of them', () => {
    const activity = { ...weekly, moves: [move('2026-12-22', '2026-11-12T14:00:00')] };
    const first = occurrences(activity, '2026-11-09T00:00:00', '2027-11-09T00:00:00', 2);
    expect(first.map(({ start }) => start)).toEqual(['2026-11-10T09:30:00', '2026-11-12T14:00:00']);
  });

  test('the next one is the first that goes on, wherever it was moved', () => {
    const activity = { ...weekly, moves: [move('2026-11-17', '2026-11-04T14:00:00')] };
    expect(nextOccurrence(activity, '2026-11-02T00:00:00', '2027-01-01T00:00:00')?.from).toBe(
      '2026-11-17T09:30:00'
    );
  });
});

test('a session over midnight ends on the day after', () => {
  const night = {
    ...weekly,
    start: '2026-12-29T22:00:00',
    durationMinutes: 1500,
    rdates: ['2027-01-02T23:00:00']
  };
  expect(occurrences(night, '2026-12-30T12:00:00', '2027-01-03T00:00:00', 9).map(({ end }) => end)).toEqual([
    '2026-12-30T23:00:00',
    '2027-01-04T00:00:00'
  ]);
});

describe('the end of an activity', () => {
  test('is that of the last session that goes on, also one that was moved or is beside the rule', () => {
    const series = { ...weekly, rrule: 'FREQ=WEEKLY;COUNT=3' };
    expect(endOf(series)).toBe('2026-10-27T11:30:00');
    expect(endOf({ ...series, rdates: ['2026-12-01T20:00:00'] })).toBe('2026-12-01T22:00:00');
    const moves = [
      { from: '2026-10-27T09:30:00', start: '2026-10-16T09:30:00', durationMinutes: 60, location: null }
    ];
    expect(endOf({ ...series, moves })).toBe('2026-10-20T11:30:00');
  });

  test('is told of one that was moved to before its own start', () => {
    const moves = [{ from: weekly.start, start: '2026-10-10T09:30:00', durationMinutes: 60, location: null }];
    expect(endOf({ ...weekly, rrule: null, moves })).toBe('2026-10-10T10:30:00');
  });

  test('is not there without an end, or in a time that nobody plans', () => {
    expect(endOf(weekly)).toBeNull();
    expect(endOf({ ...weekly, rrule: 'FREQ=DAILY;COUNT=1000000000' })).toBeNull();
    expect(endOf({ ...weekly, cancelled: true })).toBe('');
  });
});

test('an activity falls on the days of its rule, not on those of a session beside it', () => {
  expect(weekdaysOf({ ...weekly, rdates: ['2026-11-14T20:00:00'] })).toEqual([2]);
  expect(weekdaysOf({ ...weekly, rrule: null, rdates: ['2026-11-14T20:00:00'] })).toEqual([2, 6]);
});
