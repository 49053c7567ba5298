import { describe, expect, test } from 'vitest';
import { addDays } from '../core/dutch-date.ts';
import { rhythm, whenWords } from './coming.ts';

const at = (days: readonly string[], time = '10:00:00') => days.map((day) => `${day}T${time}`);
/** So many days from Tuesday 24 November 2026 on, each `step` days later. */
const every = (step: number, count = 6) =>
  Array.from({ length: count }, (_, index) => addDays('2026-11-24', index * step));

describe('how often an activity comes', () => {
  test.each([
    ['elke dinsdag', every(7)],
    ['om de week op dinsdag', every(14)],
    [
      'elke dinsdag en donderdag',
      ['24', '26'].flatMap((day) => [0, 7, 14].map((more) => addDays(`2026-11-${day}`, more))).sort()
    ],
    ['elke eerste dinsdag van de maand', ['2026-12-01', '2027-01-05', '2027-02-02', '2027-03-02']],
    ['elke laatste dinsdag van de maand', ['2026-11-24', '2026-12-29', '2027-01-26', '2027-02-23']]
  ])('%s', (words, days) => {
    expect(rhythm(at(days))).toBe(words);
  });

  test('is not said of a few sessions, of different hours, or of days without order', () => {
    expect(rhythm(at(every(7, 2)))).toBeNull();
    expect(rhythm([...at(every(7, 3)), '2026-12-15T11:00:00'])).toBeNull();
    expect(rhythm(at(['2026-11-24', '2026-12-01', '2026-12-15']))).toBeNull();
    expect(rhythm(at(every(1)))).toBeNull();
    expect(rhythm([])).toBeNull();
  });
});

describe('when an activity is next', () => {
  const sessions = (days: readonly string[]) =>
    days.map((day) => ({
      from: `${day}T10:00:00`,
      start: `${day}T10:00:00`,
      end: `${day}T11:30:00`,
      cancelled: false
    }));

  test('is told with its day, its hours and how often it comes', () => {
    expect(whenWords(sessions(every(7)))).toBe('dinsdag 24 november, 10.00 tot 11.30 uur (elke dinsdag)');
    expect(whenWords(sessions(every(7, 1)))).toBe('dinsdag 24 november, 10.00 tot 11.30 uur');
  });

  test('passes over a session that is called off, which does not break its rhythm', () => {
    const [first, ...rest] = sessions(every(7));
    const coming = [...(first ? [{ ...first, cancelled: true }] : []), ...rest];
    expect(whenWords(coming)).toBe('dinsdag 1 december, 10.00 tot 11.30 uur (elke dinsdag)');
  });

  test('is told of a session that was moved by where it is now, within the rhythm of its series', () => {
    const [first, second, ...rest] = sessions(every(7));
    const moved = {
      ...first,
      from: first?.from ?? '',
      start: '2026-12-02T14:00:00',
      end: '2026-12-02T15:00:00',
      cancelled: false
    };
    expect(whenWords([...(second ? [second] : []), moved, ...rest])).toBe(
      'dinsdag 1 december, 10.00 tot 11.30 uur (elke dinsdag)'
    );
  });

  test('is said honestly where no session is known', () => {
    expect(whenWords([])).toBe('er zijn geen nieuwe keren bekend');
  });
});
