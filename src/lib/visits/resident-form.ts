import * as z from 'zod/mini';
import { fail, ok, type Result } from '../core/result.ts';
import { begin, edit, settle } from '../sync/merge.ts';
import { newDocument, problemsOf, type Author, type Problem } from './author.ts';
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

/** The fields of a card that workers edit. */
export type ResidentFields = Pick<
  Resident,
  'name' | 'contact' | 'zone' | 'birthYear' | 'household' | 'language'
>;

const FIELDS = ['name', 'contact', 'zone', 'birthYear', 'household', 'language'] as const;

export const FIELD_NAMES: Record<keyof ResidentFields, string> = {
  name: 'Naam',
  contact: 'Bereikbaar',
  zone: 'Wijk',
  birthYear: 'Geboortejaar',
  household: 'Huishouden',
  language: 'Taal'
};

export const emptyForm = (): ResidentForm => ({
  name: '',
  contact: '',
  zone: null,
  birthYear: '',
  household: '',
  language: ''
});

export const formOf = (card: Resident): ResidentForm => ({
  name: card.name,
  contact: card.contact,
  zone: card.zone,
  birthYear: card.birthYear === null ? '' : String(card.birthYear),
  household: card.household,
  language: card.language ?? ''
});

/** A new card; its id is made from `author.nextId`. */
export function newResident(form: ResidentForm, author: Author): Result<Resident, readonly Problem[]> {
  const fields = fieldsOf(form);
  if (!fields.ok) return fields;
  const card = { ...newDocument(author, 'resident'), ...fields.value, stamps: {}, seen: {}, kept: {} };
  return check(begin(card, FIELDS, author.stamps));
}

/** The card with what the form changed, and nothing stamped that stayed the same. */
export function editResident(
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
