import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMinutes,
  dayName,
  dutchMoment,
  dutchWallTime,
  monthName,
  nearDayName,
  timeSpan
} from './dutch-date.ts';

describe('Dutch days and times', () => {
  test('the wall clock follows summer and winter time', () => {
    expect(dutchWallTime(Date.parse('2026-07-01T12:00:00Z'))).toBe('2026-07-01T14:00:00');
    expect(dutchWallTime(Date.parse('2026-11-22T23:30:00Z'))).toBe('2026-11-23T00:30:00');
  });

  test('a time on the wall is a moment, also around both clock changes', () => {
    const utc = (wallTime: string) => new Date(dutchMoment(wallTime)).toISOString();
    expect(utc('2026-07-01T14:00:00')).toBe('2026-07-01T12:00:00.000Z');
    expect(utc('2026-10-25T01:59:00')).toBe('2026-10-24T23:59:00.000Z');
    expect(utc('2026-10-25T02:30:00')).toBe('2026-10-25T00:30:00.000Z');
    expect(utc('2026-10-25T03:00:00')).toBe('2026-10-25T02:00:00.000Z');
    expect(utc('2027-03-28T01:59:00')).toBe('2027-03-28T00:59:00.000Z');
    expect(utc('2027-03-28T02:30:00')).toBe('2027-03-28T01:30:00.000Z');
    expect(utc('2027-03-28T03:00:00')).toBe('2027-03-28T01:00:00.000Z');
  });

  test('days are counted over a clock change and a new year', () => {
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });

  test('a day and a time are written as people say them', () => {
    expect(dayName('2026-11-24')).toBe('dinsdag 24 november');
    expect(nearDayName('2026-11-24', '2026-11-23')).toBe('morgen');
    expect(monthName('2026-09-03')).toBe('september 2026');
    expect(timeSpan('2026-11-24T09:30:00', addMinutes('2026-11-24T09:30:00', 90))).toBe('9.30 tot 11.00 uur');
  });
});
