import * as z from 'zod/mini';
import type { SessionRef } from '../agenda/activity.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { checked } from '../core/checked.ts';
import { ok, type Result } from '../core/result.ts';
import type { Kept } from '../db/kept.ts';
import { CountCorrection } from './attendance.ts';

const MOST = 100_000;

/** How many there were, as somebody is putting it right. */
export const CorrectionForm = z.object({
  /** The part of the future document's id after its kind. */
  name: z.string(),
  /** How many there were in all, as it is typed. */
  right: z.string(),
  why: z.string()
});
export type CorrectionForm = z.infer<typeof CorrectionForm>;

export const emptyCorrection = ({ nextId }: Pick<Author, 'nextId'>): CorrectionForm => ({
  name: nextId(),
  right: '',
  why: ''
});

/** A whole number that somebody typed, null when it is none. */
export const wholeNumber = (text: string): number | null =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null;

/**
 * Puts the total of a session right. Kept is by how many it differs from what stood there (`saw`), so that heads that
 * come in later, from another device, still add up.
 */
export function correctionDocuments(
  session: SessionRef,
  saw: number,
  form: CorrectionForm,
  author: Author
): Result<CountCorrection[], Problem[]> {
  const problems: Problem[] = [];
  const right = wholeNumber(form.right);
  if (right === null || right > MOST)
    problems.push({
      path: 'right',
      message: 'Vul met een cijfer in hoeveel mensen er waren, bijvoorbeeld 18.'
    });
  else if (right === saw)
    problems.push({
      path: 'right',
      message: `Dit aantal staat er al. Klopt ${saw}? Dan hoef je niets te doen.`
    });
  if (form.why.trim() === '')
    problems.push({ path: 'why', message: 'Schrijf in een paar woorden op waarom je het verandert.' });
  const correction = checked(
    CountCorrection,
    {
      ...newDocument(author, 'count-correction', form.name),
      session,
      group: 'all',
      saw,
      delta: (right ?? saw) - saw,
      why: form.why.trim()
    },
    problems,
    ['right', 'why']
  );
  return correction.ok ? ok([correction.value]) : correction;
}

/**
 * Whether the latest correction was made from the same number as one of another device: both may have put the same thing
 * right without knowing of each other, and then it was put right twice. A later correction settles it.
 */
export function madeTwice(corrections: readonly Kept<CountCorrection>[]): boolean {
  const documents = corrections.map(({ document }) => document);
  const last = documents.at(-1);
  return documents.some((one) => last && one.saw === last.saw && one.device !== last.device);
}
