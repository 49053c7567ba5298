import * as z from 'zod/mini';

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

/** Id of a document of `kind` by its own name within that kind. */
export const documentId = <Kind extends string>(kind: Kind, name: string): `${Kind}:${string}` =>
  `${kind}:${name}`;

/** The part of an id after its kind, which stands in addresses: `service:83…` → `83…`. */
export const nameOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** The kind an id speaks of: `service:83…` → `service`. */
export const kindOf = (id: string): string => id.slice(0, id.indexOf(':'));
