import type { AnyDocument } from '../core/document.ts';
import { digest } from '../crypto/digest.ts';
import type { Leaf, Revision, Row, SealedDatabase } from './sealed-database.ts';

/** How competing revisions of a document become one; the order of the revisions does not matter. */
export interface Merger {
  merge(revisions: readonly AnyDocument[]): AnyDocument;
  /** Whether all that the revisions say is in their merge, so that those that lost may end. */
  joins(revisions: readonly AnyDocument[]): boolean;
}

/** Raised when a merge would give another outcome, so that versions of the app do not name different merges alike. */
const MERGE_VERSION = 1;

/**
 * Joins a document's competing revisions: the merge becomes a child of the winner, the others end. The names of the
 * new revisions follow from those of the old, so that devices that close the same conflict write the same revisions.
 * Facts are never ended: the one that stands is shown. Answers that document, or null when the merge was written and
 * will be read in its turn. A merge that cannot be written now, on a full disk, is told to `onFailed` and shown all
 * the same; it is tried again when the document is next read.
 */
export async function closeConflict(
  database: SealedDatabase,
  row: Row,
  { merge, joins }: Merger,
  onFailed: (cause: unknown) => void
): Promise<AnyDocument | null> {
  const losers = await Promise.all(row.conflicts.map((rev) => database.leaf(row.id, rev)));
  const leaves = [row, ...losers];
  const readable = leaves.filter(isReadable);
  const documents = readable.map(({ document }) => document);
  if (documents.length === 0) return null;
  if (readable.length < leaves.length || !joins(documents)) return merge(documents);
  const merged = withoutRevision(merge(documents));
  const all = leaves.map(({ rev }) => rev).sort();
  const child = async (leaf: Readable): Promise<Revision> => {
    const deleted = leaf.rev !== row.rev;
    const { start, ids } = await database.history(row.id, leaf.rev);
    const name = await digest(JSON.stringify([MERGE_VERSION, leaf.rev, all]));
    const document = deleted ? tombstone(leaf.document) : merged;
    return { document, deleted, history: { start: start + 1, ids: [name, ...ids] } };
  };
  const revisions = await Promise.all(readable.map(child));
  try {
    await database.graft(revisions);
  } catch (cause) {
    onFailed(cause);
    return merge(documents);
  }
  return null;
}

type Readable = Leaf & { document: AnyDocument };

const isReadable = (leaf: Leaf): leaf is Readable => leaf.document !== null;

function withoutRevision(document: AnyDocument): AnyDocument {
  const rest = { ...document };
  delete rest._rev;
  return rest;
}

/** What is left of a revision that ended: what the server needs to judge it, and nothing that was written in it. */
const tombstone = ({ _id, kind, schema, author, device, created }: AnyDocument): AnyDocument => ({
  _id,
  kind,
  schema,
  author,
  device,
  created
});
