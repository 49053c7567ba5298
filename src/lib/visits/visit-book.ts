import type { StoredRecord } from '../db/records.ts';
import { Arrangement, Closing, Review } from './arrangement.ts';
import { Consent } from './consent.ts';
import { Conversation, Step, StepResult } from './conversation.ts';
import { Involved } from './involved.ts';
import { moment, readKinds, type Kept } from '../db/kept.ts';
import { GlassBroken } from './glass-broken.ts';
import { Report, ReportResident, ReportResult } from './report.ts';
import { Resident } from './resident.ts';
import { FileState, SameResident } from './resident-file.ts';
import { sameResidents } from './same-resident.ts';
import { Promised, Takeover, TaskState } from './task.ts';

/** Every kind of document about residents, with what it must look like. */
export const VISIT_SCHEMAS = {
  resident: Resident,
  conversation: Conversation,
  step: Step,
  'step-result': StepResult,
  consent: Consent,
  involved: Involved,
  report: Report,
  'report-result': ReportResult,
  'report-resident': ReportResident,
  arrangement: Arrangement,
  review: Review,
  closing: Closing,
  'same-resident': SameResident,
  'file-state': FileState,
  promise: Promised,
  'task-state': TaskState,
  takeover: Takeover,
  'glass-broken': GlassBroken
} as const;

/**
 * Everything about residents that this device holds, by kind. Where two cards turned out to be of one resident, what was
 * written about either is read as about the one that stays.
 */
export interface VisitBook {
  readonly residents: ReadonlyMap<string, Kept<Resident>>;
  /** Cards that were found to be of the same resident, by the id of the one that stays. */
  readonly merged: ReadonlyMap<string, readonly Kept<Resident>[]>;
  /** Every word on two cards being of one resident, in no order. */
  readonly sameResidents: readonly Kept<SameResident>[];
  readonly conversations: readonly Kept<Conversation>[];
  readonly steps: ReadonlyMap<string, Kept<Step>>;
  /** By step id, in no order. */
  readonly results: ReadonlyMap<string, readonly Kept<StepResult>[]>;
  readonly consents: readonly Kept<Consent>[];
  readonly involved: readonly Kept<Involved>[];
  /** One without a card of its own is read as about the resident whose it turned out to be. */
  readonly reports: ReadonlyMap<string, Kept<Report>>;
  /** By report id, in no order. */
  readonly reportResults: ReadonlyMap<string, readonly Kept<ReportResult>[]>;
  /** Every word on whose a report is, by report id, in no order. */
  readonly reportResidents: ReadonlyMap<string, readonly Kept<ReportResident>[]>;
  /** By the id of the resident; more than one where two cards became one. */
  readonly arrangements: ReadonlyMap<string, readonly Kept<Arrangement>[]>;
  readonly reviews: readonly Kept<Review>[];
  readonly closings: readonly Kept<Closing>[];
  readonly fileStates: readonly Kept<FileState>[];
  readonly promises: readonly Kept<Promised>[];
  /** By the id of the document that asks for something, in no order. */
  readonly taskStates: ReadonlyMap<string, readonly Kept<TaskState>[]>;
  readonly takeovers: readonly Kept<Takeover>[];
  /** Files that were opened to another team's lead. */
  readonly glassBroken: readonly Kept<GlassBroken>[];
  /** The id under which a resident is read. */
  readonly residentOf: (id: string) => string;
  /** Documents of these kinds that a newer version of the product wrote: shown as locked, never written over. */
  readonly locked: number;
}

/** Reads the records of every database into one book. */
export function readVisits(records: Iterable<StoredRecord>): VisitBook {
  const { of, locked } = readKinds(records, VISIT_SCHEMAS);
  const residentOf = sameResidents(of['same-resident']);
  const about = <Document extends { readonly resident: string | null }>(
    all: readonly Kept<Document>[]
  ): readonly Kept<Document>[] =>
    all.map((one) => {
      const { resident } = one.document;
      const read = resident === null ? null : residentOf(resident);
      return read === resident ? one : { ...one, document: { ...one.document, resident: read } };
    });
  const reportResidents = Map.groupBy(about(of['report-resident']), ({ document }) => document.report);
  return {
    residents: byId(of.resident.filter(({ document }) => residentOf(document._id) === document._id)),
    merged: Map.groupBy(
      of.resident.filter(({ document }) => residentOf(document._id) !== document._id),
      ({ document }) => residentOf(document._id)
    ),
    sameResidents: of['same-resident'],
    conversations: about(of.conversation),
    steps: byId(about(of.step)),
    results: Map.groupBy(of['step-result'], ({ document }) => document.step),
    consents: about(of.consent),
    involved: about(of.involved),
    reports: byId(about(of.report).map((report) => ofItsResident(report, reportResidents))),
    reportResults: Map.groupBy(about(of['report-result']), ({ document }) => document.report),
    reportResidents,
    arrangements: Map.groupBy(about(of.arrangement), ({ document }) => document.resident),
    reviews: about(of.review),
    closings: about(of.closing),
    fileStates: about(of['file-state']),
    promises: about(of.promise),
    taskStates: Map.groupBy(of['task-state'], ({ document }) => document.of),
    takeovers: of.takeover,
    glassBroken: about(of['glass-broken']),
    residentOf,
    locked
  };
}

/** A report with the resident whose it turned out to be. */
function ofItsResident(
  report: Kept<Report>,
  words: ReadonlyMap<string, readonly Kept<ReportResident>[]>
): Kept<Report> {
  if (report.document.resident !== null) return report;
  const word = standingWord(words.get(report.document._id));
  return word ? { ...report, document: { ...report.document, resident: word.document.resident } } : report;
}

const byId = <Document extends { readonly _id: string }>(
  all: readonly Kept<Document>[]
): ReadonlyMap<string, Kept<Document>> => new Map(all.map((one) => [one.document._id, one]));

/** What follows from a book alone, worked out once for each: a book never changes, and every page asks the same of it. */
export function ofBook<Value>(workOut: (book: VisitBook) => Value): (book: VisitBook) => Value {
  const known = new WeakMap<VisitBook, { readonly value: Value }>();
  return (book) => {
    const earlier = known.get(book);
    if (earlier) return earlier.value;
    const value = workOut(book);
    known.set(book, { value });
    return value;
  };
}

const conversationsByResident = ofBook(({ conversations }) =>
  Map.groupBy(conversations, ({ document }) => document.resident)
);
const stepsByResident = ofBook(({ steps }) =>
  Map.groupBy(steps.values(), ({ document }) => document.resident)
);

/** The conversations with a resident (id), in no order. */
export const conversationsWith = (book: VisitBook, resident: string): readonly Kept<Conversation>[] =>
  conversationsByResident(book).get(resident) ?? [];

/** The steps of a resident (id), in no order. */
export const stepsFor = (book: VisitBook, resident: string): readonly Kept<Step>[] =>
  stepsByResident(book).get(resident) ?? [];

/** The one that was made last; null when there is none. */
export const latest = <Document extends { readonly created: string; readonly _id: string }>(
  all: readonly Kept<Document>[] | undefined
): Kept<Document> | null =>
  (all ?? []).reduce<Kept<Document> | null>(
    (last, one) => (last && moment(last.document) > moment(one.document) ? last : one),
    null
  );

/** The word that stands on whose a report is; null when nobody said so, or it was taken back. */
export function standingWord(
  words: readonly Kept<ReportResident>[] | undefined
): Kept<ReportResident> | null {
  const last = latest(words);
  return last?.document.undone ? null : last;
}

/** What became of a step: its latest result, also when two devices each wrote one; null while there is none. */
export const latestResult = (book: VisitBook, step: string): Kept<StepResult> | null =>
  latest(book.results.get(step));
