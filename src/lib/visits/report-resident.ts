import * as z from 'zod/mini';
import { fail, ok, type Result } from '../core/result.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import type { ReportResident } from './report.ts';

/** Whose a report turned out to be, as a form holds it. */
export const ReportResidentForm = z.object({
  /** The part of the future document's id after its kind. */
  name: z.string(),
  /** Document id of the resident; null until one is chosen. */
  resident: z.nullable(z.string())
});
export type ReportResidentForm = z.infer<typeof ReportResidentForm>;

/** The word on a report (document id) being of the resident who was chosen. */
export const attachDocuments = (
  { name, resident }: ReportResidentForm,
  report: string,
  author: Author
): Result<[ReportResident], Problem[]> =>
  resident === null
    ? fail([{ path: 'whose', message: 'Zoek de bewoner op naam, en kies de kaart.' }])
    : ok([attachDocument(report, resident, false, author, name)]);

/** The word on a report and a resident (document ids); `undone` takes it back. */
export const attachDocument = (
  report: string,
  resident: string,
  undone: boolean,
  author: Author,
  name?: string
): ReportResident => ({ ...newDocument(author, 'report-resident', name), report, resident, undone });
