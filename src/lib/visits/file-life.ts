import { dutchDay, isoMoment } from '../core/clock.ts';
import { addDays, addYears } from '../core/dutch-date.ts';
import { wallOf } from '../core/hlc.ts';
import { moment, type Kept } from './kept.ts';
import { RETENTION_TERMS } from './retention-terms.ts';
import { latest, type VisitBook } from './visit-book.ts';

/** After so many days without contact a worker is asked whether there still is any. */
export const DORMANT_AFTER = 180;

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
  readonly sort: 'file' | 'report-only';
  /** The day on which it is to be destroyed when nothing is added to it. */
  readonly destroyOn: string;
}

/**
 * How the file of a resident stands. The last decision counts: closed by hand or with the arrangement, opened again, or
 * kept open. Who is spoken with on a later day has an open file again.
 */
export function fileLife(book: VisitBook, resident: string, today: string): FileLife {
  const about = aboutResident(resident);
  const spoken: readonly { readonly day: string }[] = [
    ...about(book.conversations),
    ...about([...book.reports.values()]),
    ...about(book.reviews),
    ...about(book.closings)
  ];
  const results = about([...book.steps.values()]).flatMap(
    ({ _id }) => book.results.get(_id)?.map(({ document }) => document) ?? []
  );
  const decision = lastDecision(book, resident);
  const closed = decision?.closed && (lastDay(spoken) ?? '') <= decision.day ? decision.closed : null;
  const lastContact = lastDay([...spoken, ...results]);
  const made = book.residents.get(resident)?.document.created;
  const awake = [lastContact, decision?.day, made && dayOf(made)].reduce<string>(
    (last, day) => (day && day > last ? day : last),
    ''
  );
  const sort = sortOf(book, resident);
  return {
    state: closed ? 'closed' : addDays(awake || today, DORMANT_AFTER) < today ? 'dormant' : 'open',
    closed,
    lastContact,
    sort,
    destroyOn: addYears(lastChanged(book, resident, results) ?? today, RETENTION_TERMS[sort].years)
  };
}

const aboutResident =
  (resident: string) =>
  <Document extends { readonly resident: string | null }>(all: readonly Kept<Document>[]): Document[] =>
    all.filter(({ document }) => document.resident === resident).map(({ document }) => document);

const lastDay = (all: readonly { readonly day: string }[]): string | null =>
  all.reduce<string | null>((last, { day }) => (last !== null && last > day ? last : day), null);

const dayOf = (created: string): string => dutchDay(Date.parse(created));

interface Decision {
  readonly at: string;
  readonly day: string;
  readonly closed: Closed | null;
}

function lastDecision(book: VisitBook, resident: string): Decision | null {
  const about = aboutResident(resident);
  const decisions: Decision[] = [
    ...about(book.fileStates).map((document): Decision => {
      const { day, note, author, state } = document;
      const closed = state === 'closed' ? { how: 'by-hand' as const, day, reason: note, author } : null;
      return { at: `${day} ${moment(document)}`, day, closed };
    }),
    ...about(book.closings).map((document): Decision => {
      const { day, changed, author } = document;
      return {
        at: `${day} ${moment(document)}`,
        day,
        closed: { how: 'arrangement', day, reason: changed, author }
      };
    })
  ];
  return decisions.reduce<Decision | null>((last, one) => (last && last.at > one.at ? last : one), null);
}

/** The day of the last change to anything in the file; null when there is nothing. */
function lastChanged(
  book: VisitBook,
  resident: string,
  results: readonly { readonly created: string }[]
): string | null {
  const about = aboutResident(resident);
  const reports = about([...book.reports.values()]);
  const cards = [book.residents.get(resident), ...(book.merged.get(resident) ?? [])].flatMap((card) =>
    card ? [card.document] : []
  );
  const arrangements = about(book.arrangements.get(resident) ?? []);
  const facts: readonly { readonly created: string }[] = [
    ...about(book.conversations),
    ...about([...book.steps.values()]),
    ...results,
    ...about(book.consents),
    ...about(book.involved),
    ...reports,
    ...reports.flatMap(({ _id }) => book.reportResults.get(_id)?.map(({ document }) => document) ?? []),
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

/** Reports alone, none of which led on to anything, are kept shorter. */
function sortOf(book: VisitBook, resident: string): FileLife['sort'] {
  const about = aboutResident(resident);
  const reports = about([...book.reports.values()]);
  const more = [
    about(book.conversations),
    about([...book.steps.values()]),
    about(book.reviews),
    about(book.closings),
    about(book.arrangements.get(resident) ?? [])
  ].some(({ length }) => length > 0);
  const ended = reports.every(({ _id }) => {
    const outcome = latest(book.reportResults.get(_id))?.document.outcome;
    return outcome === 'solved' || outcome === 'ended';
  });
  return reports.length > 0 && ended && !more ? 'report-only' : 'file';
}
