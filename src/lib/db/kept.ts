import type * as z from 'zod/mini';
import type { AnyDocument } from '../core/document.ts';
import type { Delivery, StoredRecord } from './records.ts';

/** A document with where it stands: its database, and how far it is on its way. */
export interface Kept<Document> {
  readonly database: string;
  readonly delivery: Delivery;
  readonly document: Document;
}

/** Sorts documents by time of making; the id decides between equals, so that every device sees one order. */
export const moment = (document: { created: string; _id: string }): string =>
  `${document.created} ${document._id}`;

// Documents never change in place, so each is checked once.
const checked = new WeakMap<AnyDocument, object | null>();

/** A stored document as its schema understands it; null when a newer version of the product wrote it. */
function readDocument<Schema extends z.ZodMiniType>(
  document: AnyDocument,
  schema: Schema
): z.infer<Schema> | null {
  const earlier = checked.get(document);
  if (earlier !== undefined) return earlier as z.infer<Schema> | null;
  const outcome = schema.safeParse(document);
  const known = outcome.success ? (outcome.data as z.infer<Schema>) : null;
  checked.set(document, known as object | null);
  return known;
}

/** Documents of several kinds by kind, each as its schema understands it, and how many of them were not understood. */
export function readKinds<Schemas extends Readonly<Record<string, z.ZodMiniType>>>(
  records: Iterable<StoredRecord>,
  schemas: Schemas
): {
  readonly of: { readonly [Kind in keyof Schemas]: Kept<z.infer<Schemas[Kind]>>[] };
  readonly locked: number;
} {
  const of = Object.fromEntries(Object.keys(schemas).map((kind) => [kind, [] as unknown[]]));
  let locked = 0;
  for (const { database, delivery, document: raw } of records) {
    const schema = Object.hasOwn(schemas, raw.kind) ? schemas[raw.kind] : undefined;
    if (!schema) continue;
    const document = readDocument(raw, schema);
    if (document) of[raw.kind]?.push({ database, delivery, document });
    else locked += 1;
  }
  return { of: of as { [Kind in keyof Schemas]: Kept<z.infer<Schemas[Kind]>>[] }, locked };
}
