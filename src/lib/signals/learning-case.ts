import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { freeText, requiredText } from '../core/free-text.ts';

/**
 * A case for the joint case talk, made anonymous by a worker. `teams` are the other teams that the courier brings it to;
 * it arrives there under the same id.
 */
export const LearningCase = z.object({
  ...documentFields,
  kind: z.literal('learning-case'),
  schema: z.literal(1),
  day: z.iso.date(),
  title: requiredText('Geef de casus een naam waaraan niemand te herkennen is.'),
  situation: requiredText('Schrijf op wat er speelt, zonder namen.'),
  question: requiredText('Schrijf op wat je aan je collega’s vraagt.'),
  /** Team that it comes from. */
  team: z.string(),
  teams: z.array(z.string())
});
export type LearningCase = z.infer<typeof LearningCase>;

/** What was learned in the case talk. The courier brings it to every team that has the case. */
export const CaseLesson = z.object({
  ...documentFields,
  kind: z.literal('case-lesson'),
  schema: z.literal(1),
  case: z.string(),
  day: z.iso.date(),
  learned: freeText
});
export type CaseLesson = z.infer<typeof CaseLesson>;
