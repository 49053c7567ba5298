import { expect, test } from 'vitest';
import { lines, pointAt, segmentPath } from './ring.ts';

test('the first segment is at the top and the ring goes clockwise', () => {
  expect(pointAt(0, 10)).toEqual({ x: 0, y: -10 });
  expect(pointAt(2, 10).x).toBeCloseTo(10);
});

test('neighbouring segments do not touch', () => {
  const corners = (path: string) => [...path.matchAll(/-?\d+\.\d+ -?\d+\.\d+/g)].map(([point]) => point);
  const first = corners(segmentPath(0, 50, 100));
  expect(corners(segmentPath(1, 50, 100)).filter((point) => first.includes(point))).toEqual([]);
});

test('a long name takes two lines that are as even as its words allow', () => {
  expect(lines('Geld')).toEqual(['Geld']);
  expect(lines('Familie en omgeving')).toEqual(['Familie en', 'omgeving']);
  expect(lines('Hoe iemand zich voelt')).toEqual(['Hoe iemand', 'zich voelt']);
});
