import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PATIENCE, whenDeserted, type Presence } from './presence.ts';

const nobody: Presence = { onTouch: () => () => undefined, onVisible: () => () => undefined };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  ['a clock that is right', 0],
  ['a clock that is set back by a day', 24 * 60 * 60_000]
])('a device that nobody touches locks itself after ten minutes, by %s', (_, back) => {
  let set = 0;
  const deserted = vi.fn<() => void>();
  const stop = whenDeserted(nobody, () => Date.now() - set, PATIENCE, deserted);
  set = back;
  vi.advanceTimersByTime(PATIENCE.untouched - 10_000);
  expect(deserted).not.toHaveBeenCalled();
  vi.advanceTimersByTime(30_000);
  expect(deserted).toHaveBeenCalledOnce();
  stop();
});
