import { knownPeople, type KnownPeople } from '#lib/signals/anonymous.ts';
import type { VisitBook } from '#lib/visits/visit-book.ts';

/** Everybody on a card of this device: residents, also under a card that was merged, and those involved with them. */
export const peopleOn = ({ residents, merged, involved }: VisitBook): KnownPeople =>
  knownPeople(
    [...residents.values(), ...[...merged.values()].flat(), ...involved].map(({ document }) => document)
  );
