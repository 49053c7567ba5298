import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { ChosenEntry } from '../visits/conversation.ts';
import { freeText, requiredText } from '../core/free-text.ts';

export const TELLERS = ['resident', 'volunteer', 'worker', 'partner'] as const;
export const TELLER_NAMES: Record<(typeof TELLERS)[number], string> = {
  resident: 'Een bewoner',
  volunteer: 'Een vrijwilliger',
  worker: 'Ikzelf of een collega',
  partner: 'Iemand van een organisatie'
};

/** A narrative record of an effect (verhaal): what was done and what it meant, also for work without anybody's file. */
export const Story = z.object({
  ...documentFields,
  kind: z.literal('story'),
  schema: z.literal(1),
  day: z.iso.date('Kies een dag die bestaat.'),
  done: requiredText('Schrijf op wat er gedaan is.'),
  meant: requiredText('Schrijf op wat het betekende.'),
  /** In whose words it is told. */
  teller: z.enum(TELLERS),
  zone: z.nullable(z.string()),
  entry: z.nullable(ChosenEntry),
  /** The resident it is about, when there is one. */
  resident: z.nullable(z.string()),
  /** Who told it agreed that it is shared outside the team, without a name. */
  share: z.boolean()
});
export type Story = z.infer<typeof Story>;

/** Who told a story changed their mind about sharing it. The latest one counts. */
export const StoryConsent = z.object({
  ...documentFields,
  kind: z.literal('story-consent'),
  schema: z.literal(1),
  story: z.string(),
  day: z.iso.date(),
  share: z.boolean(),
  note: freeText
});
export type StoryConsent = z.infer<typeof StoryConsent>;
