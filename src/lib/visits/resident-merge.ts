import * as z from 'zod/mini';
import type { AnyDocument } from '../core/document.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { edit } from '../sync/merge.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';
import type { Kept } from '../db/kept.ts';
import { FIELD_NAMES, FIELDS, fieldText, type ResidentFields } from './resident-form.ts';
import { Resident } from './resident.ts';
import type { SameResident } from './resident-file.ts';
import { standingPairs } from './same-resident.ts';
import type { VisitBook } from './visit-book.ts';

const Side = z.enum(['kept', 'other', 'both']);

/** Which of two cards' texts stays, field by field. `name` is the part of the id of the fact that they are one. */
export const MergeForm = z.object({
  name: z.string(),
  /** Id of the other card; null until it is chosen. */
  other: z.nullable(z.string()),
  stays: z.partialRecord(z.enum(FIELDS), Side)
});
export type MergeForm = z.infer<typeof MergeForm>;
export type MergeSide = z.infer<typeof Side>;

/** A field in which two cards both say something, and not the same. */
export interface Difference {
  readonly field: keyof ResidentFields;
  readonly word: string;
  readonly kept: string;
  readonly other: string;
  /** Whether both texts can stand in it. */
  readonly both: boolean;
}

const TEXTS: readonly (keyof ResidentFields)[] = ['contact', 'household'];

/** What has to be chosen before two cards are one. */
export const differences = (kept: ResidentFields, other: ResidentFields): Difference[] =>
  FIELDS.map((field) => ({
    field,
    word: FIELD_NAMES[field],
    kept: fieldText(kept, field),
    other: fieldText(other, field),
    both: TEXTS.includes(field)
  })).filter((one) => one.kept !== '' && one.other !== '' && one.kept !== one.other);

/**
 * The fact that two cards are of one resident, and the card that stays with what was chosen. What only the other card
 * says is taken over. The other card stays as it is, so that the two can go apart again.
 */
export function mergeDocuments(
  form: MergeForm,
  kept: Resident,
  other: Resident | null,
  author: Author
): Result<AnyDocument[], Problem[]> {
  if (!other) return fail([{ path: 'find', message: 'Kies de andere kaart van deze bewoner.' }]);
  const open = differences(kept, other);
  const missing = open.filter(({ field }) => form.stays[field] === undefined);
  if (missing.length > 0) {
    return fail(
      missing.map(({ field, word }) => ({ path: field, message: `${word}: kies wat er blijft staan.` }))
    );
  }
  const changes: Record<string, unknown> = {};
  for (const field of FIELDS) {
    const side = form.stays[field];
    const differs = open.some((one) => one.field === field);
    const only = fieldText(kept, field) === '' && fieldText(other, field) !== '';
    if (only || (differs && side === 'other')) changes[field] = other[field];
    else if (differs && side === 'both') changes[field] = `${String(kept[field])} / ${String(other[field])}`;
  }
  const same = sameDocument(kept._id, other._id, false, author, form.name);
  if (Object.keys(changes).length === 0) return ok([same]);
  const card = Resident.safeParse(edit(kept, changes as Partial<Resident>, author.stamps));
  if (!card.success) return fail(problemsOf(card.error.issues));
  return ok([same, card.data]);
}

/** The word on two cards (document ids) being of one resident; `undone` takes it back. */
export const sameDocument = (
  resident: string,
  other: string,
  undone: boolean,
  author: Author,
  name?: string
): SameResident => ({ ...newDocument(author, 'same-resident', name), resident, other, undone });

/** The words by which other cards are read as this resident's. */
export const mergedInto = (book: VisitBook, resident: string): Kept<SameResident>[] =>
  standingPairs(book.sameResidents).filter(({ document }) => book.residentOf(document.resident) === resident);
