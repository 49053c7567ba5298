import { zoneName } from '../../social-map/zone.ts';

/** What a calendar that is subscribed to holds: what goes on in a zone, what is about a theme, or both; nothing: all. */
export interface Subscribed {
  readonly zone: string | null;
  readonly theme: { readonly id: string; readonly name: string } | null;
}

/** `Agenda Voorstad over Bewegen` */
export const subscriptionName = ({ zone, theme }: Subscribed): string =>
  ['Agenda', zone && zoneName(zone), theme && `over ${theme.name}`].filter((word) => word).join(' ');

/** Where it can be had, within this site: `/agenda.ics?zone=voorstad`. */
export function subscriptionPath({ zone, theme }: Subscribed): string {
  const query = new URLSearchParams({ ...(zone && { zone }), ...(theme && { theme: theme.id }) });
  return query.size > 0 ? `/agenda.ics?${query}` : '/agenda.ics';
}

/** An address by which a telephone or computer subscribes at once instead of fetching a file. */
export const webcalAddress = (address: string): string => address.replace(/^https?:/, 'webcal:');
