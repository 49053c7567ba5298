import { rungNumber, type Rung } from '../social-map/ladder.ts';

/** Steps in the order of the responsibility ladder, lowest rung first; those without a rung yet come last. */
export const lowestFirst = <Item>(all: readonly Item[], rungOf: (one: Item) => Rung | null): Item[] => {
  const place = (one: Item): number => {
    const rung = rungOf(one);
    return rung ? rungNumber(rung) : Infinity;
  };
  return [...all].sort((one, other) => (place(one) < place(other) ? -1 : place(one) > place(other) ? 1 : 0));
};
