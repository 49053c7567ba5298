import * as z from 'zod/mini';
import { checked } from '../core/checked.ts';
import { dutchDay } from '../core/clock.ts';
import { addDays } from '../core/dutch-date.ts';
import { ok, type Result } from '../core/result.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { Promised } from './task.ts';

/** A promise that is being written down. */
export const PromiseForm = z.object({
  /** The part of the future promise's id after its kind. */
  name: z.string(),
  /** Database of the team that sees it; null while that is not chosen. */
  database: z.nullable(z.string()),
  what: z.string(),
  /** Document id of the resident it was made to. */
  resident: z.nullable(z.string()),
  by: z.nullable(z.string())
});
export type PromiseForm = z.infer<typeof PromiseForm>;

export const PROMISE_DRAFT = 'promise:new';

export const emptyPromise = (author: Pick<Author, 'nextId'>, database: string | null): PromiseForm => ({
  name: author.nextId(),
  database,
  what: '',
  resident: null,
  by: null
});

/** The promise to save, or what is still to be mended. Nothing is promised for a day that is gone. */
export function promiseDocuments(form: PromiseForm, author: Author): Result<Promised[], Problem[]> {
  const today = dutchDay(author.clock());
  const problems: Problem[] = [];
  if (form.database === null)
    problems.push({ path: 'database', message: 'Kies bij welk team de belofte hoort.' });
  if (form.by !== null && form.by < today)
    problems.push({ path: 'by', message: 'Deze dag is al geweest. Kies vandaag of een dag daarna.' });
  else if (form.by !== null && form.by > addDays(today, 366))
    problems.push({ path: 'by', message: 'Deze dag is over meer dan een jaar. Kijk het jaartal na.' });
  const document = {
    ...newDocument(author, 'promise', form.name),
    resident: form.resident,
    what: form.what.trim(),
    by: form.by
  };
  const promise = checked(Promised, document, problems, ['what', 'by', 'database']);
  return promise.ok ? ok([promise.value]) : promise;
}
