import { describe, expect, it } from 'vitest';
import { NO_PLACES, placesAfter, shownChoices, type Choice } from './filter-choices.ts';

const choice = (value: string, count: number, chosen = false): Choice => ({
  value,
  label: value,
  count,
  chosen
});
const shown = (places: Parameters<typeof shownChoices>[0], choices: readonly Choice[]) =>
  shownChoices(places, choices).map(({ value }) => value);

describe('the choices of a filter', () => {
  it('begin with what is chosen, and leave out what gives no result', () => {
    const choices = [choice('a', 9), choice('b', 0), choice('c', 3, true), choice('d', 0, true)];
    expect(shown(placesAfter(NO_PLACES, choices), choices)).toEqual(['c', 'd', 'a']);
  });

  it('keep their places while somebody chooses', () => {
    const before = placesAfter(NO_PLACES, [choice('a', 9), choice('b', 5), choice('c', 3)]);
    const choices = [choice('n', 8), choice('c', 4, true), choice('a', 1)];
    expect(shown(placesAfter(before, choices), choices)).toEqual(['a', 'c', 'n']);
  });

  it('come back to their places', () => {
    const first = placesAfter(NO_PLACES, [choice('a', 9), choice('b', 5)]);
    const between = placesAfter(first, [choice('b', 1, true)]);
    const choices = [choice('b', 5), choice('a', 9)];
    expect(shown(placesAfter(between, choices), choices)).toEqual(['a', 'b']);
  });

  it('stay in sight when they are let go of, even when they give no result', () => {
    const before = placesAfter(NO_PLACES, [choice('a', 0, true), choice('b', 2)]);
    const choices = [choice('a', 0), choice('b', 2)];
    expect(shown(placesAfter(before, choices), choices)).toEqual(['a', 'b']);
  });
});
