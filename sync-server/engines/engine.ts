import { SERVER_NAME } from '#lib/roles/user.ts';
/** Who an engine request is made for, as CouchDB's user context names it. */
export interface Identity {
  readonly name: string;
  readonly roles: readonly string[];
}

/** The server itself. */
export const SERVER: Identity = { name: SERVER_NAME, roles: ['_admin'] };

/**
 * A store that speaks CouchDB's HTTP. Addresses are relative to the engine's own root:
 * `http://engine/team-voorstad/_changes?since=0`. Real CouchDB and the embedded engine are both of this type.
 */
export interface Engine {
  readonly kind: 'embedded' | 'couchdb';
  /** The engine as one caller meets it: `_security` and document rules apply to that identity. */
  as(identity: Identity): (request: Request) => Promise<Response>;
  /** Ends running requests and lets go of files. */
  close(): Promise<void>;
}

/** Whether a document may be written; throws nothing, answers a reason in Dutch to refuse it. */
export type DocumentGuard = (
  document: Record<string, unknown>,
  previous: Record<string, unknown> | null,
  identity: Identity
) => string | null;
