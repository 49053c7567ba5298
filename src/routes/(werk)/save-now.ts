import type { AnyDocument } from '#lib/core/document.ts';
import { saveFailureText } from '#lib/db/save-failure.ts';
import type { Desk } from './desk.ts';

/** Saves what one tap tells; answers what to say when that did not work, null when it did. */
export async function saveNow(
  desk: Desk,
  database: string,
  documents: readonly AnyDocument[]
): Promise<string | null> {
  const saved = await desk.session.records.save(database, documents);
  return saved.ok ? null : saveFailureText(saved.failure, 'Wat er stond, staat er nog.');
}
