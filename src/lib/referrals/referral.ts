import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { ChosenEntry } from '../visits/conversation.ts';
import { freeText, requiredText } from '../core/free-text.ts';

/** Where a resident is led on to: an offer of the map, another team, or a colleague of the same team. */
export const Destination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('entry'), entry: ChosenEntry }),
  z.object({ kind: z.literal('team'), team: z.string() }),
  z.object({ kind: z.literal('colleague'), user: z.string() })
]);
export type Destination = z.infer<typeof Destination>;

/** Who spoke with whom about it, so that the resident does not have to tell it twice. */
const Warm = z.object({
  who: requiredText('Vul in wie met wie sprak.'),
  day: z.iso.date('Kies een dag die bestaat.')
});

/**
 * A referral (doorverwijzing) or handover (overdracht). `question`, `background`, `who` and `reach` are the minimal copy
 * that the receiver gets, written for this purpose; nothing else of the file travels.
 */
export const Referral = z.object({
  ...documentFields,
  kind: z.literal('referral'),
  schema: z.literal(1),
  resident: z.string(),
  day: z.iso.date(),
  to: Destination,
  /** Id of the consent that covers it. */
  consent: z.string('Zonder toestemming van de bewoner kan dit niet.'),
  who: requiredText('Vul in om wie het gaat.'),
  reach: freeText,
  question: requiredText('Schrijf op wat je vraagt.'),
  background: freeText,
  warm: z.nullable(Warm),
  /** The day by which an answer is expected. */
  by: z.nullable(z.iso.date('Kies een dag die bestaat.'))
});
export type Referral = z.infer<typeof Referral>;

export const REFERRAL_STATES = ['received', 'contact', 'taken-up', 'not-taken-up', 'returned'] as const;
export const ReferralStateName = z.enum(REFERRAL_STATES);
export type ReferralStateName = z.infer<typeof ReferralStateName>;

/** As they are read; `sent` is what a referral is while nothing is known of it. */
export const REFERRAL_STATE_NAMES: Record<ReferralStateName | 'sent', string> = {
  sent: 'Verstuurd',
  received: 'Ontvangen',
  contact: 'Eerste contact geweest',
  'taken-up': 'Opgepakt',
  'not-taken-up': 'Niet opgepakt',
  returned: 'Teruggegeven'
};

/** What became of a referral, in the database of who sent it: written there by hand, or brought by the courier. */
export const ReferralState = z.object({
  ...documentFields,
  kind: z.literal('referral-state'),
  schema: z.literal(1),
  referral: z.string(),
  day: z.iso.date(),
  state: ReferralStateName,
  note: freeText
});
export type ReferralState = z.infer<typeof ReferralState>;

/** The minimal copy of a referral in the database of the team that receives it. Only the courier writes it. */
export const Handover = z.object({
  ...documentFields,
  kind: z.literal('handover'),
  schema: z.literal(1),
  /** Team that sent it, and the user name and readable name of who did. */
  team: z.string(),
  sender: z.string(),
  senderName: z.string(),
  day: z.iso.date(),
  who: z.string(),
  reach: z.string(),
  question: z.string(),
  background: z.string(),
  warm: z.nullable(z.object({ who: z.string(), day: z.iso.date() })),
  by: z.nullable(z.iso.date())
});
export type Handover = z.infer<typeof Handover>;

/** What the receiving team did with a handover; the courier brings state, day and note to the sender. */
export const HandoverState = z.object({
  ...documentFields,
  kind: z.literal('handover-state'),
  schema: z.literal(1),
  handover: z.string(),
  day: z.iso.date(),
  state: ReferralStateName,
  note: freeText,
  /** The receiving team's own card of this resident, once there is one. */
  resident: z.nullable(z.string())
});
export type HandoverState = z.infer<typeof HandoverState>;
