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
    signals: [
      counted(book.signals.length, 'Nog geen signaal', 'signaal', 'signalen'),
      confirmed > 0 && `${confirmed} door collega’s gezien`
    ]
      .filter(Boolean)
      .join(', '),
    stories: [
      counted(book.stories.length, 'Nog geen verhaal', 'verhaal', 'verhalen'),
      shared > 0 && (shared === 1 ? '1 mag gedeeld worden' : `${shared} mogen gedeeld worden`)
    ]
      .filter(Boolean)
      .join(', '),
    needs: [
      counted(needs.length, 'Nog niets samengebracht', 'collectieve vraag', 'collectieve vragen'),
      answered > 0 && `${answered} met een antwoord`
    ]
      .filter(Boolean)
      .join(', '),
    cases: [
      counted(book.cases.size, 'Nog geen casus', 'casus', 'casussen'),
      received > 0 && `${received} van een ander team`
    ]
      .filter(Boolean)
      .join(', ')
  };
}
