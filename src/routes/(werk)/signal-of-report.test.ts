import { expect, test } from 'vitest';
import { newDocument, type Author } from '#lib/core/author.ts';
import { hybridClock } from '#lib/core/hlc.ts';
import type { SessionReport } from '#lib/attendance/attendance.ts';
import { signalDocuments } from '#lib/signals/signal-form.ts';
import { isSignalOf, signalOfReport } from './signal-of-report.ts';

const clock = () => Date.UTC(2026, 10, 25, 9);
const worker = (user: string): Author => ({
  user,
  device: user,
  clock,
  nextId: () => 'NEXT',
  stamps: hybridClock(clock, user)
});
const report: SessionReport = {
  ...newDocument(worker('ria'), 'session-report', '01REPORT'),
  session: { activity: 'activity:koffie', start: '2026-11-24T10:00:00' },
  held: 'held',
  how: '',
  signal: 'De lift is stuk.'
};
const kept = { database: 'opkomst-voorstad', delivery: 'processed' as const, document: report };

test('a signal takes what a volunteer told over, of the day and the zone of the session', async () => {
  const form = await signalOfReport(kept, 'team-voorstad', worker('anna'));
  expect(form).toMatchObject({
    what: 'De lift is stuk.',
    zone: 'voorstad',
    day: '2026-11-24',
    database: 'team-voorstad'
  });
  const made = signalDocuments({ ...form, times: '1' }, worker('anna'));
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  expect(isSignalOf(String(made.value[0]?._id), report._id)).toBe(true);
  expect(isSignalOf(String(made.value[0]?._id), 'session-report:01REPOR')).toBe(false);
  expect(isSignalOf('signal:01REPORT', report._id)).toBe(false);
});

test('one worker makes it under one name however often, two under two that tell nobody’s name', async () => {
  const names = await Promise.all(
    ['anna', 'anna', 'bram'].map(async (user) => (await signalOfReport(kept, null, worker(user))).name)
  );
  expect(new Set(names).size).toBe(2);
  expect(names.join()).not.toMatch(/anna|bram/);
});
