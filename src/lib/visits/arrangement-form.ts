import * as z from 'zod/mini';
import { hybridClock } from '../core/hlc.ts';
import { documentId, nameOf } from '../core/document.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { begin, edit, settle } from '../sync/merge.ts';
import { Arrangement, type ArrangementFields } from './arrangement.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';

const FIELDS = ['goal', 'agreed', 'review'] as const;

export const ARRANGEMENT_FIELD_NAMES: Record<keyof ArrangementFields, string> = {
  goal: 'Wat de bewoner wil bereiken',
  agreed: 'Wat is afgesproken',
  review: 'Dag om terug te kijken'
};

/** An arrangement that is being written. `base` is the card as it was when that began, null when there was none. */
export const ArrangementDraft = z.object({
  /** Id of the resident. */
  resident: z.string(),
  base: z.nullable(Arrangement),
  goal: z.string(),
  agreed: z.string(),
  review: z.nullable(z.string())
});
export type ArrangementDraft = z.infer<typeof ArrangementDraft>;

/** Id of the one arrangement of a resident (id), whichever device begins it. */
export const arrangementId = (resident: string): string => documentId('arrangement', nameOf(resident));

/** A draft of changes to a resident's arrangement. */
export const arrangementToEdit = (resident: string, card: Arrangement | null): ArrangementDraft => ({
  resident,
  base: card,
  goal: card?.goal ?? '',
  agreed: card?.agreed ?? '',
  review: card?.review ?? null
});

/**
 * The card to save. Changes are made to the card they began with: what came in since is merged when it is saved, and a
 * text that somebody else changed meanwhile is kept beside this one.
 */
export function arrangementDocuments(
  draft: ArrangementDraft,
  author: Author
): Result<[Arrangement], readonly Problem[]> {
  const fields = { goal: draft.goal.trim(), agreed: draft.agreed.trim(), review: draft.review };
  if (fields.goal === '' && fields.agreed === '') {
    return fail([
      { path: 'goal', message: 'Schrijf op wat de bewoner wil bereiken, of wat is afgesproken.' }
    ]);
  }
  const card = changedArrangement(draft.base, draft.resident, fields, author);
  return card.ok ? ok([card.value]) : card;
}

/** A resident's arrangement with changes; `card` is what there is, null when there is none yet. */
export const changedArrangement = (
  card: Arrangement | null,
  resident: string,
  changes: Partial<ArrangementFields>,
  author: Author
): Result<Arrangement, readonly Problem[]> =>
  check(edit<Arrangement>(card ?? emptyArrangement(resident, author), changes, author.stamps));

/** The card with a field as a person chose it out of texts that were written at the same time. */
export const settleArrangement = (
  card: Arrangement,
  field: keyof ArrangementFields,
  text: string,
  author: Author
): Result<Arrangement, readonly Problem[]> =>
  check(settle(card, field, field === 'review' && text === '' ? null : text, author.stamps));

/**
 * An arrangement in which nothing was said. Its fields carry the same stamp on every device, earlier than any other: who
 * leaves a field empty says nothing about it, and so never stands over a colleague who filled it in at the same time.
 */
const emptyArrangement = (resident: string, author: Author): Arrangement =>
  begin(
    {
      ...newDocument(author, 'arrangement', nameOf(resident)),
      resident,
      goal: '',
      agreed: '',
      review: null,
      stamps: {},
      seen: {},
      kept: {}
    },
    FIELDS,
    hybridClock(() => 0, 'empty')
  );

/**
 * An arrangement as it is stored: with the resident in whose name it was begun, also where their card was joined with
 * another and it is read as about that one. So the two can go apart again, each with its own.
 */
export const asStored = (card: Arrangement): Arrangement => ({
  ...card,
  resident: documentId('resident', nameOf(card._id))
});

function check(card: Arrangement): Result<Arrangement, readonly Problem[]> {
  const checked = Arrangement.safeParse(asStored(card));
  return checked.success ? ok(checked.data) : fail(problemsOf(checked.error.issues));
}
