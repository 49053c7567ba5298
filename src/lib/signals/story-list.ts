import { moment, type Kept } from '../db/kept.ts';
import { latest } from '../visits/visit-book.ts';
import type { SignalBook } from './signal-book.ts';
import type { Story, StoryConsent } from './story.ts';

/** A story with what holds now about sharing it outside the team. */
export interface StoryLine {
  readonly story: Kept<Story>;
  readonly share: boolean;
  /** The last change of mind; null while it is as it was first told. */
  readonly changed: Kept<StoryConsent> | null;
}

/** Every story, newest first. */
export const storyLines = (book: SignalBook): StoryLine[] =>
  book.stories
    .map((story) => {
      const changed = latest(book.storyConsents.get(story.document._id));
      return { story, share: changed?.document.share ?? story.document.share, changed };
    })
    .sort(
      ({ story: one }, { story: other }) =>
        other.document.day.localeCompare(one.document.day) ||
        moment(other.document).localeCompare(moment(one.document))
    );
