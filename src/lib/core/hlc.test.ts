import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviceOf, hybridClock, wallOf } from './hlc.ts';
import { Stamp } from './stamp.ts';

test('stamps of one device ascend, also when its clock stands still or goes back', () => {
  let now = 2_000;
  const clock = hybridClock(() => now, 'phone');
  const stamps = [clock.now(), clock.now()];
  now = 1_000;
  stamps.push(clock.now());
  now = 3_000;
  stamps.push(clock.now());
  expect([...stamps].sort()).toEqual(stamps);
  expect(new Set(stamps).size).toBe(4);
  expect(stamps.every((stamp) => Stamp.safeParse(stamp).success)).toBe(true);
});

test('a stamp follows every stamp that was received, however fast the other clock runs', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), fc.nat(50), (mine, theirs, count) => {
      const other = hybridClock(() => theirs, 'other');
      let last = other.now();
      for (let times = 0; times < count; times++) last = other.now();
      const clock = hybridClock(() => mine, 'mine');
      clock.receive(last);
      expect(clock.now() > last).toBe(true);
    })
  );
});

test('a stamp tells its moment and its device', () => {
  const stamp = hybridClock(() => 1_764_000_000_000, 'phone-1').now();
  expect([wallOf(stamp), deviceOf(stamp)]).toEqual([1_764_000_000_000, 'phone-1']);
});
