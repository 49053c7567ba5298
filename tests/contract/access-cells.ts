import type { Kind } from '#lib/roles/can.ts';
import type { Role } from '#lib/roles/user.ts';
import { userOf } from './access-server.ts';
import { OPERATIONS, WRITES, type Operation } from './reviewed-access.ts';

const KINDS = Object.keys(WRITES) as Kind[];
export const WAYS = ['_bulk_docs', '_bulk_docs, new_edits=false', 'PUT'] as const;
export type Way = (typeof WAYS)[number];

/** One thing that is tried with one kind of document. */
export interface Cell {
  readonly kind: Kind;
  readonly operation: Operation;
}
export const CELLS: readonly Cell[] = KINDS.flatMap((kind) =>
  OPERATIONS.map((operation) => ({ kind, operation }))
);

export const OTHER = 'iemand-anders';
export const isNew = (operation: Operation) => operation.startsWith('make');

/** What stands before the operation, and what is sent. The content is thin: who may write is judged before it. */
export function documentsOf({ kind, operation }: Cell, role: Role, way: Way, rev: string | null) {
  const name = `${role}-${WAYS.indexOf(way)}-${OPERATIONS.indexOf(operation)}`;
  const owner = operation.endsWith('own') || operation === 'make' ? userOf(role).name : OTHER;
  const standing = {
    _id: `${kind}:${name}`,
    kind,
    schema: 1,
    author: owner,
    device: 'toestel',
    created: '2026-11-20T10:00:00.000Z'
  };
  const replicated = way === '_bulk_docs, new_edits=false';
  const history =
    rev === null
      ? replicated
        ? { _rev: '1-aa', _revisions: { start: 1, ids: ['aa'] } }
        : {}
      : replicated
        ? { _rev: '2-bb', _revisions: { start: 2, ids: ['bb', rev.slice(2)] } }
        : { _rev: rev };
  const sent = operation.startsWith('remove')
    ? { _id: standing._id, _deleted: true, ...history }
    : { ...standing, ...(operation === 'take over other' ? { author: userOf(role).name } : {}), ...history };
  return { standing, sent };
}
