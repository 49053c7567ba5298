import * as z from 'zod/mini';
import { dutchDay } from '../core/clock.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';
import { FileState } from './resident-file.ts';

/** A decision on a file, as it is filled in. `name` is the part of the document's id after its kind. */
export const FileStateForm = z.object({
  name: z.string(),
  state: z.enum(['closed', 'opened', 'kept-open']),
  note: z.string()
});
export type FileStateForm = z.infer<typeof FileStateForm>;

/** The fact that a form tells about a resident (document id), today. Closing asks why. */
export function fileStateDocuments(
  { name, state, note }: FileStateForm,
  resident: string,
  author: Author
): Result<FileState[], Problem[]> {
  if (state === 'closed' && note.trim() === '') {
    return fail([{ path: 'note', message: 'Schrijf in een paar woorden op waarom je het dossier afsluit.' }]);
  }
  const checked = FileState.safeParse({
    ...newDocument(author, 'file-state', name),
    resident,
    day: dutchDay(author.clock()),
    state,
    note: note.trim()
  });
  return checked.success ? ok([checked.data]) : fail(problemsOf(checked.error.issues));
}
