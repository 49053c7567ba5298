import { dutchDay } from '../core/clock.ts';
import { nameOf } from '../core/document.ts';
import { addDays } from '../core/dutch-date.ts';
import { teamName } from '../roles/team-name.ts';
import type { Kept } from '../db/kept.ts';
import { isLate, residentName, standing, type Task } from '../visits/tasks.ts';
import type { VisitBook } from '../visits/visit-book.ts';
import type { Destination, Referral } from './referral.ts';
import { stateOfHandover, stateOfReferral, type ReferralBook } from './referral-book.ts';

/** Days within which an answer is expected where none were agreed. */
const ANSWER_DAYS = 14;

/** What referrals and handovers still ask, in no order. `today` is `YYYY-MM-DD`. */
export const referralTasks = (visits: VisitBook, book: ReferralBook, today: string): Task[] => [
  ...[...book.referrals.values()].flatMap((referral) => referralTask(visits, book, referral, today) ?? []),
  ...handoverTasks(visits, book, today)
];

/** What a referral asks now, and of whom; null when it asks nothing. */
interface Asking {
  /** Id of the document that asks: the referral itself, or the word that it came back. */
  readonly id: string;
  readonly title: string;
  readonly by: string;
  /** Day before which whatever was told was about an earlier time that it asked. */
  readonly since: string;
  readonly owner: string;
}

function referralTask(
  visits: VisitBook,
  book: ReferralBook,
  { database, document }: Kept<Referral>,
  today: string
): Task | null {
  const asking = askingOf(book, document, today);
  if (!asking) return null;
  const { id, title, owner, since } = asking;
  const asks = standing(visits, id, asking.by, since);
  if (!asks) return null;
  return {
    id,
    title,
    owner,
    kind: 'referral',
    database,
    resident: document.resident,
    name: residentName(visits, document.resident),
    by: asks.by,
    late: isLate(asks.by, today),
    urgent: false,
    href: `/werk/doorverwijzingen/${nameOf(document._id)}`
  };
}

function askingOf(book: ReferralBook, referral: Referral, today: string): Asking | null {
  const { _id: id, to, question, author } = referral;
  const { name: state, last } = stateOfReferral(book, id);
  if (state === 'taken-up') return null;
  if (last && (state === 'returned' || state === 'not-taken-up')) {
    const { _id, day } = last.document;
    const word = state === 'returned' ? 'Teruggegeven' : 'Niet opgepakt';
    return { id: _id, title: `${word}: kijk wat nu kan. ${question}`, by: day, since: '', owner: author };
  }
  const expected = referral.by ?? addDays(referral.day, ANSWER_DAYS);
  if (to.kind === 'colleague')
    return { id, title: `Pak op: ${question}`, by: expected, since: '', owner: to.user };
  // Who made a first contact answered; whether it came to more is asked once that had its time.
  const answered = state === 'contact' && last ? addDays(last.document.day, ANSWER_DAYS) : expected;
  const by = addDays(answered > expected ? answered : expected, 1);
  if (by > today) return null;
  return { id, title: `Vraag hoe het staat bij ${receiver(to)}`, by, since: by, owner: author };
}

const receiver = (to: Exclude<Destination, { kind: 'colleague' }>): string =>
  to.kind === 'entry' ? to.entry.name : teamName(to.team);

function handoverTasks(visits: VisitBook, book: ReferralBook, today: string): Task[] {
  const tasks: Task[] = [];
  for (const { database, document } of book.handovers.values()) {
    if (stateOfHandover(book, document._id)) continue;
    const asks = standing(visits, document._id, dutchDay(Date.parse(document.created)));
    if (!asks) continue;
    tasks.push({
      id: document._id,
      kind: 'handover',
      database,
      resident: null,
      name: document.who,
      title: `Overdracht van ${document.senderName}: ${document.question}`,
      by: asks.by,
      late: isLate(asks.by, today),
      urgent: false,
      owner: null,
      href: `/werk/overdrachten/${nameOf(document._id)}`
    });
  }
  return tasks;
}
