import Search from '@lucide/svelte/icons/search';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import KeyRound from '@lucide/svelte/icons/key-round';
import ListTodo from '@lucide/svelte/icons/list-todo';
import PenLine from '@lucide/svelte/icons/pen-line';
import Users from '@lucide/svelte/icons/users';
import type { NavigationLink } from '#lib/ui/navigation-link.ts';

const search: NavigationLink = { href: '/', word: 'Zoeken', icon: Search, within: ['/kaart', '/themas'] };
const agenda: NavigationLink = { href: '/agenda', word: 'Agenda', icon: CalendarDays };

/** For residents and everyone who looks something up. */
export const publicLinks: readonly NavigationLink[] = [
  search,
  agenda,
  { href: '/werk', word: 'Voor medewerkers', icon: KeyRound }
];

/** For workers, on phones at thumb height with the recording of a conversation in the middle. */
export const workerLinks: readonly NavigationLink[] = [
  { href: '/werk', word: 'Vandaag', icon: ListTodo, exact: true },
  search,
  { href: '/werk/gesprek', word: 'Vastleggen', icon: PenLine, primary: true },
  { href: '/werk/bewoners', word: 'Bewoners', icon: Users },
  agenda
];
