import { dutchDay, isoMoment } from '../core/clock.ts';
import { addDays, addYears } from '../core/dutch-date.ts';
import { wallOf } from '../core/hlc.ts';
import { moment, type Kept } from '../db/kept.ts';
import type { Resident } from './resident.ts';
import { RETENTION_TERMS, type SortOfFile } from './retention-terms.ts';
import { conversationsWith, latest, ofBook, stepsFor, type VisitBook } from './visit-book.ts';

/** After so many days without contact a worker is asked whether there still is any. */
const DORMANT_AFTER = 180;

/** How a file came to be closed: by hand, or because the arrangement ended. */
export interface Closed {
  readonly how: 'by-hand' | 'arrangement';
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** In the words of who closed it. */
  readonly reason: string;
  /** User name. */
  readonly author: string;
}

/** How a resident's file stands. Days are `YYYY-MM-DD`. */
export interface FileLife {
  readonly state: 'open' | 'dormant' | 'closed';
  /** Null while it is not closed. */
  readonly closed: Closed | null;
  /** Day of the last contact; null before the first. */
  readonly lastContact: string | null;
  /** By which of the retention terms it is kept. */
  readonly sort: Extract<SortOfFile, 'file' | 'report-only'>;
  /** The day on which it is to be destroyed when nothing is added to it. */
  readonly destroyOn: string;
}

/**
 * How the file of a resident stands. The last decision counts: closed by hand or with the arrangement, opened again, or
 * kept open. Who is spoken with on a later day has an open file again. `more` is what other features know of the resident:
 * it is kept with the file, and says nothing of contact.
 */
export function fileLife(book: VisitBook, resident: string, today: string, more: readonly Dated[]): FileLife {
  const trace = traces(book).get(resident);
  const closed = trace ? closedBy(trace) : null;
  const awake = lastAwake(trace, book.residents.get(resident)?.document)?.day ?? today;
  const sort = more.length > 0 ? 'file' : sortOf(book, resident);
  return {
    state: closed ? 'closed' : dormantFrom(awake) <= today ? 'dormant' : 'open',
    closed,
    lastContact: trace?.contact?.day ?? null,
    sort,
    destroyOn: addYears(lastChanged(book, resident, more) ?? today, RETENTION_TERMS[sort].years)
  };
}

/** A document as far as is needed to know when it was made. */
interface Dated {
  readonly created: string;
}

/** A file of which is asked whether there still is contact. */
export interface DormantFile {
  readonly resident: Kept<Resident>;
  /** The day (`YYYY-MM-DD`) from which that is asked. */
  readonly since: string;
  /** User name of who was the last to do something with it. */
  readonly worker: string;
}

/** Every file that is dormant on a day (`YYYY-MM-DD`), in no order; found in one pass over the book. */
export function dormantFiles(book: VisitBook, today: string): DormantFile[] {
  const all = traces(book);
  return [...book.residents.values()].flatMap((resident) => {
    const trace = all.get(resident.document._id);
    if (trace && closedBy(trace)) return [];
    const { day, author } = lastAwake(trace, resident.document);
    const since = dormantFrom(day);
    return since <= today ? [{ resident, since, worker: author }] : [];
  });
}

const dormantFrom = (awake: string): string => addDays(awake, DORMANT_AFTER + 1);

/** That somebody did something on a day (`YYYY-MM-DD`); `at` orders signs, also those of one day. */
interface Sign {
  readonly day: string;
  readonly at: string;
  /** User name. */
  readonly author: string;
}

const signOf = (fact: Fact): Sign => ({
  day: fact.day,
  at: `${fact.day} ${moment(fact)}`,
  author: fact.author
});

interface Fact {
  readonly _id: string;
  readonly created: string;
  readonly author: string;
  readonly day: string;
}

/** What tells how the file of one resident stands: the last of each. */
interface Trace {
  /** The resident was spoken with, or asked for something. */
  spoken: Sign | null;
  /** That, or a result of a step. */
  contact: Sign | null;
  decision: Decision | null;
}

interface Decision extends Sign {
  readonly closed: Closed | null;
}

/** The trace of every resident, by id. */
const traces = ofBook((book): ReadonlyMap<string, Trace> => {
  const all = new Map<string, Trace>();
  const traceOf = (resident: string): Trace => {
    const known = all.get(resident);
    if (known) return known;
    const trace: Trace = { spoken: null, contact: null, decision: null };
    all.set(resident, trace);
    return trace;
  };
  const spoken = (facts: Iterable<Kept<Fact & { readonly resident: string | null }>>): void => {
    for (const { document } of facts) {
      if (document.resident === null) continue;
      const trace = traceOf(document.resident);
      const sign = signOf(document);
      trace.spoken = later(trace.spoken, sign);
      trace.contact = later(trace.contact, sign);
    }
  };
  spoken(book.conversations);
  spoken(book.reports.values());
  spoken(book.reviews);
  spoken(book.closings);
  for (const [step, results] of book.results) {
    const resident = book.steps.get(step)?.document.resident;
    if (resident === undefined) continue;
    const trace = traceOf(resident);
    for (const { document } of results) trace.contact = later(trace.contact, signOf(document));
  }
  const decide = (fact: Fact & { readonly resident: string }, closed: Closed | null): void => {
    const trace = traceOf(fact.resident);
    const decision = { ...signOf(fact), closed };
    if (!trace.decision || trace.decision.at < decision.at) trace.decision = decision;
  };
  for (const { document } of book.fileStates) {
    const { day, note: reason, author, state } = document;
    decide(document, state === 'closed' ? { how: 'by-hand', day, reason, author } : null);
  }
  for (const { document } of book.closings) {
    const { day, changed: reason, author } = document;
    decide(document, { how: 'arrangement', day, reason, author });
  }
  return all;
});

const later = (one: Sign | null, other: Sign): Sign => (one && one.at > other.at ? one : other);

const closedBy = ({ decision, spoken }: Trace): Closed | null =>
  decision?.closed && (spoken?.day ?? '') <= decision.day ? decision.closed : null;

/** The last time that somebody did something with a file; what was never touched counts from its card. */
function lastAwake(trace: Trace | undefined, card: Resident): Sign;
function lastAwake(trace: Trace | undefined, card: Resident | undefined): Sign | null;
function lastAwake(trace: Trace | undefined, card: Resident | undefined): Sign | null {
  const made = card ? signOf({ ...card, day: dayOf(card.created) }) : null;
  return [made, trace?.decision, trace?.contact].reduce<Sign | null>(
    (last, one) => (one ? later(last, one) : last),
    null
  );
}

const aboutResident =
  (resident: string) =>
  <Document extends { readonly resident: string | null }>(all: readonly Kept<Document>[]): Document[] =>
    documentsOf(all.filter(({ document }) => document.resident === resident));

const documentsOf = <Document>(all: readonly Kept<Document>[]): Document[] =>
  all.map(({ document }) => document);

const dayOf = (created: string): string => dutchDay(Date.parse(created));

/** The day of the last change to anything in the file; null when there is nothing. */
function lastChanged(book: VisitBook, resident: string, more: readonly Dated[]): string | null {
  const about = aboutResident(resident);
  const steps = documentsOf(stepsFor(book, resident));
  const results = steps.flatMap(({ _id }) => book.results.get(_id)?.map(({ document }) => document) ?? []);
  const reports = about([...book.reports.values()]);
  const cards = [book.residents.get(resident), ...(book.merged.get(resident) ?? [])].flatMap((card) =>
    card ? [card.document] : []
  );
  const arrangements = about(book.arrangements.get(resident) ?? []);
  const facts: readonly Dated[] = [
    ...more,
    ...documentsOf(conversationsWith(book, resident)),
    ...steps,
    ...results,
    ...about(book.consents),
    ...about(book.involved),
    ...reports,
    ...reports.flatMap(({ _id }) => book.reportResults.get(_id)?.map(({ document }) => document) ?? []),
    ...about([...book.reportResults.values()].flat()),
    ...about([...book.reportResidents.values()].flat()),
    ...about(book.reviews),
    ...about(book.closings),
    ...about(book.fileStates),
    ...about(book.promises)
  ];
  const last = [
    ...[...facts, ...cards, ...arrangements].map(({ created }) => created),
    ...[...cards, ...arrangements].flatMap(({ stamps }) =>
      Object.values(stamps).map((one) => isoMoment(wallOf(one)))
    )
  ].reduce((one, other) => (one > other ? one : other), '');
  return last === '' ? null : dayOf(last);
}

/** Whether a report came to an end by itself: solved, or nothing more to do. */
export function hasEnded(book: VisitBook, report: string): boolean {
  const outcome = latest(book.reportResults.get(report))?.document.outcome;
  return outcome === 'solved' || outcome === 'ended';
}

/** Reports alone, none of which led on to anything, are kept shorter. */
function sortOf(book: VisitBook, resident: string): FileLife['sort'] {
  const about = aboutResident(resident);
  const reports = about([...book.reports.values()]);
  const more = [
    conversationsWith(book, resident),
    stepsFor(book, resident),
    about(book.reviews),
    about(book.closings),
    about(book.promises),
    about(book.arrangements.get(resident) ?? [])
  ].some(({ length }) => length > 0);
  const ended = reports.every(({ _id }) => hasEnded(book, _id));
  return reports.length > 0 && ended && !more ? 'report-only' : 'file';
}
