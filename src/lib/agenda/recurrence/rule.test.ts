import { describe, expect, test } from 'vitest';
import { readRule, validRule } from './rule.ts';

describe('a rule', () => {
  test.each([
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;BYDAY=TU,TH;INTERVAL=2;WKST=SU',
    'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270630T220000Z',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'freq=weekly;byday=mo;',
    'FREQ=DAILY;COUNT=1000000000',
    'FREQ=YEARLY;BYMONTH=12;BYDAY=1SA',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO'
  ])('can be read: %s', (text) => {
    expect(validRule(text)).toBe(true);
  });

  test.each([
    ['is empty', ''],
    ['is in other words', 'elke dinsdag'],
    ['still has its name', 'RRULE:FREQ=WEEKLY'],
    ['repeats every second', 'FREQ=SECONDLY'],
    ['repeats every hour', 'FREQ=HOURLY'],
    ['has no frequency', 'BYDAY=MO'],
    ['has an interval of nothing', 'FREQ=DAILY;INTERVAL=0'],
    ['has an interval of ages', 'FREQ=DAILY;INTERVAL=1000000000'],
    ['counts to nothing', 'FREQ=DAILY;COUNT=0'],
    ['counts backwards', 'FREQ=DAILY;COUNT=-3'],
    ['ends twice', 'FREQ=DAILY;COUNT=3;UNTIL=20270101'],
    ['ends on no day', 'FREQ=DAILY;UNTIL=20271301'],
    ['ends tomorrow', 'FREQ=DAILY;UNTIL=morgen'],
    ['says a part twice', 'FREQ=DAILY;COUNT=3;COUNT=4'],
    ['names no day', 'FREQ=WEEKLY;BYDAY=DI'],
    ['lacks a day in its list', 'FREQ=WEEKLY;BYDAY=MO,'],
    ['numbers the days of a week', 'FREQ=WEEKLY;BYDAY=1MO'],
    ['has a sixth Monday', 'FREQ=MONTHLY;BYDAY=6MO'],
    ['has a day 32', 'FREQ=MONTHLY;BYMONTHDAY=32'],
    ['has a month 0', 'FREQ=DAILY;BYMONTH=0'],
    ['has days of the month in a week', 'FREQ=WEEKLY;BYMONTHDAY=1'],
    ['selects from nothing', 'FREQ=MONTHLY;BYSETPOS=1'],
    ['knows another part', 'FREQ=DAILY;X-NAP=1'],
    ['is longer than any rule', `FREQ=DAILY;BYMONTH=${'1,'.repeat(300)}1`]
  ])('cannot be read when it %s', (_, text) => {
    expect(validRule(text)).toBe(false);
  });

  test('ends by the clock on the wall; an end without a time takes in the whole day', () => {
    expect(readRule('FREQ=DAILY;UNTIL=20270630T220000Z')?.until).toBe('2027-07-01T00:00:00');
    expect(readRule('FREQ=DAILY;UNTIL=20270630T220000')?.until).toBe('2027-06-30T22:00:00');
    expect(readRule('FREQ=DAILY;UNTIL=20270630')?.until).toBe('2027-06-30T23:59:59');
  });
});
