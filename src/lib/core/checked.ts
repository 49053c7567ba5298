import type * as z from 'zod/mini';
import { fail, ok, type Result } from './result.ts';
import { problemsOf, type Problem } from './author.ts';

/**
 * A document as its schema takes it, or everything that is still to be mended: what the form said itself, then what the
 * schema refuses in other fields. Problems stand in the order of `fields`, which is that of the screen.
 */
export function checked<Schema extends z.ZodMiniType>(
  schema: Schema,
  document: unknown,
  said: readonly Problem[],
  fields: readonly string[]
): Result<z.infer<Schema>, Problem[]> {
  const outcome = schema.safeParse(document);
  const refused = outcome.success ? [] : problemsOf(outcome.error.issues);
  const problems = [...said, ...refused.filter(({ path }) => !said.some((known) => known.path === path))];
  if (outcome.success && problems.length === 0) return ok(outcome.data as z.infer<Schema>);
  return fail(problems.sort((one, other) => fields.indexOf(one.path) - fields.indexOf(other.path)));
}
