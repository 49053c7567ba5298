import type { SessionReport } from '#lib/attendance/attendance.ts';
import type { Kept } from '#lib/db/kept.ts';
import { documentId, nameOf } from '#lib/core/document.ts';
import type { Author } from '#lib/core/author.ts';
import { digest } from '#lib/crypto/digest.ts';
import { zoneOfDatabase } from '#lib/roles/databases.ts';
import { emptySignal, type SignalForm } from '#lib/signals/signal-form.ts';

/** Whether a signal (its id) was made of a report on a session (its id), by whomever. */
export const isSignalOf = (signal: string, report: string): boolean =>
  signal.startsWith(`${documentId('signal', nameOf(report))}-`);

/**
 * A signal to be, out of what a report on a session says to the team. Its id follows from the report and the worker, so
 * that everybody sees that it was made, and two who do so without a connection do not write the same document.
 */
export async function signalOfReport(
  { document: report, database: zone }: Kept<SessionReport>,
  team: string | null,
  author: Author
): Promise<SignalForm> {
  const name = `${nameOf(report._id)}-${await digest(`${report._id} ${author.user}`)}`;
  return {
    ...emptySignal(author, team),
    name,
    what: report.signal,
    zone: zoneOfDatabase(zone),
    day: report.session.start.slice(0, 10)
  };
}
