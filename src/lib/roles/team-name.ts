const NAMES: Readonly<Record<string, string>> = { wmo: 'Team Toegang Wmo' };

/** What people call a team: a neighbourhood's own is its Voor Elkaar Team. */
export const teamName = (team: string): string => NAMES[team] ?? `Voor Elkaar Team ${placeName(team)}`;

/** `de-hoven` → `De Hoven`. */
const placeName = (slug: string): string =>
  slug
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
