/** The fourteen woonservicezones. Order: the villages, then the city's neighbourhoods. */
export const ZONES = [
  { slug: 'bathmen', name: 'Bathmen' },
  { slug: 'diepenveen', name: 'Diepenveen' },
  { slug: 'lettele', name: 'Lettele' },
  { slug: 'okkenbroek', name: 'Okkenbroek' },
  { slug: 'schalkhaar', name: 'Schalkhaar' },
  { slug: 'colmschate', name: 'Colmschate' },
  { slug: 'keizerslanden', name: 'Keizerslanden' },
  { slug: 'centrum', name: 'Centrum' },
  { slug: 'de-hoven', name: 'De Hoven' },
  { slug: 'rivierenwijk', name: 'Rivierenwijk' },
  { slug: 'zandweerd', name: 'Zandweerd' },
  { slug: 'borgele', name: 'Borgele' },
  { slug: 'voorstad', name: 'Voorstad' },
  { slug: 'vijfhoek', name: 'Vijfhoek' }
] as const;

/** Stands in `zones` of a service that is for the whole municipality. */
export const EVERYWHERE = '*';

/** The zone's name, or the slug itself for a zone this version does not know. */
export const zoneName = (slug: string): string => ZONES.find((zone) => zone.slug === slug)?.name ?? slug;
