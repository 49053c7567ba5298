import type { AnyDocument } from '../core/document.ts';
import { addYears } from '../core/dutch-date.ts';
import { dutchDay } from '../core/clock.ts';
import type { Kept } from '../db/kept.ts';
import type { StoredRecord } from '../db/records.ts';
import { isEnded } from '../referrals/course.ts';
import { residentOfHandover } from '../referrals/handovers.ts';
import { readReferrals, stateOfHandover, type ReferralBook } from '../referrals/referral-book.ts';
import { readSignals } from '../signals/signal-book.ts';
import { fileLife, hasEnded } from '../visits/file-life.ts';
import { RETENTION_TERMS, type SortOfFile } from '../visits/retention-terms.ts';
import { latest, readVisits, type VisitBook } from '../visits/visit-book.ts';
import { factsElsewhere } from './facts-elsewhere.ts';

/** Something whose term is over. */
export interface EndedFile {
  /** Id of the resident; or of the report, handover or promise that came to no card. */
  readonly subject: string;
  readonly sort: SortOfFile;
  /** The day (`YYYY-MM-DD`) on which it was to be destroyed. */
  readonly destroyOn: string;
}

/** What is known of a team's residents, read from its records. */
export interface FilesOfTeam {
  /** What is to be destroyed on a day (`YYYY-MM-DD`) or before, the longest over first. */
  readonly ended: readonly EndedFile[];
  /** The id under which a resident is read, where two cards are one. */
  readonly residentOf: (id: string) => string;
}

/** Reads what is over by a day out of everything that is in one team's database. */
export function endedFiles(records: readonly StoredRecord[], today: string): FilesOfTeam {
  const visits = { book: readVisits(records) };
  const referrals = { book: readReferrals(records, visits.book.residentOf) };
  const signals = { book: readSignals(records) };
  const files = [...residentsIn(visits.book)].map((subject): EndedFile => {
    const more = factsElsewhere({ visits, referrals, signals }, subject);
    const { sort, destroyOn } = fileLife(visits.book, subject, today, more);
    return { subject, sort, destroyOn };
  });
  const ended = [...files, ...withoutCard(visits.book, referrals.book)]
    .filter(({ destroyOn }) => destroyOn <= today)
    .sort((one, other) => (one.destroyOn < other.destroyOn ? -1 : 1));
  return { ended, residentOf: visits.book.residentOf };
}

/** Residents with a card, and those of whom something came in after their card was destroyed. */
function residentsIn({ residents, conversations, reports, steps }: VisitBook): ReadonlySet<string> {
  const named = [...conversations, ...reports.values(), ...steps.values()];
  return new Set([...residents.keys(), ...named.flatMap(({ document }) => document.resident ?? [])]);
}

/** What is about somebody, and came to no card. */
function withoutCard(visits: VisitBook, referrals: ReferralBook): EndedFile[] {
  const reports = [...visits.reports.values()].flatMap((report) => {
    const results = visits.reportResults.get(report.document._id) ?? [];
    if (report.document.resident !== null || results.some(({ document }) => document.resident !== null))
      return [];
    return lastsFrom(report, [...results, ...tasksOf(visits, report)], hasEnded(visits, report.document._id));
  });
  const handovers = [...referrals.handovers.values()].flatMap((handover) => {
    const { _id } = handover.document;
    if (residentOfHandover(referrals, _id) !== null) return [];
    const state = stateOfHandover(referrals, _id);
    const facts = [...(referrals.handoverStates.get(_id) ?? []), ...tasksOf(visits, handover)];
    return lastsFrom(handover, facts, state !== null && isEnded(state.document.state));
  });
  const promises = visits.promises.flatMap((promise) => {
    if (promise.document.resident !== null) return [];
    const tasks = tasksOf(visits, promise);
    return lastsFrom(promise, tasks, latest(tasks)?.document.state === 'done');
  });
  return [...reports, ...handovers, ...promises];
}

const tasksOf = (visits: VisitBook, { document }: Kept<{ readonly _id: string }>) =>
  visits.taskStates.get(document._id) ?? [];

/** How long something without a card is kept: short once nothing more was to be done, else as a file. */
function lastsFrom(subject: Fact, more: readonly Fact[], ended: boolean): EndedFile {
  const last = more.reduce(
    (latest, { document: { created } }) => (created > latest ? created : latest),
    subject.document.created
  );
  const sort = ended ? 'short-contact' : 'file';
  return {
    subject: subject.document._id,
    sort,
    destroyOn: addYears(dutchDay(Date.parse(last)), RETENTION_TERMS[sort].years)
  };
}

type Fact = Kept<{ readonly _id: string; readonly created: string }>;

/** Documents as the books read them. */
export const asRecords = (database: string, documents: readonly AnyDocument[]): StoredRecord[] =>
  documents.map((document) => ({ database, delivery: 'processed', document }));
