import { expect, test } from 'vitest';
import { Calendar } from './calendar.ts';
import type { Recurring } from './recurrence.ts';

const weekly: Recurring = {
  start: '2026-10-20T09:30:00',
  durationMinutes: 120,
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  exdates: ['2026-11-24T09:30:00'],
  rdates: [],
  moves: [],
  cancelled: false
};
const TODAY = '2026-11-23';
const SPAN = ['2026-11-23T00:00:00', '2026-12-03T00:00:00'] as const;
const dayOf = ({ start }: { start: string }) => start.slice(5, 10);

/** A reading of an activity that counts how often it is expanded: that is when its rule is read. */
function counted(activity: Recurring) {
  let count = 0;
  const reading = Object.defineProperty({ ...activity }, 'rrule', {
    get: () => {
      count++;
      return activity.rrule;
    }
  });
  return { reading, count: () => count };
}

test('what was expanded is kept while the day and the activity last', () => {
  const calendar = new Calendar();
  const { reading, count } = counted(weekly);
  expect(calendar.sessions('a', reading, TODAY, ...SPAN).map(dayOf)).toEqual(['11-24', '12-01']);
  const once = count();
  calendar.sessions('a', reading, TODAY, ...SPAN);
  calendar.next('a', reading, '2026-11-23T12:00:00');
  expect(count()).toBe(once);
  calendar.sessions('a', reading, '2026-11-24', '2026-11-24T00:00:00', SPAN[1]);
  expect(count()).toBeGreaterThan(once);
});

test.each<[string, Partial<Recurring>, string[]]>([
  ['another rule', { rrule: 'FREQ=WEEKLY;BYDAY=WE' }, ['11-25', '12-02']],
  ['a session called off', { exdates: [] }, ['11-24', '12-01']],
  ['a session added', { rdates: ['2026-11-27T09:30:00'] }, ['11-24', '11-27', '12-01']],
  [
    'a session moved',
    {
      moves: [
        { from: '2026-12-01T09:30:00', start: '2026-12-02T09:30:00', durationMinutes: 60, location: null }
      ]
    },
    ['11-24', '12-02']
  ]
])('%s is seen at once', (_, change, days) => {
  const calendar = new Calendar();
  calendar.sessions('a', weekly, TODAY, ...SPAN);
  expect(calendar.sessions('a', { ...weekly, ...change }, TODAY, ...SPAN).map(dayOf)).toEqual(days);
});

test('days before today, and beyond what is kept, are answered too', () => {
  const calendar = new Calendar();
  expect(calendar.sessions('a', weekly, TODAY, '2026-11-10T00:00:00', '2026-11-18T00:00:00')).toHaveLength(2);
  expect(calendar.sessions('a', weekly, TODAY, '2027-06-01T00:00:00', '2027-06-09T00:00:00')).toHaveLength(2);
});

test('the next session is the first that goes on and is not over, also when it is far away', () => {
  const calendar = new Calendar();
  expect(calendar.next('a', weekly, '2026-11-23T12:00:00')?.start).toBe('2026-12-01T09:30:00');
  expect(calendar.next('a', weekly, '2026-12-01T11:29:00')?.start).toBe('2026-12-01T09:30:00');
  expect(calendar.next('a', weekly, '2026-12-01T11:30:00')?.start).toBe('2026-12-08T09:30:00');
  const yearly = { ...weekly, rrule: 'FREQ=YEARLY' };
  expect(calendar.next('b', yearly, '2026-11-23T12:00:00')?.start).toBe('2027-10-20T09:30:00');
  expect(calendar.next('c', { ...weekly, rrule: null }, '2026-11-23T12:00:00')).toBeNull();
});

test('a session called off does not take place in a window, the others do', () => {
  const calendar = new Calendar();
  const happens = (from: string, until: string) => calendar.happens('a', weekly, TODAY, [{ from, until }]);
  expect(happens('2026-11-24T00:00:00', '2026-11-25T00:00:00')).toBe(false);
  expect(happens('2026-12-01T00:00:00', '2026-12-02T00:00:00')).toBe(true);
  expect(happens('2026-12-01T10:00:00', '2026-12-02T00:00:00')).toBe(false);
  expect(happens('2027-06-01T00:00:00', '2027-06-02T00:00:00')).toBe(true);
});
