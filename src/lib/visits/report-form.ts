import * as z from 'zod/mini';
import { checked } from '../core/checked.ts';
import { dutchDay } from '../core/clock.ts';
import { documentId, type AnyDocument } from '../core/document.ts';
import { addDays } from '../core/dutch-date.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { LifeDomain } from '../social-map/life-domain.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { emptyResult, ReportResultForm, resultDocuments } from './report-result.ts';
import { Report, REPORTERS, URGENCIES } from './report.ts';
import { CardDraft, cardId, cardOf } from './resident-form.ts';

/** A report that is being written down; anything may still be missing or wrong. */
export const ReportForm = z.object({
  /** The part of the future report's id after its kind. */
  name: z.string(),
  /** Database of the team that gets it; null while that is not chosen. */
  database: z.nullable(z.string()),
  question: z.string(),
  /** Whose question it is: of a resident with a card, of one who gets a card now, or of somebody who stays unknown. */
  whose: z.nullable(z.enum(['resident', 'new', 'nobody'])),
  /** Document id of the resident with a card. */
  resident: z.nullable(z.string()),
  card: z.nullable(CardDraft),
  /** Zone slug, of who has no new card. */
  zone: z.nullable(z.string()),
  reporter: z.nullable(z.enum(REPORTERS)),
  reporterNote: z.string(),
  domains: z.array(LifeDomain),
  urgency: z.nullable(z.enum(URGENCIES)),
  day: z.nullable(z.string()),
  result: ReportResultForm
});
export type ReportForm = z.infer<typeof ReportForm>;

const PREFIX = 'report:';

/** The key under which a report that is being written down is kept. */
export const reportDraftKey = (name: string): string => PREFIX + name;

/** The draft's name when `key` is that of a report, else null. */
export const reportDraftName = (key: string): string | null =>
  key.startsWith(PREFIX) ? key.slice(PREFIX.length) : null;

/** Id of the report that the draft of this name becomes. */
export const reportId = (name: string): string => documentId('report', name);

/** A form with nothing said yet, on the day of today. `name` is that of the report to be. */
export const emptyReport = (
  name: string,
  database: string | null,
  author: Pick<Author, 'clock' | 'nextId'>
): ReportForm => ({
  name,
  database,
  question: '',
  whose: null,
  resident: null,
  card: null,
  zone: null,
  reporter: null,
  reporterNote: '',
  domains: [],
  urgency: null,
  day: dutchDay(author.clock()),
  result: emptyResult(author.nextId())
});

/** Whether nothing was told yet: nothing is lost when such a draft is not shown. */
export const isEmptyReport = ({ question, reporterNote, whose }: ReportForm): boolean =>
  question.trim() === '' && reporterNote.trim() === '' && whose === null;

/** Document id of the resident whose question it is; null when that stays unknown. */
export function residentOf(form: ReportForm): string | null {
  if (form.whose === 'resident') return form.resident;
  return form.whose === 'new' && form.card ? cardId(form.card) : null;
}

/** Zone slug of whose question it is. */
export const zoneOf = (form: ReportForm): string | null =>
  form.whose === 'new' && form.card ? form.card.form.zone : form.zone;

/** In the order of the screen, so that what is to be mended is named from the top down. */
const FIELDS = [
  'question',
  'whose',
  'name',
  'contact',
  'zone',
  'database',
  'reporter',
  'reporterNote',
  'urgency',
  'day'
];

/** The report, and the resident's card when that is new: what the first screen asks for. */
export function reportDocuments(form: ReportForm, author: Author): Result<AnyDocument[], Problem[]> {
  const card = form.whose === 'new' && form.card ? cardOf(form.card, author) : null;
  const said = [...missing(form, dutchDay(author.clock())), ...(card && !card.ok ? card.failure : [])];
  const document = {
    ...newDocument(author, 'report', form.name),
    resident: residentOf(form),
    day: form.day,
    reporter: form.reporter,
    reporterNote: form.reporterNote.trim(),
    question: form.question.trim(),
    domains: form.domains,
    zone: zoneOf(form),
    urgency: form.urgency
  };
  const report = checked(Report, document, said, FIELDS);
  return report.ok ? ok([report.value, ...(card?.ok ? [card.value] : [])]) : report;
}

/** The same with what becomes of it, told on the day of the report: what both screens ask for. */
export function intakeDocuments(form: ReportForm, author: Author): Result<AnyDocument[], Problem[]> {
  const report = reportDocuments(form, author);
  const about = { id: reportId(form.name), resident: residentOf(form) };
  const result = resultDocuments(form.result, about, form.day, author);
  if (report.ok && result.ok) return ok([...report.value, ...result.value]);
  return fail([...(report.ok ? [] : report.failure), ...(result.ok ? [] : result.failure)]);
}

function missing(form: ReportForm, today: string): Problem[] {
  const problems: Problem[] = [];
  const ask = (path: string, message: string) => problems.push({ path, message });
  if (form.whose === null || (form.whose === 'resident' && form.resident === null))
    ask('whose', 'Kies van wie de vraag is, of kies kort contact zonder naam.');
  if (form.database === null) ask('database', 'Kies bij welk team de melding hoort.');
  if (form.reporter === null) ask('reporter', 'Kies wie het meldt.');
  if (form.urgency === null) ask('urgency', 'Kies hoeveel haast het heeft.');
  if (form.day === null) ask('day', 'Kies de dag van de melding.');
  else if (form.day > today) ask('day', 'Deze dag moet nog komen. Kies vandaag of een dag ervoor.');
  else if (form.day < addDays(today, -366))
    ask('day', 'Deze dag is meer dan een jaar geleden. Kijk het jaartal na.');
  return problems;
}
