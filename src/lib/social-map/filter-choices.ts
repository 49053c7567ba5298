import type { FilterChoices, FilterName } from './map-reader.ts';

export type Choice = FilterChoices['choices'][number];

/** Each filter's question, in the words of a reader. */
export const FILTER_NAMES: Record<FilterName, string> = {
  zone: 'In welke wijk',
  theme: 'Onderwerp',
  domain: 'Leefgebied',
  rung: 'Soort hulp',
  access: 'Hoe komt u binnen',
  cost: 'Kosten',
  day: 'Dag',
  language: 'Taal',
  group: 'Voor wie'
};

/** How many choices of a filter are shown before the rest is folded. */
export const UNFOLDED = 6;

/** Places of one filter's choices on the screen: values in their order, and those that were chosen meanwhile. */
export interface Places {
  readonly order: readonly string[];
  readonly chosen: readonly string[];
}

export const NO_PLACES: Places = { order: [], chosen: [] };

/**
 * Places for the choices of a new answer. While somebody chooses, nothing moves from under the finger: what had a place
 * keeps it, what is new comes after it. At the first answer what is chosen stands first.
 */
export function placesAfter({ order, chosen }: Places, choices: readonly Choice[]): Places {
  const now = choices.filter((one) => one.chosen);
  const firstTime = order.length === 0;
  const given = (firstTime ? [...now, ...choices] : choices).map(({ value }) => value);
  return {
    order: [...new Set([...order, ...given])],
    chosen: [...new Set([...chosen, ...now.map(({ value }) => value)])]
  };
}

/** The choices to show, in their places: those that leave a result, and those that are or were just now chosen. */
export function shownChoices({ order, chosen }: Places, choices: readonly Choice[]): readonly Choice[] {
  const given = new Map(choices.map((choice) => [choice.value, choice]));
  return order.flatMap((value) => {
    const choice = given.get(value);
    return choice && (choice.count > 0 || choice.chosen || chosen.includes(value)) ? choice : [];
  });
}
