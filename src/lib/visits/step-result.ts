import { dutchDay } from '../core/clock.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';
import { StepResult, type Step } from './conversation.ts';

export const RESULT_NAMES: Record<StepResult['result'], string> = {
  done: 'Gedaan',
  'not-done': 'Niet gelukt',
  'not-needed': 'Niet meer nodig',
  later: 'Later'
};

/** What a worker tells about a step. `by` is the new day when it is put off. */
export interface ResultForm {
  readonly result: StepResult['result'];
  readonly by: string | null;
  readonly note: string;
}

/** The document that tells what became of a step today. */
export function stepResultDocument(
  step: Step,
  form: ResultForm,
  author: Author
): Result<StepResult, Problem[]> {
  if (form.result === 'later' && form.by === null) {
    return fail([{ path: 'by', message: 'Kies tot welke dag je deze stap uitstelt.' }]);
  }
  const checked = StepResult.safeParse({
    ...newDocument(author, 'step-result'),
    resident: step.resident,
    step: step._id,
    day: dutchDay(author.clock()),
    result: form.result,
    by: form.result === 'later' ? form.by : null,
    note: form.note.trim()
  });
  return checked.success ? ok(checked.data) : fail(problemsOf(checked.error.issues));
}
