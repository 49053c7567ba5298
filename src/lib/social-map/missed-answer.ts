import * as z from 'zod/mini';

/** Rarer questions are shown to nobody: one that is asked once may point at somebody. */
export const LEAST_SHOWN = 3;
export const WEEKS_SHOWN = 8;

/** What `GET /gemist` answers to a curator: what was sought in vain, the most often asked first. */
export const MissedAnswer = z.object({
  questions: z.array(z.object({ words: z.array(z.string()), count: z.int() }))
});
export type MissedAnswer = z.infer<typeof MissedAnswer>;
