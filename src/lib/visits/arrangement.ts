import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { mergeableFields } from '../sync/mergeable.ts';
import { Mark } from './mark.ts';
import { freeText } from '../core/free-text.ts';

/**
 * What was agreed with a resident as a whole (het arrangement): its steps are documents of their own. It is edited, so
 * each field carries the stamp of its last change. There is one for each resident, under an id that follows from theirs.
 */
export const Arrangement = z.object({
  ...documentFields,
  ...mergeableFields,
  kind: z.literal('arrangement'),
  schema: z.literal(1),
  resident: z.string(),
  /** What the resident wants to reach, in their own words. */
  goal: freeText,
  /** What was agreed, in the words of both. */
  agreed: freeText,
  /** Day on which resident and worker look back together. */
  review: z.nullable(z.iso.date('Kies een dag die bestaat.'))
});
export type Arrangement = z.infer<typeof Arrangement>;
export type ArrangementFields = Pick<Arrangement, 'goal' | 'agreed' | 'review'>;

/** Resident and worker looked back, on a day. */
export const Review = z.object({
  ...documentFields,
  kind: z.literal('review'),
  schema: z.literal(1),
  resident: z.string(),
  day: z.iso.date('Kies een dag die bestaat.'),
  /** How it goes, in the resident's words. */
  told: freeText,
  going: Mark,
  control: Mark
});
export type Review = z.infer<typeof Review>;

export const HELPED = ['yes', 'partly', 'no', 'not-asked'] as const;
export const HELPED_NAMES: Record<(typeof HELPED)[number], string> = {
  yes: 'Ja',
  partly: 'Een beetje',
  no: 'Nee',
  'not-asked': 'Niet gevraagd'
};

/** An arrangement that ended, from the resident's view. */
export const Closing = z.object({
  ...documentFields,
  kind: z.literal('closing'),
  schema: z.literal(1),
  resident: z.string(),
  day: z.iso.date('Kies een dag die bestaat.'),
  /** 'Bent u goed geholpen?' */
  helped: z.enum(HELPED),
  going: Mark,
  control: Mark,
  /** What changed, in the resident's words. */
  changed: freeText,
  /** The arrangement as it was when it ended: the card goes on empty, for a next one. */
  goal: freeText,
  agreed: freeText
});
export type Closing = z.infer<typeof Closing>;
