import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { freeText } from '../core/free-text.ts';

/**
 * Two cards turned out to be of one resident: everything about `other` is read as about `resident`. A fact; `undone`
 * takes it back. Neither card loses anything.
 */
export const SameResident = z.object({
  ...documentFields,
  kind: z.literal('same-resident'),
  schema: z.literal(1),
  resident: z.string(),
  other: z.string(),
  undone: z.boolean()
});
export type SameResident = z.infer<typeof SameResident>;

/** A decision on the life of a file: closed, opened again, or kept open although nothing happened for long. */
export const FileState = z.object({
  ...documentFields,
  kind: z.literal('file-state'),
  schema: z.literal(1),
  resident: z.string(),
  day: z.iso.date(),
  state: z.enum(['closed', 'opened', 'kept-open']),
  note: freeText
});
export type FileState = z.infer<typeof FileState>;
