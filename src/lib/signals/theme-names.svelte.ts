import { mapFor } from '../social-map/map-access.ts';
import type { ThemeLine } from '../social-map/map-reader.ts';

/** The themes of the map, read once; empty while they are not there, and for good when they cannot be had. */
export class ThemeNames {
  all = $state.raw<readonly ThemeLine[]>([]);

  constructor() {
    void mapFor(fetch)
      .then((map) => map.themes({}))
      .then((themes) => (this.all = themes))
      // Without the map nothing can be chosen; what was chosen is still read by its slug.
      .catch(() => undefined);
  }

  /** What a theme is called. */
  name(slug: string): string {
    return this.all.find(({ id }) => id === slug)?.name ?? inWords(slug);
  }
}

/** `samen-eten` → `Samen eten`. */
export const inWords = (slug: string): string =>
  slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
