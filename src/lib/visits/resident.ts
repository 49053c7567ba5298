import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { mergeableFields } from '../sync/mergeable.ts';
import { freeText, requiredText } from '../core/free-text.ts';

/**
 * A resident's card: the least that a team needs. It is edited, by more than one worker, so each field carries the
 * stamp of its last change (see `sync/mergeable.ts`).
 */
export const Resident = z.object({
  ...documentFields,
  ...mergeableFields,
  kind: z.literal('resident'),
  schema: z.literal(1),
  name: requiredText('Vul in hoe je de bewoner noemt.'),
  /** How to reach: a telephone number, or in words. */
  contact: freeText,
  zone: z.nullable(z.string()),
  birthYear: z.nullable(z.int().check(z.gte(1900), z.lte(2100))),
  household: freeText,
  language: z.nullable(z.string())
});
export type Resident = z.infer<typeof Resident>;
