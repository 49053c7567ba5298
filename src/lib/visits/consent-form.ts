import * as z from 'zod/mini';
import { checked } from '../core/checked.ts';
import { dutchDay } from '../core/clock.ts';
import { ok, type Result } from '../core/result.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { Consent, CONSENT_WAYS, Purpose } from './consent.ts';

/** What a resident said to one purpose, as it is filled in. `name` is the part of the document's id after its kind. */
export const ConsentForm = z.object({
  name: z.string(),
  purpose: z.nullable(Purpose),
  said: z.nullable(z.enum(['yes', 'no'])),
  how: z.nullable(z.enum(CONSENT_WAYS)),
  day: z.nullable(z.string()),
  note: z.string()
});
export type ConsentForm = z.infer<typeof ConsentForm>;

export const emptyConsent = (name: string, purpose: Purpose | null): ConsentForm => ({
  name,
  purpose,
  said: null,
  how: null,
  day: null,
  note: ''
});

/** The fact that a form tells about a resident (document id). */
export function consentDocuments(
  form: ConsentForm,
  resident: string,
  author: Author
): Result<Consent[], Problem[]> {
  const missing: Problem[] = [
    !form.purpose && { path: 'purpose', message: 'Kies waarvoor je het vroeg.' },
    !form.said && { path: 'said', message: 'Kies wat de bewoner zei.' },
    !form.how && { path: 'how', message: 'Kies hoe de bewoner het zei.' },
    !form.day && { path: 'day', message: 'Kies op welke dag dit was.' },
    form.day !== null &&
      form.day > dutchDay(author.clock()) && {
        path: 'day',
        message: 'Deze dag moet nog komen. Kies de dag waarop de bewoner het zei.'
      }
  ].filter((problem) => problem !== false);
  const document = {
    ...newDocument(author, 'consent', form.name),
    resident,
    purpose: form.purpose,
    given: form.said === 'yes',
    day: form.day,
    how: form.how,
    note: form.note.trim()
  };
  const consent = checked(Consent, document, missing, ['purpose', 'said', 'how', 'day', 'note']);
  return consent.ok ? ok([consent.value]) : consent;
}
