import { kindOf, nameOf } from '../core/document-id.ts';

const PAGES: Readonly<Record<string, string>> = { activity: '/agenda', location: '/agenda/plek' };

/** The page of a document of the map. */
export const addressOf = (id: string): string => `${PAGES[kindOf(id)] ?? '/kaart'}/${nameOf(id)}`;

/** A telephone number as a link: `0570 00 12 34` → `tel:0570001234`. */
export const callLink = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;
