import * as z from 'zod/mini';
import type { SessionRef } from '../agenda/activity.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { checked } from '../core/checked.ts';
import { ok, type Result } from '../core/result.ts';
import type { Kept } from '../db/kept.ts';
import type { AttendanceBook, SessionFacts } from './attendance-book.ts';
import { SessionReport } from './attendance.ts';

/** A word on a session, as it is being written. */
export const ReportForm = z.object({
  /** The part of the future document's id after its kind. */
  name: z.string(),
  held: z.enum(['held', 'not-held']),
  how: z.string(),
  signal: z.string()
});
export type ReportForm = z.infer<typeof ReportForm>;

export const emptyReport = ({ nextId }: Pick<Author, 'nextId'>): ReportForm => ({
  name: nextId(),
  held: 'held',
  how: '',
  signal: ''
});

export function reportDocuments(
  session: SessionRef,
  form: ReportForm,
  author: Author
): Result<SessionReport[], Problem[]> {
  const { name, held, how, signal } = form;
  const report = checked(
    SessionReport,
    { ...newDocument(author, 'session-report', name), session, held, how: how.trim(), signal: signal.trim() },
    [],
    ['how', 'signal']
  );
  return report.ok ? ok([report.value]) : report;
}

/** Said with one tap: it was not held, or whoever was asked does not know how many came. */
export const briefReport = (
  session: SessionRef,
  held: 'not-held' | 'unknown',
  author: Author
): SessionReport => ({ ...newDocument(author, 'session-report'), session, held, how: '', signal: '' });

/**
 * Whether a session took place, as the last who knew said; null when nobody did. Who does not know how many came says
 * nothing of it.
 */
export function heldOrNot({ reports }: SessionFacts): boolean | null {
  const last = reports.findLast(({ document }) => document.held !== 'unknown');
  return last ? last.document.held === 'held' : null;
}

/** Reports that say something to the team, since a moment (ISO 8601 in UTC), the newest first. */
export const signalsSince = (book: AttendanceBook, since: string): Kept<SessionReport>[] =>
  [...book.sessions.values()]
    .flatMap(({ reports }) => reports)
    .filter(({ document }) => document.signal !== '' && document.created >= since)
    .sort((one, other) => (one.document.created < other.document.created ? 1 : -1));
