import { forbidden, badRequest, tooLarge, type Refusal } from '../answers.ts';
import { DOCUMENT_LIMIT, isObject, type JsonObject } from '../body.ts';

const REVISION = /^[1-9]\d{0,8}-[0-9A-Za-z_]{1,64}$/;
const HASH = /^[0-9A-Za-z_]{1,64}$/;
const LONGEST_HISTORY = 1000;

/** Fields with an underscore that a client may send; every other one is CouchDB's own. */
const KNOWN = new Set(['_id', '_rev', '_deleted', '_revisions', '_attachments']);
/** Fields that CouchDB adds to what it answers and that a client may send back without meaning anything. */
const ANSWERED = new Set(['_conflicts', '_deleted_conflicts', '_revs_info', '_local_seq']);

export const isRevision = (value: unknown): value is string =>
  typeof value === 'string' && REVISION.test(value);

/** An id that documents can have; `_design/…` among them, `_local/…` not. */
export const isDocumentId = (id: string): boolean =>
  id !== '' && id.length <= 1024 && id.isWellFormed() && (!id.startsWith('_') || /^_design\/./.test(id));

/** `_local/…` ids, without those in which PouchDB keeps notes to itself. */
export const isLocalId = (id: string): boolean =>
  /^_local\/./.test(id) &&
  id.length <= 1024 &&
  id.isWellFormed() &&
  !/^_local\/(_pouch_|compaction$|purges$)/.test(id);

export const revisionOf = ({ start, ids }: { start: number; ids: readonly string[] }): string =>
  `${start}-${ids[0]}`;

/** Why a document can never be stored in this form, or `null`. */
export function flawOf(document: JsonObject, newEdits: boolean): Refusal | null {
  const { _id: id, _rev: rev, _revisions: history, _deleted: deleted, _attachments: attachments } = document;
  if (typeof id !== 'string' || !isDocumentId(id))
    return badRequest('Only reserved document ids may start with underscore.');
  const reserved = Object.keys(document).find((key) => key.startsWith('_') && !KNOWN.has(key));
  if (reserved) return forbidden(`Bad special document member: ${reserved}`);
  if (deleted !== undefined && typeof deleted !== 'boolean')
    return badRequest('_deleted must be true or false');
  if (rev !== undefined && !isRevision(rev)) return badRequest('Invalid rev format');
  if (history !== undefined && !isHistory(history)) return badRequest('Invalid _revisions');
  if (!newEdits && rev === undefined && history === undefined)
    return badRequest('A replicated document needs a _rev');
  if (isHistory(history) && rev !== undefined && revisionOf(history) !== rev)
    return badRequest('_rev and _revisions differ');
  if (isObject(attachments) ? Object.keys(attachments).length > 0 : attachments !== undefined)
    return forbidden('Bijlagen kunnen niet worden bewaard. De tekst wel: verstuur het zonder bijlage.');
  return null;
}

/** Whether a document alone exceeds what one request may hold. */
export const isTooLarge = (document: JsonObject): boolean =>
  Buffer.byteLength(JSON.stringify(document)) > DOCUMENT_LIMIT;

export const documentTooLarge = (): Refusal => tooLarge('Dit is te groot om te bewaren (meer dan 8 MB).');

/** The document as it is stored: without the fields that only answers have, and without an empty attachment list. */
export const withoutAnswered = (document: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(document).filter(
      ([key, value]) =>
        !ANSWERED.has(key) && !(key === '_attachments' && isObject(value) && Object.keys(value).length === 0)
    )
  );

export interface History {
  readonly start: number;
  readonly ids: readonly string[];
}

function isHistory(value: unknown): value is History {
  if (!isObject(value)) return false;
  const { start, ids } = value;
  return (
    typeof start === 'number' &&
    Number.isInteger(start) &&
    start <= 999_999_999 &&
    Array.isArray(ids) &&
    ids.length >= 1 &&
    ids.length <= Math.min(start, LONGEST_HISTORY) &&
    ids.every((id) => typeof id === 'string' && HASH.test(id))
  );
}
