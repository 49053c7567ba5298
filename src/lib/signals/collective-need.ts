import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { mergeableFields } from '../sync/mergeable.ts';
import { ChosenEntry } from '../visits/conversation.ts';
import { freeText, requiredText } from '../core/free-text.ts';

/**
 * Several questions that look alike and may call for one collective provision. It is edited by the team, so each field
 * carries the stamp of its last change.
 */
export const CollectiveNeed = z.object({
  ...documentFields,
  ...mergeableFields,
  kind: z.literal('collective-need'),
  schema: z.literal(1),
  what: requiredText('Schrijf op waar deze vragen over gaan.'),
  zone: z.nullable(z.string()),
  theme: z.nullable(z.string()),
  /** What the team does about it. */
  plan: freeText,
  /** What came of it on the map. */
  entry: z.nullable(ChosenEntry)
});
export type CollectiveNeed = z.infer<typeof CollectiveNeed>;
export type CollectiveNeedFields = Pick<CollectiveNeed, 'what' | 'zone' | 'theme' | 'plan' | 'entry'>;

/** One question that belongs to it: a report, a conversation or a signal. `gone` takes it out again. */
export const CollectiveQuestion = z.object({
  ...documentFields,
  kind: z.literal('collective-question'),
  schema: z.literal(1),
  need: z.string(),
  of: z.string(),
  gone: z.boolean()
});
export type CollectiveQuestion = z.infer<typeof CollectiveQuestion>;
