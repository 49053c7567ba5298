import { LifeDomain } from '../social-map/life-domain.ts';
import type { Mode } from './conversation-mode.ts';

/** The screens of a conversation, each with a plain word. */
export const PART_NAMES = {
  kort: 'In het kort',
  vraag: 'De vraag',
  leefgebieden: 'Leefgebieden',
  stappen: 'Stappen',
  nalezen: 'Nalezen'
} as const;
export type PartSlug = keyof typeof PART_NAMES;

/** The screens that lead from the first word to saving, in their order. */
export const ROUTES: Record<Mode, readonly [PartSlug, ...PartSlug[]]> = {
  quick: ['kort', 'nalezen'],
  full: ['vraag', 'leefgebieden', 'stappen', 'nalezen']
};

/** Where in a conversation somebody is: a screen, with one domain or one step open on it. */
export interface Place {
  readonly part: PartSlug;
  readonly domain: LifeDomain | null;
  /** Name of the step that is open. */
  readonly step: string | null;
  /** Whether they came from the last screen to mend one thing, and go back there. */
  readonly mending: boolean;
}

/** A link onward, and what it says. */
export interface Onward {
  readonly address: string;
  readonly word: string;
}

/** Reads the place out of an address; an unknown screen is the first. */
export function placeOf(search: URLSearchParams, mode: Mode): Place {
  const asked = search.get('deel') ?? '';
  const part = Object.hasOwn(PART_NAMES, asked) ? (asked as PartSlug) : ROUTES[mode][0];
  const domain = LifeDomain.safeParse(search.get('gebied'));
  return {
    part,
    domain: domain.success ? domain.data : null,
    step: search.get('stap'),
    mending: search.has('verbeter')
  };
}

export const addressOf = (part: PartSlug): string => `?deel=${part}`;
export const domainAddress = (domain: LifeDomain): string => `?deel=leefgebieden&gebied=${domain}`;
export const stepAddress = (name: string): string => `?deel=stappen&stap=${name}`;

/** Where a screen leads when it is done. */
export function onward(place: Place, mode: Mode): Onward {
  if (place.mending)
    return { address: `${addressOf('nalezen')}#${reviewAnchor(place)}`, word: 'Terug naar nalezen' };
  if (place.step)
    return { address: addressOf(mode === 'quick' ? 'kort' : 'stappen'), word: 'Klaar met deze stap' };
  if (place.domain) return { address: addressOf('leefgebieden'), word: 'Terug naar de leefgebieden' };
  if (place.part === 'vraag')
    return { address: addressOf('leefgebieden'), word: 'Verder naar de leefgebieden' };
  if (place.part === 'leefgebieden') return { address: addressOf('stappen'), word: 'Verder naar de stappen' };
  return { address: addressOf('nalezen'), word: 'Verder naar nalezen' };
}

/** The id under which the last screen shows what is told at a place. */
export const reviewAnchor = ({ part, domain, step }: Pick<Place, 'part' | 'domain' | 'step'>): string =>
  `lees-${domain ?? step ?? part}`;

/** The address of the field that a path within the draft speaks of, from which one goes back to the last screen. */
export function fieldAddress(path: string): string {
  const [group, name, field] = path.split('.');
  if (group === 'domains' && name) return `?deel=leefgebieden&gebied=${name}&verbeter#${field}`;
  if (group === 'steps' && name) return `?deel=stappen&stap=${name}&verbeter#${field}`;
  return group === 'notes' ? '?deel=leefgebieden&verbeter#notes' : `?deel=vraag&verbeter#${group}`;
}
