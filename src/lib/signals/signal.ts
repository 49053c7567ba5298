import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { freeText, requiredText } from '../core/free-text.ts';

/** Something seen in a neighbourhood (signaal), without anybody's file. */
export const Signal = z.object({
  ...documentFields,
  kind: z.literal('signal'),
  schema: z.literal(1),
  day: z.iso.date('Kies een dag die bestaat.'),
  what: requiredText('Schrijf op wat je zag of hoorde.'),
  /** Zone slug. */
  zone: z.nullable(z.string()),
  /** Theme slug. */
  theme: z.nullable(z.string()),
  /** About how often it was seen, and how many people it is about. */
  times: z.int().check(z.gte(1), z.lte(1000)),
  people: z.nullable(z.int().check(z.gte(1), z.lte(100_000)))
});
export type Signal = z.infer<typeof Signal>;

/** A colleague saw it too. One for each worker and day, under an id that follows from them. */
export const SignalSeen = z.object({
  ...documentFields,
  kind: z.literal('signal-seen'),
  schema: z.literal(1),
  signal: z.string(),
  day: z.iso.date(),
  note: freeText
});
export type SignalSeen = z.infer<typeof SignalSeen>;
