import type { AnyDocument } from '../core/document.ts';
import { ok, type Result } from '../core/result.ts';
import type { Records, SaveFailure } from '../db/records.ts';
import type { Author, Problem } from '../core/author.ts';
import type { Step } from './conversation.ts';
import { saveFailureText } from '../db/save-failure.ts';
import { stepResultDocument, type ResultForm } from './step-result.ts';

/**
 * Saves a conversation with its steps, all together. What was saved before, by a draft that outlived its saving, is a
 * fact and is not written again.
 */
export async function saveConversation(
  records: Records,
  database: string,
  documents: readonly AnyDocument[]
): Promise<Result<void, SaveFailure>> {
  const fresh = documents.filter((document) => !records.get(document._id));
  return fresh.length === 0 ? ok(undefined) : records.save(database, fresh);
}

/** Saves what became of a step; answers what is still to be mended, nothing when it is saved. */
export async function saveResult(
  records: Records,
  database: string,
  step: Step,
  form: ResultForm,
  author: Author
): Promise<readonly Problem[]> {
  const made = stepResultDocument(step, form, author);
  if (!made.ok) return made.failure;
  const saved = await records.save(database, [made.value]);
  if (saved.ok) return [];
  return [
    { path: 'note', message: saveFailureText(saved.failure, 'Wat je typte, staat nog op het scherm.') }
  ];
}
