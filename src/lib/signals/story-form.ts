import * as z from 'zod/mini';
import { dutchDay } from '../core/clock.ts';
import type { AnyDocument } from '../core/document.ts';
import { ok, type Result } from '../core/result.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { ChosenEntry } from '../visits/conversation.ts';
import { checked } from '../core/checked.ts';
import { Story, StoryConsent, TELLERS } from './story.ts';
import { dayProblems, teamProblems } from './form-problems.ts';

const Share = z.nullable(z.enum(['yes', 'no']));
export type Share = z.infer<typeof Share>;
type Teller = (typeof TELLERS)[number];

/** A story that is being written down; anything may still be missing. */
export const StoryForm = z.object({
  /** The part of the future story's id after its kind. */
  name: z.string(),
  /** Of the team it is for. */
  database: z.nullable(z.string()),
  done: z.string(),
  meant: z.string(),
  teller: z.nullable(z.enum(TELLERS)),
  zone: z.nullable(z.string()),
  entry: z.nullable(ChosenEntry),
  resident: z.nullable(z.string()),
  share: Share,
  day: z.nullable(z.string())
});
export type StoryForm = z.infer<typeof StoryForm>;

export const emptyStory = (author: Pick<Author, 'clock' | 'nextId'>, database: string | null): StoryForm => ({
  name: author.nextId(),
  database,
  done: '',
  meant: '',
  teller: null,
  zone: null,
  entry: null,
  resident: null,
  share: null,
  day: dutchDay(author.clock())
});

/** In the order of the screen. */
const FIELDS = ['done', 'meant', 'teller', 'resident', 'database', 'zone', 'entry', 'day', 'share'];

export function storyDocuments(form: StoryForm, author: Author): Result<AnyDocument[], Problem[]> {
  const said = dayProblems(form.day, dutchDay(author.clock()));
  said.push(...teamProblems(form.database));
  if (form.teller === null) said.push({ path: 'teller', message: 'Kies wie dit vertelt.' });
  if (form.share === null)
    said.push({ path: 'share', message: 'Kies of dit verhaal buiten het team verteld mag worden.' });
  const story = checked(
    Story,
    {
      ...newDocument(author, 'story', form.name),
      day: form.day,
      done: form.done.trim(),
      meant: form.meant.trim(),
      teller: form.teller,
      zone: form.zone,
      entry: form.entry,
      resident: form.resident,
      share: form.share === 'yes'
    },
    said,
    FIELDS
  );
  return story.ok ? ok([story.value]) : story;
}

const WHO: Record<Teller, string> = {
  resident: 'de bewoner',
  volunteer: 'de vrijwilliger',
  worker: 'wie dit vertelt',
  partner: 'wie dit vertelt'
};

/** Whose consent is asked for sharing a story, in words: who tells it, and the resident it is about. */
export function whoConsents(teller: Teller | null, aboutResident: boolean): string {
  if (teller === null) return 'wie dit vertelt';
  return aboutResident && teller !== 'resident' ? `${WHO[teller]} en de bewoner` : WHO[teller];
}

/** A change of mind about sharing a story, today. */
export const consentDocument = (
  story: string,
  share: boolean,
  note: string,
  author: Author
): Result<StoryConsent, Problem[]> =>
  checked(
    StoryConsent,
    {
      ...newDocument(author, 'story-consent'),
      story,
      day: dutchDay(author.clock()),
      share,
      note: note.trim()
    },
    [],
    ['note']
  );
