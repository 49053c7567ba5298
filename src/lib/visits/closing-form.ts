import * as z from 'zod/mini';
import { dutchDay } from '../core/clock.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { otherTexts, settle } from '../sync/merge.ts';
import { Closing, HELPED, type Arrangement, type Review } from './arrangement.ts';
import { asStored } from './arrangement-form.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';
import type { Step, StepResult } from './conversation.ts';
import type { Kept } from '../db/kept.ts';
import { Mark } from './mark.ts';
import { stepResultDocument } from './step-result.ts';
import { latest } from './visit-book.ts';

/** What becomes of a step that is still open when an arrangement ends. */
export const LAST_RESULTS = ['done', 'not-needed'] as const;

/** The end of an arrangement, as it is written down. */
export const ClosingDraft = z.object({
  /** The part of the future closing's id after its kind. */
  name: z.string(),
  /** Id of the resident. */
  resident: z.string(),
  day: z.nullable(z.string()),
  /** By id of the step. */
  steps: z.record(z.string(), z.nullable(z.enum(LAST_RESULTS))),
  helped: z.nullable(z.enum(HELPED)),
  going: Mark,
  control: Mark,
  changed: z.string()
});
export type ClosingDraft = z.infer<typeof ClosingDraft>;

/**
 * The end of an arrangement today, with nothing said yet but the marks of `reviews` (of anybody) in which this resident
 * looked back today: what was told once is not asked again.
 */
export function newClosing(
  resident: string,
  reviews: readonly Kept<Review>[],
  author: Pick<Author, 'clock' | 'nextId'>
): ClosingDraft {
  const day = dutchDay(author.clock());
  const today = reviews.filter(({ document }) => document.resident === resident && document.day === day);
  const review = latest(today)?.document;
  return {
    name: author.nextId(),
    resident,
    day,
    steps: {},
    helped: null,
    going: review?.going ?? null,
    control: review?.control ?? null,
    changed: ''
  };
}

/** Where the answer about an open step stands in the form. */
export const stepPath = (step: string): string => `step-${step}`;

/**
 * The closing, what became of the steps that were still `open`, and the resident's arrangements (`cards`), emptied. The
 * closing takes over what was agreed, every text of it, and keeps it for good; so the one card of a resident begins the
 * next arrangement with nothing in it, and what a colleague wrote meanwhile stands out as not closed.
 */
export function closingDocuments(
  draft: ClosingDraft,
  open: readonly Step[],
  cards: readonly Arrangement[],
  author: Author
): Result<readonly [Closing, ...(StepResult | Arrangement)[]], readonly Problem[]> {
  const problems = missing(draft, open);
  const closing = Closing.safeParse({
    ...newDocument(author, 'closing', draft.name),
    resident: draft.resident,
    day: draft.day,
    helped: draft.helped,
    going: draft.going,
    control: draft.control,
    changed: draft.changed.trim(),
    goal: allTexts(cards, 'goal'),
    agreed: allTexts(cards, 'agreed')
  });
  if (!closing.success) {
    problems.push(
      ...problemsOf(closing.error.issues).filter(({ path }) => !problems.some((one) => one.path === path))
    );
  }
  const results = open.map((step) => lastResult(step, draft.steps[step._id] ?? null, author));
  for (const result of results) if (result && !result.ok) problems.push(...result.failure);
  if (!closing.success || problems.length > 0) return fail(problems);
  return ok([
    closing.data,
    ...results.flatMap((result) => (result?.ok ? [result.value] : [])),
    ...cards.map((card) => emptied(asStored(card), author))
  ]);
}

function missing({ day, helped, steps }: ClosingDraft, open: readonly Step[]): Problem[] {
  const problems: Problem[] = open
    .filter(({ _id }) => !steps[_id])
    .map(({ _id, what }) => ({
      path: stepPath(_id),
      message: `Kies of deze stap gedaan is, of niet meer nodig: ${what}`
    }));
  if (helped === null)
    problems.push({ path: 'helped', message: 'Kies of de bewoner goed geholpen is, of ‘Niet gevraagd’.' });
  if (day === null) problems.push({ path: 'day', message: 'Kies op welke dag jullie afsluiten.' });
  return problems;
}

const lastResult = (step: Step, result: (typeof LAST_RESULTS)[number] | null, author: Author) =>
  result && stepResultDocument(step, { result, by: null, note: '' }, author);

/** Everything that stands in a field of the cards, also texts that nobody chose between. */
const allTexts = (cards: readonly Arrangement[], field: 'goal' | 'agreed'): string =>
  cards
    .flatMap((card) => [card[field], ...otherTexts(card, field).map(({ text }) => text)])
    .filter((text) => text !== '')
    .join('\n\n');

/** A field that says nothing is left alone, so that it does not stand over what a colleague writes in it meanwhile. */
const emptied = (card: Arrangement, author: Author): Arrangement =>
  (['goal', 'agreed', 'review'] as const).reduce<Arrangement>((left, field) => {
    const empty = field === 'review' ? null : '';
    return card[field] === empty && !card.kept[field] ? left : settle(left, field, empty, author.stamps);
  }, card);
