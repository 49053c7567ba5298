import { storyLines } from './story-list.ts';
import type { SignalBook } from './signal-book.ts';

/** What a team has of each, in words. */
export interface TeamWork {
  readonly signals: string;
  readonly stories: string;
  readonly needs: string;
  readonly cases: string;
}

const counted = (count: number, none: string, one: string, more: string): string => {
  if (count === 0) return none;
  return count === 1 ? `1 ${one}` : `${count} ${more}`;
};

const together = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

/** `own` are the reader's teams. */
export function teamWork(book: SignalBook, own: readonly string[]): TeamWork {
  const confirmed = book.signals.filter(({ document }) =>
    (book.seen.get(document._id) ?? []).some((seen) => seen.document.author !== document.author)
  ).length;
  const shared = storyLines(book).filter(({ share }) => share).length;
  const needs = [...book.needs.values()];
  const answered = needs.filter(({ document }) => document.entry !== null).length;
  const received = [...book.cases.values()].filter(({ document }) => !own.includes(document.team)).length;
  return {
    signals: together(
      counted(book.signals.length, 'Nog geen signaal', 'signaal', 'signalen'),
      counted(confirmed, '', 'door collega’s gezien', 'door collega’s gezien')
    ),
    stories: together(
      counted(book.stories.length, 'Nog geen verhaal', 'verhaal', 'verhalen'),
      counted(shared, '', 'mag gedeeld worden', 'mogen gedeeld worden')
    ),
    needs: together(
      counted(needs.length, 'Nog niets samengebracht', 'collectieve vraag', 'collectieve vragen'),
      counted(answered, '', 'met een antwoord', 'met een antwoord')
    ),
    cases: together(
      counted(book.cases.size, 'Nog geen casus', 'casus', 'casussen'),
      counted(received, '', 'van een ander team', 'van een ander team')
    )
  };
}
