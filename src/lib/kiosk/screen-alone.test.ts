import { expect, test } from 'vitest';
import { ANSWER_WITHIN, ASK_AFTER, idleStep } from './idleness.ts';
import { isQuiet } from './updates.ts';

test('after a minute without a touch it is asked whether somebody is there, and after the countdown it is over', () => {
  expect(idleStep(ASK_AFTER - 1)).toEqual({ kind: 'active' });
  expect(idleStep(ASK_AFTER)).toEqual({ kind: 'asking', seconds: ANSWER_WITHIN });
  expect(idleStep(ASK_AFTER + (ANSWER_WITHIN - 1) * 1000)).toEqual({ kind: 'asking', seconds: 1 });
  expect(idleStep(ASK_AFTER + ANSWER_WITHIN * 1000)).toEqual({ kind: 'over' });
});

test('a screen begins anew by itself in the night, or when it does not know the time, and never under a visitor', () => {
  expect(isQuiet(false, '2026-11-24T03:00:00')).toBe(true);
  expect(isQuiet(false, '2026-11-24T14:00:00')).toBe(false);
  expect(isQuiet(false, null)).toBe(true);
  expect(isQuiet(true, '2026-11-24T03:00:00')).toBe(false);
});
