import { rungNumber, type Rung } from './ladder.ts';
import type { Hit } from './map-reader.ts';

/** Results that stand together under one heading. */
export interface ResultGroup {
  readonly rung: Rung;
  readonly hits: readonly Hit[];
}

/** Results by rung, lowest first; on a rung in the order in which they were given. */
export const byRung = (hits: readonly Hit[]): readonly ResultGroup[] =>
  [...Map.groupBy(hits, ({ rung }) => rung)]
    .map(([rung, together]) => ({ rung, hits: together }))
    .sort((one, two) => rungNumber(one.rung) - rungNumber(two.rung));

/** What fits the question, and what is only near to it, each in the order in which it was given. */
export const byFit = (hits: readonly Hit[]): { fitting: readonly Hit[]; near: readonly Hit[] } => ({
  fitting: hits.filter(({ fits }) => fits),
  near: hits.filter(({ fits }) => !fits)
});
