import * as z from 'zod/mini';

export { documentId, kindOf, nameOf } from './document-id.ts';

/**
 * The fields that every stored document has. `_id` is `kind:…` and holds nothing personal, `author` is a user name,
 * `device` the id of the device it was written on (`server` for the server), `created` a moment in UTC.
 */
export const documentFields = {
  _id: z.string(),
  _rev: z.optional(z.string()),
  author: z.string(),
  device: z.string(),
  created: z.iso.datetime()
};

/** What can be said of any document, also of one that this version does not understand. */
export const AnyDocument = z.looseObject({ ...documentFields, kind: z.string(), schema: z.int() });
export type AnyDocument = z.infer<typeof AnyDocument>;
