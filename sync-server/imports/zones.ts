import { ZONES } from '#lib/social-map/zone.ts';
import type { MapEntry } from './map-document.ts';

type Slug = (typeof ZONES)[number]['slug'];

const STAFFED = 'Wijkwinkel: hier helpt iemand u met vragen over wonen, welzijn en zorg.';
const POINT = 'Servicepunt: folders, een computer en de agenda. Er staat niemand achter de balie.';

/** What a resident finds in each zone. */
const PRESENCE: Record<Slug, string> = {
  bathmen: `${STAFFED} Met een balie van de gemeente voor paspoort en rijbewijs.`,
  diepenveen: 'Nog geen wijkwinkel. Medewerkers komen bij u langs of spreken dichtbij met u af.',
  lettele: `${POINT} U kunt er met beeld bellen met een wijkwinkel.`,
  okkenbroek: POINT,
  schalkhaar: `${POINT} Met een balie van de gemeente, en u kunt met beeld bellen met een wijkwinkel.`,
  colmschate: STAFFED,
  keizerslanden: `${STAFFED} In de Graaf Florishof.`,
  centrum: `${STAFFED} In de bibliotheek.`,
  'de-hoven': 'Nog geen wijkwinkel. Medewerkers komen bij u langs of spreken in het Hovenhuus met u af.',
  rivierenwijk: `${POINT} In activiteitencentrum De Bron.`,
  zandweerd: 'Wijkwinkel in St. Jurriën: vrijwilligers helpen u op weg.',
  borgele: 'Geen wijkwinkel. Medewerkers komen bij u thuis voor een gesprek.',
  voorstad: 'Geen wijkwinkel. Buurtcoaches komen bij u langs, met de wijkwinkel in de binnenzak.',
  vijfhoek: 'Nog geen wijkwinkel. Medewerkers komen bij u langs of spreken dichtbij met u af.'
};

export const zoneEntries = (): MapEntry[] =>
  ZONES.map(({ slug, name }) => ({
    _id: `zone:${slug}`,
    kind: 'zone',
    schema: 1,
    name,
    presence: PRESENCE[slug]
  }));

/** The slug of the zone that a source calls `name`, or null when it is none of ours. */
export const zoneSlug = (name: string): string | null =>
  ZONES.find((zone) => zone.name.toLowerCase() === name.trim().toLowerCase())?.slug ?? null;
