import * as z from 'zod/mini';
import { fail, ok, type Result } from '../core/result.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';
import { ChosenEntry } from './conversation.ts';
import { REPORT_OUTCOMES, ReportResult } from './report.ts';

/** What becomes of a report, as a form holds it. */
export const ReportResultForm = z.object({
  /** The part of the future result's id after its kind. */
  name: z.string(),
  /** `open`: that is not known yet, so no result is written. */
  outcome: z.nullable(z.enum([...REPORT_OUTCOMES, 'open'])),
  note: z.string(),
  entry: z.nullable(ChosenEntry),
  /** With whom the conversation will be (document id), when the report is of somebody unknown. */
  resident: z.nullable(z.string())
});
export type ReportResultForm = z.infer<typeof ReportResultForm>;

/** The key under which what becomes of a report is kept while it is filled in; `report` is the name of the report. */
export const resultDraftKey = (report: string): string => `report-result:${report}`;

export const emptyResult = (name: string): ReportResultForm => ({
  name,
  outcome: null,
  note: '',
  entry: null,
  resident: null
});

/** The report that a result is of. */
interface ReportOfResult {
  /** Document id. */
  readonly id: string;
  /** Document id of the resident it is of; null when that is somebody unknown. */
  readonly resident: string | null;
}

/**
 * The result to save on a day (`YYYY-MM-DD`), none when the report stays open. A conversation is with somebody who has
 * a card.
 */
export function resultDocuments(
  form: ReportResultForm,
  { id, resident }: ReportOfResult,
  day: string | null,
  author: Author
): Result<ReportResult[], Problem[]> {
  const problem = missing(form, resident ?? form.resident);
  if (problem) return fail([problem]);
  if (form.outcome === 'open') return ok([]);
  const made = ReportResult.safeParse({
    ...newDocument(author, 'report-result', form.name),
    report: id,
    resident: resident === null && form.outcome === 'conversation' ? form.resident : null,
    day,
    outcome: form.outcome,
    note: form.note.trim(),
    entry: form.entry
  });
  return made.success ? ok([made.data]) : fail(problemsOf(made.error.issues));
}

function missing(form: ReportResultForm, resident: string | null): Problem | null {
  if (form.outcome === null) return { path: 'outcome', message: 'Kies wat het wordt.' };
  if (form.outcome === 'solved' && form.note.trim() === '' && !form.entry)
    return { path: 'note', message: 'Schrijf in een paar woorden op wat je deed, of kies aanbod.' };
  if (form.outcome === 'conversation' && resident === null)
    return { path: 'resident', message: 'Voor een gesprek is een kaart nodig. Kies met wie het gesprek is.' };
  return null;
}
