import * as z from 'zod/mini';
import { documentId, nameOf } from '../core/document.ts';
import type { NextId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { zoneName } from '../social-map/zone.ts';
import { begin, edit, settle } from '../sync/merge.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';
import { languageWord } from './language.ts';
import { Resident } from './resident.ts';

/** A resident's card as a form holds it; everything is text. */
export const ResidentForm = z.object({
  name: z.string(),
  contact: z.string(),
  zone: z.nullable(z.string()),
  birthYear: z.string(),
  household: z.string(),
  language: z.string()
});
export type ResidentForm = z.infer<typeof ResidentForm>;

/**
 * A card that is being filled in. `base` is the card as it was when that began, null for a new one; `name` is the part of
 * the card's id after its kind, so that saving twice makes one card.
 */
export const CardDraft = z.object({ name: z.string(), form: ResidentForm, base: z.nullable(Resident) });
export type CardDraft = z.infer<typeof CardDraft>;

/** The fields of a card that workers edit. */
export type ResidentFields = Pick<
  Resident,
  'name' | 'contact' | 'zone' | 'birthYear' | 'household' | 'language'
>;

export const FIELDS = ['name', 'contact', 'zone', 'birthYear', 'household', 'language'] as const;

export const FIELD_NAMES: Record<keyof ResidentFields, string> = {
  name: 'Naam',
  contact: 'Bereikbaar',
  zone: 'Wijk',
  birthYear: 'Geboortejaar',
  household: 'Huishouden',
  language: 'Taal'
};

/** What stands in a field of a card, in words; empty when nothing does. */
export function fieldText(card: ResidentFields, field: keyof ResidentFields): string {
  if (field === 'zone') return card.zone === null ? '' : zoneName(card.zone);
  if (field === 'language') return card.language === null ? '' : languageWord(card.language);
  return String(card[field] ?? '');
}

/** What a card says besides the name, in the order of the form. */
export const cardLines = (card: ResidentFields) =>
  FIELDS.filter((field) => field !== 'name' && fieldText(card, field) !== '').map((field) => ({
    field,
    word: FIELD_NAMES[field],
    text: fieldText(card, field)
  }));

const emptyForm = (): ResidentForm => ({
  name: '',
  contact: '',
  zone: null,
  birthYear: '',
  household: '',
  language: ''
});

const formOf = (card: Resident): ResidentForm => ({
  name: card.name,
  contact: card.contact,
  zone: card.zone,
  birthYear: card.birthYear === null ? '' : String(card.birthYear),
  household: card.household,
  language: card.language ?? ''
});

/** Id of the card that a draft becomes. */
export const cardId = (draft: CardDraft): string => documentId('resident', draft.name);

/** A draft of a new card. */
export const newCard = (nextId: NextId): CardDraft => ({ name: nextId(), form: emptyForm(), base: null });

/** A draft of changes to a card. */
export const cardToEdit = (card: Resident): CardDraft => ({
  name: nameOf(card._id),
  form: formOf(card),
  base: card
});

/**
 * The card to save. Changes are made to the card they began with: what came in since is merged when it is saved, and a
 * text that somebody else changed meanwhile is kept beside this one.
 */
export const cardOf = (draft: CardDraft, author: Author): Result<Resident, readonly Problem[]> =>
  draft.base ? editResident(draft.base, draft.form, author) : newResident(draft.name, draft.form, author);

function newResident(name: string, form: ResidentForm, author: Author): Result<Resident, readonly Problem[]> {
  const fields = fieldsOf(form);
  if (!fields.ok) return fields;
  const card = { ...newDocument(author, 'resident', name), ...fields.value, stamps: {}, seen: {}, kept: {} };
  return check(begin(card, FIELDS, author.stamps));
}

function editResident(
  card: Resident,
  form: ResidentForm,
  author: Author
): Result<Resident, readonly Problem[]> {
  const fields = fieldsOf(form);
  return fields.ok ? check(edit(card, fields.value, author.stamps)) : fields;
}

/** The card with a field as a person chose it out of texts that were written at the same time. */
export const settleField = (
  card: Resident,
  field: keyof ResidentFields,
  text: string,
  author: Author
): Result<Resident, readonly Problem[]> => check(settle(card, field, text, author.stamps));

function fieldsOf(form: ResidentForm): Result<ResidentFields, readonly Problem[]> {
  const year = form.birthYear.trim();
  if (year !== '' && !/^(19|20)\d\d$/.test(year)) {
    return fail([{ path: 'birthYear', message: 'Vul het geboortejaar in met vier cijfers, zoals 1948.' }]);
  }
  return ok({
    name: form.name.trim(),
    contact: form.contact.trim(),
    zone: form.zone,
    birthYear: year === '' ? null : Number(year),
    household: form.household.trim(),
    language: form.language.trim() || null
  });
}

function check(card: Resident): Result<Resident, readonly Problem[]> {
  const checked = Resident.safeParse(card);
  return checked.success ? ok(checked.data) : fail(problemsOf(checked.error.issues));
}
