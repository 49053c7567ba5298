import type { StoredRecord } from '../db/records.ts';
import { readKinds, type Kept } from '../db/kept.ts';
import { latest } from '../visits/visit-book.ts';
import { Handover, HandoverState, Referral, ReferralState, type ReferralStateName } from './referral.ts';

export const REFERRAL_SCHEMAS = {
  referral: Referral,
  'referral-state': ReferralState,
  handover: Handover,
  'handover-state': HandoverState
} as const;

/** Referrals that this device's teams sent, and handovers that they received. */
export interface ReferralBook {
  readonly referrals: ReadonlyMap<string, Kept<Referral>>;
  /** By referral id, in no order. */
  readonly states: ReadonlyMap<string, readonly Kept<ReferralState>[]>;
  readonly handovers: ReadonlyMap<string, Kept<Handover>>;
  /** By handover id, in no order. */
  readonly handoverStates: ReadonlyMap<string, readonly Kept<HandoverState>[]>;
  readonly locked: number;
}

export function readReferrals(
  records: Iterable<StoredRecord>,
  residentOf: (id: string) => string = (id) => id
): ReferralBook {
  const { of, locked } = readKinds(records, REFERRAL_SCHEMAS);
  return {
    referrals: new Map(
      of.referral.map((one) => [
        one.document._id,
        { ...one, document: { ...one.document, resident: residentOf(one.document.resident) } }
      ])
    ),
    states: Map.groupBy(of['referral-state'], ({ document }) => document.referral),
    handovers: new Map(of.handover.map((one) => [one.document._id, one])),
    handoverStates: Map.groupBy(
      of['handover-state'].map((one) => {
        const { resident } = one.document;
        return resident === null
          ? one
          : { ...one, document: { ...one.document, resident: residentOf(resident) } };
      }),
      ({ document }) => document.handover
    ),
    locked
  };
}

/** How far a referral is, and since when; `sent` while nothing is known of it. */
export function stateOfReferral(
  book: ReferralBook,
  referral: string
): { readonly name: ReferralStateName | 'sent'; readonly last: Kept<ReferralState> | null } {
  const last = latest(book.states.get(referral));
  return { name: last?.document.state ?? 'sent', last };
}

/** What the own team did with a handover; null while nobody did anything. */
export const stateOfHandover = (book: ReferralBook, handover: string): Kept<HandoverState> | null =>
  latest(book.handoverStates.get(handover));
