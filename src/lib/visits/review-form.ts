import * as z from 'zod/mini';
import { checked } from '../core/checked.ts';
import { dutchDay } from '../core/clock.ts';
import { ok, type Result } from '../core/result.ts';
import { Review, type Arrangement } from './arrangement.ts';
import { changedArrangement } from './arrangement-form.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { Mark } from './mark.ts';

/** Looking back, as it is written down. `review` is the next day to do so, when that is what comes `next`. */
export const ReviewDraft = z.object({
  /** The part of the future review's id after its kind. */
  name: z.string(),
  /** Id of the resident. */
  resident: z.string(),
  day: z.nullable(z.string()),
  told: z.string(),
  going: Mark,
  control: Mark,
  next: z.nullable(z.enum(['again', 'close'])),
  review: z.nullable(z.string())
});
export type ReviewDraft = z.infer<typeof ReviewDraft>;

/** Looking back today, with nothing said yet. */
export const newReview = (resident: string, author: Pick<Author, 'clock' | 'nextId'>): ReviewDraft => ({
  name: author.nextId(),
  resident,
  day: dutchDay(author.clock()),
  told: '',
  going: null,
  control: null,
  next: null,
  review: null
});

/** In the order of the screen. */
const FIELDS = ['told', 'going', 'control', 'day', 'next', 'review'];

/** The review, and the arrangement (`card`, null when there is none) with the next day to look back. */
export function reviewDocuments(
  draft: ReviewDraft,
  card: Arrangement | null,
  author: Author
): Result<readonly [Review, ...Arrangement[]], readonly Problem[]> {
  const document = {
    ...newDocument(author, 'review', draft.name),
    resident: draft.resident,
    day: draft.day,
    told: draft.told.trim(),
    going: draft.going,
    control: draft.control
  };
  const review = checked(Review, document, missing(draft), FIELDS);
  if (!review.ok) return review;
  if (draft.next === 'close') return ok([review.value]);
  const arrangement = changedArrangement(card, draft.resident, { review: draft.review }, author);
  return arrangement.ok ? ok([review.value, arrangement.value]) : arrangement;
}

function missing({ day, told, going, control, next, review }: ReviewDraft): Problem[] {
  const problems: Problem[] = [];
  if (day === null) problems.push({ path: 'day', message: 'Kies op welke dag jullie terugkeken.' });
  if (told.trim() === '' && going === null && control === null)
    problems.push({ path: 'told', message: 'Schrijf op hoe het gaat, of kies een cijfer.' });
  if (next === null) problems.push({ path: 'next', message: 'Kies hoe jullie verder gaan.' });
  if (next === 'again' && review === null)
    problems.push({ path: 'review', message: 'Kies wanneer jullie weer terugkijken.' });
  return problems;
}
