import { expect, test } from 'vitest';
import { monthColumns, sessionColumns, topOf } from './bar-plot.ts';
import type { Reach, SessionReach } from './reach.ts';

const reach = (sessions: readonly SessionReach[]) => ({ sessions }) as unknown as Reach;
const held = (start: string, count: number | null, fresh: number | null = null): SessionReach => ({
  start: `${start}T10:00:00`,
  state: count === null ? 'unknown' : 'held',
  count,
  fresh
});

test('a session that was not held has no bar, one that nobody counted has a gap', () => {
  const off: SessionReach = { start: '2026-11-10T10:00:00', state: 'not-held', count: null, fresh: null };
  const columns = sessionColumns(reach([held('2026-11-03', 8), off, held('2026-11-17', null)]));
  expect(columns.map(({ short, value }) => [short, value])).toEqual([
    ['3-11', 8],
    ['17-11', null]
  ]);
});

test('months add up their visits, and a month without any stands between', () => {
  const columns = monthColumns(
    reach([
      held('2026-08-04', 8, 2),
      held('2026-08-11', 9, 1),
      held('2026-09-01', null),
      held('2026-10-06', 5)
    ])
  );
  expect(columns.map(({ name, value, part }) => [name, value, part])).toEqual([
    ['augustus 2026', 17, 3],
    ['september 2026', 0, null],
    ['oktober 2026', 5, null]
  ]);
  expect(monthColumns(reach([held('2026-12-01', 1), held('2027-01-05', 1)]))).toHaveLength(2);
  expect(monthColumns(reach([held('2026-12-01', null)]))).toEqual([]);
});

test('the top of a plot is a round number that no bar passes', () => {
  expect([[], [3], [5], [11], [20], [21], [47], [99], [101]].map((values) => topOf(values))).toEqual([
    4, 4, 5, 20, 20, 40, 50, 100, 200
  ]);
});
