import { nameOf } from '../core/document.ts';
import { teamName } from '../roles/team-name.ts';
import { moment, type Kept } from '../db/kept.ts';
import type { Told } from '../visits/told.ts';
import { referralsOf } from './course.ts';
import { residentOfHandover } from './handovers.ts';
import type { ReferralBook } from './referral-book.ts';
import {
  REFERRAL_STATE_NAMES,
  type Destination,
  type Handover,
  type HandoverState,
  type Referral,
  type ReferralState
} from './referral.ts';

type Fact = Kept<Referral | ReferralState | Handover | HandoverState>;

const told = (
  { document, delivery }: Fact,
  title: string,
  lines: readonly string[],
  href: string,
  author = document.author
): Told => ({
  kind: 'told',
  day: document.day,
  at: moment(document),
  title,
  lines: lines.filter((line) => line !== ''),
  delivery,
  author,
  created: document.created,
  href
});

/** Whom it went to; a colleague is read on the page of the referral. */
function directionWords(to: Destination): string {
  if (to.kind === 'entry') return to.entry.name;
  return to.kind === 'team' ? teamName(to.team) : 'een collega';
}

/** What happened with a resident's referrals, and with handovers that were taken up for them, in no order. */
export function referralsTold(book: ReferralBook, resident: string): Told[] {
  const sent = referralsOf(book, resident).flatMap((referral) => {
    const { _id, to, question } = referral.document;
    const href = `/werk/doorverwijzingen/${nameOf(_id)}`;
    const states = (book.states.get(_id) ?? []).filter(({ document }) => document.state !== 'received');
    return [
      told(referral, `Doorverwezen naar ${directionWords(to)}`, [question], href),
      ...states.map((state) =>
        told(
          state,
          `${REFERRAL_STATE_NAMES[state.document.state]}: ${directionWords(to)}`,
          [state.document.note],
          href,
          to.kind === 'team' ? teamName(to.team) : state.document.author
        )
      )
    ];
  });
  const received = [...book.handovers.values()]
    .filter(({ document }) => residentOfHandover(book, document._id) === resident)
    .flatMap((handover) => {
      const { _id, team, senderName, question, background } = handover.document;
      const href = `/werk/overdrachten/${nameOf(_id)}`;
      return [
        told(handover, `Overdracht van ${teamName(team)}`, [question, background], href, senderName),
        ...(book.handoverStates.get(_id) ?? []).map((state) =>
          told(
            state,
            `Overdracht: ${REFERRAL_STATE_NAMES[state.document.state].toLowerCase()}`,
            [state.document.note],
            href
          )
        )
      ];
    });
  return [...sent, ...received];
}
