import { addDays } from '../core/dutch-date.ts';
import { moment, type Kept } from '../db/kept.ts';
import { URGENCIES, type Report, type ReportResident, type ReportResult } from './report.ts';
import { latest, standingWord, type VisitBook } from './visit-book.ts';

/**
 * Days after which a report should have been taken up. Without haste it is the term of six weeks that the Wmo 2015
 * (artikel 2.3.2, eerste lid) gives after a report.
 */
const DUE_AFTER: Record<Report['urgency'], number> = { today: 0, week: 7, normal: 42 };

/** The day (`YYYY-MM-DD`) by which a report should have been taken up. */
export const dueDay = ({ day, urgency }: Pick<Report, 'day' | 'urgency'>): string =>
  addDays(day, DUE_AFTER[urgency]);

/** A report with what is known of it now. */
export interface ReportState {
  readonly report: Kept<Report>;
  /** Null while it is open. */
  readonly result: Kept<ReportResult> | null;
  /** Null when it is of somebody who stays unknown. */
  readonly residentName: string | null;
  /** The word by which it came to a resident after all; null when it was theirs from the start, or still is nobody's. */
  readonly attached: Kept<ReportResident> | null;
  /** Zone slug: that of the report, else that of the resident's card. */
  readonly zone: string | null;
  /** The day (`YYYY-MM-DD`) by which it should have been taken up. */
  readonly due: string;
  /** Open, and that day is gone. */
  readonly late: boolean;
}

/** How a report stands on the day of `today` (`YYYY-MM-DD`): its latest result counts. */
export function reportState(book: VisitBook, report: Kept<Report>, today: string): ReportState {
  const { _id, resident, zone } = report.document;
  const card = resident === null ? undefined : book.residents.get(resident)?.document;
  const result = latest(book.reportResults.get(_id));
  const due = dueDay(report.document);
  return {
    report,
    result,
    residentName: resident === null ? null : (card?.name ?? 'Onbekende bewoner'),
    attached: standingWord(book.reportResidents.get(_id)),
    zone: zone ?? card?.zone ?? null,
    due,
    late: result === null && due < today
  };
}

/** Every report: the open ones with the most urgent first, and those that are settled with the latest first. */
export function reportStates(
  book: VisitBook,
  today: string
): { readonly open: ReportState[]; readonly settled: ReportState[] } {
  const all = [...book.reports.values()].map((report) => reportState(book, report, today));
  const urgency = ({ report }: ReportState) =>
    `${URGENCIES.indexOf(report.document.urgency)} ${report.document.day} ${moment(report.document)}`;
  const settledAt = ({ result }: ReportState) => (result ? moment(result.document) : '');
  return {
    open: all.filter(({ result }) => !result).sort((one, other) => (urgency(one) < urgency(other) ? -1 : 1)),
    settled: all
      .filter(({ result }) => result)
      .sort((one, other) => (settledAt(one) > settledAt(other) ? -1 : 1))
  };
}

/** The reports of one zone (slug); all of them when that is null. */
export const inZone = (reports: readonly ReportState[], zone: string | null): readonly ReportState[] =>
  zone === null ? reports : reports.filter((report) => report.zone === zone);
