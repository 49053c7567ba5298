import type * as z from 'zod/mini';

/** Reads what was kept of a form; null when it is no draft of this form. */
export const keptDraft =
  <Schema extends z.ZodMiniType>(schema: Schema) =>
  (kept: unknown): z.infer<Schema> | null => {
    const draft = schema.safeParse(kept);
    return draft.success ? (draft.data as z.infer<Schema>) : null;
  };
