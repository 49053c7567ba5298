import { LifeDomain } from '../social-map/life-domain.ts';

/** The screens of a conversation in their order, each with a plain word. */
export const PARTS = [
  { slug: 'vraag', word: 'De vraag' },
  { slug: 'leefgebieden', word: 'Leefgebieden' },
  { slug: 'stappen', word: 'Stappen' },
  { slug: 'nalezen', word: 'Nalezen' }
] as const;
export type PartSlug = (typeof PARTS)[number]['slug'];

/** Where in a conversation somebody is: a screen, with one domain or one step open on it. */
export interface Place {
  readonly part: PartSlug;
  readonly domain: LifeDomain | null;
  /** Name of the step that is open. */
  readonly step: string | null;
}

/** Reads the place out of an address; an unknown screen is the first. */
export function placeOf(search: URLSearchParams): Place {
  const asked = search.get('deel');
  const part = PARTS.find(({ slug }) => slug === asked)?.slug ?? 'vraag';
  const domain = LifeDomain.safeParse(search.get('gebied'));
  return { part, domain: domain.success ? domain.data : null, step: search.get('stap') };
}

export const addressOf = (part: PartSlug): string => `?deel=${part}`;
export const domainAddress = (domain: LifeDomain): string => `?deel=leefgebieden&gebied=${domain}`;
export const stepAddress = (name: string): string => `?deel=stappen&stap=${name}`;

/** The address of the field that a problem's path speaks of, within the form. */
export function fieldAddress(path: string): string {
  const [group, name, field] = path.split('.');
  if (group === 'domains' && name) return `?deel=leefgebieden&gebied=${name}#note`;
  if (group === 'steps' && name) return `?deel=stappen&stap=${name}#${field}`;
  return group === 'notes' ? '?deel=leefgebieden#notes' : `?deel=vraag#${group}`;
}
