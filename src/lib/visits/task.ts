import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { freeText, requiredText } from '../core/free-text.ts';

/** Something a worker promised to do, such as calling back. */
export const Promised = z.object({
  ...documentFields,
  kind: z.literal('promise'),
  schema: z.literal(1),
  resident: z.nullable(z.string()),
  what: requiredText('Schrijf op wat je hebt beloofd.'),
  by: z.nullable(z.iso.date('Kies een dag die bestaat.'))
});
export type Promised = z.infer<typeof Promised>;

/** What was done with a task: `of` is the id of the document that asks for it. The latest one counts. */
export const TaskState = z.object({
  ...documentFields,
  kind: z.literal('task-state'),
  schema: z.literal(1),
  of: z.string(),
  state: z.enum(['done', 'later']),
  /** The day until which it rests, when the state is `later`. */
  by: z.nullable(z.iso.date()),
  note: freeText
});
export type TaskState = z.infer<typeof TaskState>;

/** From a day on, the tasks of one worker are another's, until the next such document about the same worker. */
export const Takeover = z.object({
  ...documentFields,
  kind: z.literal('takeover'),
  schema: z.literal(1),
  /** User names. */
  from: z.string(),
  to: z.string(),
  day: z.iso.date()
});
export type Takeover = z.infer<typeof Takeover>;
