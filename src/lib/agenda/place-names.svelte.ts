import { mapFor } from '../social-map/map-access.ts';
import type { PlaceChoice } from '../social-map/map-reader.ts';

/** The locations of the map, read once; empty while they are not there, and for good when they cannot be had. */
export class PlaceNames {
  all = $state.raw<readonly PlaceChoice[]>([]);

  constructor() {
    void mapFor(fetch)
      .then((map) => map.places({}))
      .then((places) => (this.all = places))
      // Without the map nothing can be chosen; what was chosen stays.
      .catch(() => undefined);
  }

  /** What a location is called; null for none, or one that is not known here. */
  name(id: string | null): string | null {
    return this.all.find((place) => place.id === id)?.name ?? null;
  }
}
