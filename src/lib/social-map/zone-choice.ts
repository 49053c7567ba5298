import { ZONES } from './zone.ts';

const KEPT = 'binnenzak-zone';

const known = (slug: string | null): string | null => ZONES.find((zone) => zone.slug === slug)?.slug ?? null;

/**
 * The zone a page is read for: the address says it (`?zone=voorstad`, or `?zone=` for the whole municipality), else what
 * was chosen before on this device. On the server only the address counts.
 */
export function zoneOf(url: URL): string | null {
  const named = url.searchParams.get('zone');
  if (named !== null) return known(named);
  return typeof localStorage === 'undefined' ? null : known(localStorage.getItem(KEPT));
}

/** Keeps the choice on this device; null is a choice too. */
export function rememberZone(zone: string | null): void {
  if (zone === null) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, zone);
}
