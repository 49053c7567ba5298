import * as z from 'zod/mini';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { checked } from '../core/checked.ts';
import { dutchDay } from '../core/clock.ts';
import type { AnyDocument } from '../core/document.ts';
import { nameOf } from '../core/document-id.ts';
import { ok, type Result } from '../core/result.ts';
import { moment, readKinds, type Kept } from '../db/kept.ts';
import type { StoredRecord } from '../db/records.ts';
import { Right, RIGHTS_SCHEMAS, RightsRequest, type FileRead } from './rights.ts';

/* Who saw a resident's file, what they asked of it, and everything that is in it. Pure. */

/** That somebody opened a file today. Its id is of them, their device and the day, so that it is there once. */
export function fileRead(resident: string, author: Author): FileRead {
  const day = dutchDay(author.clock());
  const name = `${nameOf(resident)}.${day}.${author.user}.${author.device}`;
  return { ...newDocument(author, 'file-read', name), resident, day };
}

/** What a resident asks, as it is filled in. */
export const RequestForm = z.object({
  /** The part of the future document's id after its kind. */
  name: z.string(),
  right: z.nullable(Right),
  text: z.string()
});
export type RequestForm = z.infer<typeof RequestForm>;

export const emptyRequest = ({ nextId }: Pick<Author, 'nextId'>): RequestForm => ({
  name: nextId(),
  right: null,
  text: ''
});

export function requestDocuments(
  resident: string,
  form: RequestForm,
  author: Author
): Result<RightsRequest[], Problem[]> {
  const problems: Problem[] =
    form.right === null ? [{ path: 'right', message: 'Kies wat de bewoner vraagt.' }] : [];
  const request = checked(
    RightsRequest,
    {
      ...newDocument(author, 'rights-request', form.name),
      resident,
      right: form.right ?? 'access',
      text: form.text.trim(),
      day: dutchDay(author.clock())
    },
    problems,
    ['right', 'text']
  );
  return request.ok ? ok([request.value]) : request;
}

/** Who saw a file on which days, and what was asked of it, the latest first. */
export interface FileRights {
  readonly reads: readonly Kept<FileRead>[];
  readonly requests: readonly Kept<RightsRequest>[];
}

/** `residentOf` answers the id under which a resident is read, where two cards are one. */
export function rightsOf(
  records: Iterable<StoredRecord>,
  resident: string,
  residentOf: (id: string) => string
): FileRights {
  const { of } = readKinds(records, RIGHTS_SCHEMAS);
  const latestFirst = <Fact extends FileRead | RightsRequest>(all: readonly Kept<Fact>[]) =>
    all
      .filter(({ document }) => residentOf(document.resident) === resident)
      .sort((one, other) => (moment(one.document) < moment(other.document) ? 1 : -1));
  return { reads: latestFirst(of['file-read']), requests: latestFirst(of['rights-request']) };
}

/** Words that say whose something is: the latest one about it counts. */
const SAYS_WHOSE: Readonly<Record<string, string>> = {
  'report-resident': 'report',
  'handover-state': 'handover'
};

/** What turned out to be of a resident without naming one itself: reports, and handovers from another team. */
function foundToBeOf(all: readonly AnyDocument[], isTheirs: (resident: string) => boolean): Set<string> {
  const words = new Map<string, AnyDocument>();
  for (const word of all) {
    const about = word[SAYS_WHOSE[String(word.kind)] ?? ''];
    if (typeof about !== 'string' || typeof word['resident'] !== 'string') continue;
    const earlier = words.get(about);
    if (!earlier || String(earlier['created']) < String(word['created'])) words.set(about, word);
  }
  const theirs = [...words].filter(([, word]) => isTheirs(String(word['resident'])));
  return new Set(theirs.map(([about]) => about));
}

/**
 * Every document about a resident: their cards, what names one of those or turned out to be of them, and what names that
 * in turn. Of a report, handover or promise that came to no card: itself, and what names it. In the order of making.
 */
export function everythingAbout(
  all: readonly AnyDocument[],
  subject: string,
  residentOf: (id: string) => string
): AnyDocument[] {
  const isTheirs = (id: string) => residentOf(id) === subject;
  const found = foundToBeOf(all, isTheirs);
  const known = new Map(
    all
      .filter(
        (document) =>
          isTheirs(document._id) || isTheirs(String(document['resident'])) || found.has(document._id)
      )
      .map((document) => [document._id, document])
  );
  for (let before = -1; before < known.size;) {
    before = known.size;
    for (const document of all) {
      const { _id, ...fields } = document;
      if (Object.values(fields).some((value) => typeof value === 'string' && known.has(value)))
        known.set(_id, document);
    }
  }
  return [...known.values()].sort((one, other) =>
    String(one['created']) < String(other['created']) ? -1 : 1
  );
}

/** What a document carries for the exchange between devices, and that says nothing of a resident. */
const FOR_EXCHANGE: ReadonlySet<string> = new Set(['_rev', 'stamps', 'seen']);

/** A document as a resident takes it along. */
export const forResident = (document: AnyDocument): Record<string, unknown> =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !FOR_EXCHANGE.has(name)));
