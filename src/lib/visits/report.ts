import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { LifeDomain } from '../social-map/life-domain.ts';
import { ChosenEntry } from './conversation.ts';
import { freeText, requiredText } from '../core/free-text.ts';

export const REPORTERS = ['resident', 'relative', 'neighbour', 'volunteer', 'professional', 'other'] as const;
export const REPORTER_NAMES: Record<(typeof REPORTERS)[number], string> = {
  resident: 'De bewoner zelf',
  relative: 'Familie of vrienden',
  neighbour: 'Een buur',
  volunteer: 'Een vrijwilliger',
  professional: 'Een professional',
  other: 'Iemand anders'
};

export const URGENCIES = ['today', 'week', 'normal'] as const;
export const URGENCY_NAMES: Record<(typeof URGENCIES)[number], string> = {
  today: 'Vandaag',
  week: 'Deze week',
  normal: 'Geen haast'
};

/** What became of a report: solved at first contact, on to a conversation, or nothing more to do. */
export const REPORT_OUTCOMES = ['solved', 'conversation', 'ended'] as const;
export const REPORT_OUTCOME_NAMES: Record<(typeof REPORT_OUTCOMES)[number], string> = {
  solved: 'Meteen opgelost',
  conversation: 'Er komt een gesprek',
  ended: 'Niets meer nodig'
};

/**
 * A question that came in (melding). Without a resident it is a short contact of somebody who stays unknown: only the
 * zone is kept.
 */
export const Report = z.object({
  ...documentFields,
  kind: z.literal('report'),
  schema: z.literal(1),
  resident: z.nullable(z.string()),
  day: z.iso.date('Kies een dag die bestaat.'),
  reporter: z.enum(REPORTERS),
  /** Who reported, in words. */
  reporterNote: freeText,
  question: requiredText('Schrijf in een paar woorden op wat de vraag is.'),
  domains: z.array(LifeDomain),
  /** Zone slug. */
  zone: z.nullable(z.string()),
  urgency: z.enum(URGENCIES)
});
export type Report = z.infer<typeof Report>;

/**
 * Whose a report turned out to be that was written down without a card. A fact: the latest word counts, and `undone`
 * takes it back.
 */
export const ReportResident = z.object({
  ...documentFields,
  kind: z.literal('report-resident'),
  schema: z.literal(1),
  report: z.string(),
  resident: z.string(),
  undone: z.boolean()
});
export type ReportResident = z.infer<typeof ReportResident>;

/** What became of a report, on a day. A fact: the latest one counts. */
export const ReportResult = z.object({
  ...documentFields,
  kind: z.literal('report-result'),
  schema: z.literal(1),
  report: z.string(),
  /** With whom a conversation is to be, of a report of somebody unknown. Absent in what older versions wrote. */
  resident: z._default(z.nullable(z.string()), null),
  day: z.iso.date(),
  outcome: z.enum(REPORT_OUTCOMES),
  note: freeText,
  /** The offer that was pointed out. */
  entry: z.nullable(ChosenEntry)
});
export type ReportResult = z.infer<typeof ReportResult>;
