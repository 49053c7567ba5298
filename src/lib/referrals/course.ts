import { dutchDay } from '../core/clock.ts';
import { teamName } from '../roles/team-name.ts';
import { moment, type Kept } from '../db/kept.ts';
import { stateOfReferral, type ReferralBook } from './referral-book.ts';
import {
  REFERRAL_STATES,
  type Destination,
  type Handover,
  type HandoverState,
  type Referral,
  type ReferralState,
  type ReferralStateName
} from './referral.ts';

/** How far it is; `sent` while nothing is known of it. */
export type Progress = ReferralStateName | 'sent';

const ENDS: readonly Progress[] = ['taken-up', 'not-taken-up', 'returned'];

/** Whether the answer is known, whatever it is. */
export const isEnded = (progress: Progress): boolean => ENDS.includes(progress);

/** Whether the answer should have been there. `by` and `today` are `YYYY-MM-DD`. */
export const isLate = (by: string | null, progress: Progress, today: string): boolean =>
  by !== null && by < today && !isEnded(progress);

/** The states that can follow; after an end anything else, for things can turn out otherwise. */
export const statesAfter = (progress: Progress): readonly ReferralStateName[] =>
  isEnded(progress)
    ? REFERRAL_STATES.filter((state) => state !== progress && state !== 'received')
    : REFERRAL_STATES.slice(progress === 'sent' ? 0 : REFERRAL_STATES.indexOf(progress) + 1);

/** Whom it went to, as people read it. `authorName` gives what to read for a user name. */
export function destinationName(to: Destination, authorName: (user: string) => string): string {
  if (to.kind === 'entry') return to.entry.name;
  return to.kind === 'team' ? teamName(to.team) : authorName(to.user);
}

/** One stop on the way of a referral. What did not happen yet has no day; a stop without `who` was told by nobody. */
export interface Stop {
  readonly progress: Progress;
  readonly day: string | null;
  /** User name of who wrote it down; null when another team did. */
  readonly who: string | null;
  readonly note: string;
  readonly at: string;
}

type StateFact = Kept<ReferralState> | Kept<HandoverState>;

const stopOf = ({ document }: StateFact, isAnswer: boolean): Stop => ({
  progress: document.state,
  day: document.day,
  who: isAnswer ? null : document.author,
  note: document.note,
  at: moment(document)
});

/** Everything that happened, oldest first, and then what is still hoped for. */
function courseFrom(first: Stop, states: readonly Stop[]): Stop[] {
  const happened = [first, ...[...states].sort((one, other) => (one.at < other.at ? -1 : 1))];
  const now = happened.at(-1)?.progress ?? first.progress;
  const hoped = isEnded(now) ? [] : REFERRAL_STATES.slice(0, 3).filter((state) => isAhead(state, happened));
  return [
    ...happened,
    ...hoped.map((progress): Stop => ({ progress, day: null, who: null, note: '', at: progress }))
  ];
}

/** Whether nothing that happened is this or comes after it. */
const isAhead = (state: ReferralStateName, happened: readonly Stop[]): boolean =>
  happened.every(
    ({ progress }) =>
      progress === 'sent' || REFERRAL_STATES.indexOf(progress) < REFERRAL_STATES.indexOf(state)
  );

/** The way of a referral: sent, what became of it, and what is still to come. */
export function courseOfReferral(book: ReferralBook, { document }: Kept<Referral>): Stop[] {
  const sent: Stop = {
    progress: 'sent',
    day: document.day,
    who: document.author,
    note: document.warm ? `Gesproken: ${document.warm.who}` : '',
    at: moment(document)
  };
  const states = book.states.get(document._id) ?? [];
  return courseFrom(
    sent,
    states.map((state) => stopOf(state, document.to.kind === 'team'))
  );
}

/** The way of a handover in the team that received it. It arrived on the day on which it was brought. */
export function courseOfHandover(book: ReferralBook, { document }: Kept<Handover>): Stop[] {
  const received: Stop = {
    progress: 'received',
    day: dutchDay(Date.parse(document.created)),
    who: null,
    note: '',
    at: moment(document)
  };
  const states = book.handoverStates.get(document._id) ?? [];
  return courseFrom(
    received,
    states.map((state) => stopOf(state, false))
  );
}

/** Referrals of a resident, the newest first. */
export const referralsOf = (book: ReferralBook, resident: string): Kept<Referral>[] =>
  [...book.referrals.values()]
    .filter(({ document }) => document.resident === resident)
    .sort((one, other) => (moment(one.document) < moment(other.document) ? 1 : -1));

/** What colleagues of the same team asked of a user, those without an end first, the newest first among them. */
export const askedOf = (book: ReferralBook, user: string): Kept<Referral>[] =>
  [...book.referrals.values()]
    .filter(({ document }) => document.to.kind === 'colleague' && document.to.user === user)
    .sort((one, other) => {
      const [first, second] = [one, other].map(({ document }) =>
        isEnded(stateOfReferral(book, document._id).name)
      );
      if (first !== second) return first ? 1 : -1;
      return moment(one.document) < moment(other.document) ? 1 : -1;
    });
