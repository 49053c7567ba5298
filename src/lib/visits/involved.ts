import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { moment, type Kept } from '../db/kept.ts';
import { freeText, requiredText } from '../core/free-text.ts';

/**
 * Somebody else around a resident: family, a neighbour, a carer. A fact; a correction replaces it, and `gone` tells that
 * this person is no longer involved.
 */
export const Involved = z.object({
  ...documentFields,
  kind: z.literal('involved'),
  schema: z.literal(1),
  resident: z.string(),
  name: requiredText('Vul in wie het is.'),
  /** Who this is to the resident: daughter, neighbour, district nurse. */
  relation: freeText,
  contact: freeText,
  /** Id of the first document about this person; null for that one itself. */
  about: z.nullable(z.string()),
  gone: z.boolean()
});
export type Involved = z.infer<typeof Involved>;

/** Id of the first document about the person that a document is about. */
export const personOf = (involved: Involved): string => involved.about ?? involved._id;

/** Everyone who is or was involved with a resident, by the latest that was written about each, first told first. */
export function everInvolved(all: readonly Kept<Involved>[], resident: string): Kept<Involved>[] {
  const latest = new Map<string, Kept<Involved>>();
  for (const one of all) {
    if (one.document.resident !== resident) continue;
    const person = personOf(one.document);
    const other = latest.get(person);
    if (!other || moment(other.document) < moment(one.document)) latest.set(person, one);
  }
  return [...latest.values()].sort((one, other) =>
    personOf(one.document) < personOf(other.document) ? -1 : 1
  );
}

/** Who is involved with a resident now. */
export const involvedNow = (all: readonly Kept<Involved>[], resident: string): Kept<Involved>[] =>
  everInvolved(all, resident).filter(({ document }) => !document.gone);
