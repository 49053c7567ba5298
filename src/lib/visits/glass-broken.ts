import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { requiredText } from '../core/free-text.ts';

const FEWEST_WORDS = 3;

/** Why a team lead of another team must see a file, in words that its team can judge. */
export const BreakGlassReason = requiredText('Schrijf op waarom dit nu nodig is.').check(
  z.maxLength(500, 'Maak de reden korter dan 500 tekens.'),
  z.refine(
    (text) => text.trim().split(/\s+/).length >= FEWEST_WORDS,
    'Schrijf op waarom dit nu nodig is, in een paar woorden.'
  )
);

/**
 * A team lead of another team opened this resident's file. It is the grant as well: they may read that file until `until`,
 * a moment in UTC. Only the server writes one.
 */
export const GlassBroken = z.object({
  ...documentFields,
  kind: z.literal('glass-broken'),
  schema: z.literal(1),
  resident: z.string(),
  /** User name of who opened it, and the name that people read. */
  by: z.string(),
  byName: z.string(),
  /** Their own teams. */
  teams: z.array(z.string()),
  reason: BreakGlassReason,
  until: z.iso.datetime()
});
export type GlassBroken = z.infer<typeof GlassBroken>;
