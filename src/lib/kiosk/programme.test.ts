import { expect, test } from 'vitest';
import type { Session } from '../social-map/map-reader.ts';
import { firstOf, programmeOf } from './programme.ts';

const session = (name: string, start: string, end: string, rest: Partial<Session> = {}): Session => ({
  activity: `activity:${name}`,
  from: start,
  start,
  end,
  moved: false,
  cancelled: false,
  name,
  form: 'activity',
  zone: 'schalkhaar',
  place: null,
  location: null,
  cost: null,
  registration: false,
  wheelchair: null,
  themes: [],
  targetGroups: [],
  languages: [],
  stale: null,
  ...rest
});
const names = (sessions: readonly Session[]) => sessions.map(({ name }) => name);
const NOW = '2026-11-24T14:00:00';
const sessions = [
  session('voorbij', '2026-11-24T10:00:00', '2026-11-24T11:00:00'),
  session('bezig', '2026-11-24T13:00:00', '2026-11-24T15:00:00'),
  session('straks', '2026-11-24T15:00:00', '2026-11-24T16:00:00', { location: 'location:hier' }),
  session('vervallen', '2026-11-24T14:30:00', '2026-11-24T15:30:00', {
    cancelled: true,
    form: 'consultation'
  }),
  session('avond', '2026-11-24T20:00:00', '2026-11-24T22:00:00'),
  session('spreekuur', '2026-11-26T10:00:00', '2026-11-26T12:00:00', { form: 'consultation' })
];

test('today is what is not over, with what is in this place first', () => {
  const { today } = programmeOf(sessions, NOW, 'location:hier');
  expect(names(today)).toEqual(['straks', 'bezig', 'vervallen', 'avond']);
  expect(names(programmeOf(sessions, NOW, null).today)[0]).toBe('bezig');
});

test('within the hour is what is still to begin, and goes on', () => {
  expect(names(programmeOf(sessions, NOW, null).soon)).toEqual(['straks']);
  expect(names(programmeOf(sessions, '2026-11-24T13:59:00', null).soon)).toEqual([]);
});

test('the days after hold what is not today; hours that are called off are not told', () => {
  expect(names(programmeOf(sessions, NOW, null).week)).toEqual(['spreekuur']);
  expect(names(programmeOf(sessions, NOW, null).consultations)).toEqual(['spreekuur']);
});

test('on the first screen days to come have the room that today leaves, their names counted too', () => {
  const day = (date: string, count: number) =>
    Array.from({ length: count }, (_, number) =>
      session(`${date}-${number}`, `${date}T1${number}:00:00`, `${date}T1${number}:30:00`)
    );
  const shown = (some: readonly Session[], lines: number) => {
    const { today, ahead } = firstOf(programmeOf(some, NOW, null), lines);
    return [names(today).length, ...ahead.map(([, those]) => those.length)];
  };
  const later = [...day('2026-11-25', 1), ...day('2026-11-26', 3), ...day('2026-11-27', 2)];
  expect(shown(later, 5)).toEqual([0, 1, 1]);
  expect(shown(later, 7)).toEqual([0, 1, 3]);
  expect(shown([...sessions.slice(1, 5), ...later], 5)).toEqual([4]);
  expect(shown([...day('2026-11-24', 9).filter(({ end }) => end > NOW), ...later], 5)).toEqual([5]);
  expect(shown([], 5)).toEqual([0]);
});
