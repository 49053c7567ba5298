import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import Search from '@lucide/svelte/icons/search';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import KeyRound from '@lucide/svelte/icons/key-round';
import ListTodo from '@lucide/svelte/icons/list-todo';
import PenLine from '@lucide/svelte/icons/pen-line';
import Users from '@lucide/svelte/icons/users';
import type { Audience } from '#lib/ui/frame.svelte.ts';
import type { NavigationLink } from '#lib/ui/navigation-link.ts';

const search: NavigationLink = { href: '/', word: 'Zoeken', icon: Search, within: ['/kaart', '/themas'] };
const agenda: NavigationLink = { href: '/agenda', word: 'Agenda', icon: CalendarDays };

/** What can be recorded, and the pages that come of it. */
const record: NavigationLink = {
  href: '/werk/vastleggen',
  word: 'Vastleggen',
  icon: PenLine,
  primary: true,
  within: [
    '/werk/gesprek',
    '/werk/melding',
    '/werk/meldingen',
    '/werk/signaal',
    '/werk/verhaal',
    '/werk/belofte',
    '/werk/agenda',
    '/werk/opkomst'
  ]
};

/** For who counts visitors and records nothing else. */
const attendance: NavigationLink = { href: '/werk/opkomst', word: 'Opkomst', icon: ClipboardCheck };

const today: NavigationLink = { href: '/werk', word: 'Vandaag', icon: ListTodo, exact: true };

/** The places of the navigation; for a team what can be recorded stands in the middle. */
export const LINKS: Record<Audience, readonly NavigationLink[]> = {
  public: [search, agenda, { href: '/werk', word: 'Voor medewerkers', icon: KeyRound }],
  colleague: [today, attendance, search, agenda],
  team: [today, search, record, { href: '/werk/bewoners', word: 'Bewoners', icon: Users }, agenda]
};

const KEPT = 'binnenzak-audience';

/** Whose device this was when it was last opened. */
export function audienceKept(storage: Storage): Audience {
  const kept = storage.getItem(KEPT);
  return kept === 'team' || kept === 'colleague' ? kept : 'public';
}

export const keepAudience = (storage: Storage, audience: Audience): void => storage.setItem(KEPT, audience);
