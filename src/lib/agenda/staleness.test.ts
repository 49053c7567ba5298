import { describe, expect, test } from 'vitest';
import { staleness, staleWords } from './staleness.ts';

describe('an activity that must be confirmed by 15 November 2026', () => {
  test.each([
    ['2026-10-31', 'confirmed'],
    ['2026-11-01', 'ask'],
    ['2026-11-15', 'ask'],
    ['2026-11-16', 'stale'],
    ['2027-01-13', 'stale'],
    ['2027-01-14', 'hidden'],
    ['2030-01-01', 'hidden']
  ])('is on %s: %s', (today, how) => {
    expect(staleness('2026-11-15', today)).toBe(how);
  });

  test('says from when on nobody confirmed it, once the day is over', () => {
    const activity = { confirmBy: '2026-11-15', verifiedOn: '2026-08-15' };
    expect(staleWords(activity, '2026-11-15')).toBeNull();
    expect(staleWords(activity, '2026-11-16')).toBe('niet bevestigd sinds 15 augustus 2026');
    expect(staleWords({ ...activity, verifiedOn: null }, '2026-11-16')).toBe('nog niet bevestigd');
  });
});

test('an activity that nobody has to confirm never goes stale', () => {
  expect(staleness(null, '2090-01-01')).toBe('confirmed');
});
