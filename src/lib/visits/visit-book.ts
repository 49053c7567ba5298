import type { AnyDocument } from '../core/document.ts';
import type { Delivery, StoredRecord } from '../db/records.ts';
import { Conversation, Step, StepResult } from './conversation.ts';
import { Resident } from './resident.ts';

/** A document with where it stands: its database, and how far it is on its way. */
export interface Kept<Document> {
  readonly database: string;
  readonly delivery: Delivery;
  readonly document: Document;
}

/** Everything about residents that this device holds, by kind. */
export interface VisitBook {
  readonly residents: ReadonlyMap<string, Kept<Resident>>;
  readonly conversations: readonly Kept<Conversation>[];
  readonly steps: ReadonlyMap<string, Kept<Step>>;
  /** By step id, in no order. */
  readonly results: ReadonlyMap<string, readonly Kept<StepResult>[]>;
  /** Documents of these kinds that a newer version of the product wrote: shown as locked, never written over. */
  readonly locked: number;
}

type Known = Resident | Conversation | Step | StepResult;

const schemas = { resident: Resident, conversation: Conversation, step: Step, 'step-result': StepResult };
const isKnownKind = (kind: string): kind is keyof typeof schemas => Object.hasOwn(schemas, kind);

// Documents never change in place, so each is checked once.
const checked = new WeakMap<AnyDocument, Known | null>();

function read(document: AnyDocument, kind: keyof typeof schemas): Known | null {
  const earlier = checked.get(document);
  if (earlier !== undefined) return earlier;
  const outcome = schemas[kind].safeParse(document);
  const known = outcome.success ? outcome.data : null;
  checked.set(document, known);
  return known;
}

/** Reads the records of every database into one book. */
export function readVisits(records: Iterable<StoredRecord>): VisitBook {
  const residents = new Map<string, Kept<Resident>>();
  const conversations: Kept<Conversation>[] = [];
  const steps = new Map<string, Kept<Step>>();
  const results = new Map<string, Kept<StepResult>[]>();
  let locked = 0;

  for (const { database, delivery, document: raw } of records) {
    if (!isKnownKind(raw.kind)) continue;
    const document = read(raw, raw.kind);
    if (!document) locked += 1;
    else if (document.kind === 'resident') residents.set(document._id, { database, delivery, document });
    else if (document.kind === 'conversation') conversations.push({ database, delivery, document });
    else if (document.kind === 'step') steps.set(document._id, { database, delivery, document });
    else {
      const kept = { database, delivery, document };
      const ofStep = results.get(document.step);
      if (ofStep) ofStep.push(kept);
      else results.set(document.step, [kept]);
    }
  }
  return { residents, conversations, steps, results, locked };
}

/** What became of a step: its latest result, also when two devices each wrote one; null while there is none. */
export function latestResult(book: VisitBook, step: string): Kept<StepResult> | null {
  const all = book.results.get(step) ?? [];
  return all.reduce<Kept<StepResult> | null>(
    (latest, one) => (latest && moment(latest.document) > moment(one.document) ? latest : one),
    null
  );
}

/** Sorts documents by time of making; the id decides between equals, so that every device sees one order. */
export const moment = (document: { created: string; _id: string }): string =>
  `${document.created} ${document._id}`;
