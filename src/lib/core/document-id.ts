/** Id of a document of `kind` by its own name within that kind. */
export const documentId = <Kind extends string>(kind: Kind, name: string): `${Kind}:${string}` =>
  `${kind}:${name}`;

/** The part of an id after its kind, which stands in addresses: `service:83…` → `83…`. */
export const nameOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** The kind an id speaks of: `service:83…` → `service`. */
export const kindOf = (id: string): string => id.slice(0, id.indexOf(':'));
