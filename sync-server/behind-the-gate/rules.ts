// Travels into CouchDB as one function: nothing here may ask for more than plain JavaScript.
import { refusal, type Candidate } from '../document-rules.ts';
import { productRoles } from '../identity.ts';

/** Who writes, as CouchDB tells a `validate_doc_update`. */
export interface CouchUser {
  readonly name: string | null;
  readonly roles: readonly string[];
}

/**
 * Why CouchDB may not write a document, null when it may: the gate's rules, as far as CouchDB lets them be known.
 * It tells which revision a document follows, not which of two stands. So it cannot tell the loser of a merge, whose
 * closing is right, from the card that stands; and a past that it has cleared away, or that was never sent, is taken
 * for what the document says of it. The gate knows both, and stands before this.
 */
export function refusalInCouch(
  database: string,
  sent: Candidate,
  stored: Candidate | null,
  user: CouchUser
): string | null {
  if (user.roles.includes('_admin')) return null;
  const document = withoutEmptyHistory(sent);
  const before = stored !== null && stored['_deleted'] !== true ? stored : null;
  const previous = sent['_deleted'] === true ? null : (before ?? (hasPast(document) ? document : null));
  return refusal(document, {
    user: { name: user.name ?? '', roles: productRoles(user.roles) },
    database,
    previous
  });
}

/** CouchDB gives a document that is made a history of nothing. */
function withoutEmptyHistory(sent: Candidate): Candidate {
  const { _revisions: history, ...document } = sent;
  return startOf(history) === 0 ? document : sent;
}

const hasPast = (document: Candidate): boolean => startOf(document['_revisions']) > 1;

const startOf = (history: unknown): number =>
  typeof history === 'object' && history !== null && 'start' in history && typeof history.start === 'number'
    ? history.start
    : -1;
