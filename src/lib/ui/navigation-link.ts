import type { Component } from 'svelte';

/** One place of the navigation. */
export interface NavigationLink {
  readonly href: string;
  readonly word: string;
  readonly icon: Component;
  /** Other addresses whose pages belong to this place. */
  readonly within?: readonly string[];
  /** Only this very address belongs to this place, not those under it. */
  readonly exact?: boolean;
  /** The large round action in the middle. */
  readonly primary?: boolean;
}

/** Whether a page at `path` belongs to this place. */
export function isAt(link: NavigationLink, path: string): boolean {
  if (path === link.href) return true;
  if (link.exact) return false;
  const places = link.href === '/' ? (link.within ?? []) : [link.href, ...(link.within ?? [])];
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}
