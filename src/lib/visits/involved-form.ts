import * as z from 'zod/mini';
import { fail, ok, type Result } from '../core/result.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';
import { Involved, personOf } from './involved.ts';

/** Somebody involved, as it is filled in. `document` is the part of the document's id after its kind. */
export const InvolvedForm = z.object({
  document: z.string(),
  name: z.string(),
  relation: z.string(),
  contact: z.string(),
  /** Id of the first document about this person; null for somebody new. */
  about: z.nullable(z.string())
});
export type InvolvedForm = z.infer<typeof InvolvedForm>;

export const emptyInvolved = (document: string): InvolvedForm => ({
  document,
  name: '',
  relation: '',
  contact: '',
  about: null
});

/** A correction of what was written about somebody. */
export const correctionOf = (involved: Involved, document: string): InvolvedForm => ({
  document,
  name: involved.name,
  relation: involved.relation,
  contact: involved.contact,
  about: personOf(involved)
});

/** The fact that a form tells about a resident (document id). */
export function involvedDocuments(
  { document, name, relation, contact, about }: InvolvedForm,
  resident: string,
  author: Author
): Result<Involved[], Problem[]> {
  const checked = Involved.safeParse({
    ...newDocument(author, 'involved', document),
    resident,
    name: name.trim(),
    relation: relation.trim(),
    contact: contact.trim(),
    about,
    gone: false
  });
  return checked.success ? ok([checked.data]) : fail(problemsOf(checked.error.issues));
}

/** The fact that somebody is no longer involved, or is so again. */
export const involvementChange = (involved: Involved, gone: boolean, author: Author): Involved => ({
  ...newDocument(author, 'involved'),
  resident: involved.resident,
  name: involved.name,
  relation: involved.relation,
  contact: involved.contact,
  about: personOf(involved),
  gone
});
