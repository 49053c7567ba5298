import type { StoredRecord } from '../db/records.ts';
import { readKinds, type Kept } from '../db/kept.ts';
import { CollectiveNeed, CollectiveQuestion } from './collective-need.ts';
import { CaseLesson, LearningCase } from './learning-case.ts';
import { Signal, SignalSeen } from './signal.ts';
import { Story, StoryConsent } from './story.ts';

export const SIGNAL_SCHEMAS = {
  signal: Signal,
  'signal-seen': SignalSeen,
  story: Story,
  'story-consent': StoryConsent,
  'collective-need': CollectiveNeed,
  'collective-question': CollectiveQuestion,
  'learning-case': LearningCase,
  'case-lesson': CaseLesson
} as const;

/** What a team saw, told, gathered and learned, beside the files of residents. */
export interface SignalBook {
  readonly signals: readonly Kept<Signal>[];
  /** By signal id, in no order. */
  readonly seen: ReadonlyMap<string, readonly Kept<SignalSeen>[]>;
  readonly stories: readonly Kept<Story>[];
  /** By story id, in no order. */
  readonly storyConsents: ReadonlyMap<string, readonly Kept<StoryConsent>[]>;
  readonly needs: ReadonlyMap<string, Kept<CollectiveNeed>>;
  /** By need id, in no order. */
  readonly questions: ReadonlyMap<string, readonly Kept<CollectiveQuestion>[]>;
  readonly cases: ReadonlyMap<string, Kept<LearningCase>>;
  /** By case id, in no order. */
  readonly lessons: ReadonlyMap<string, readonly Kept<CaseLesson>[]>;
  readonly locked: number;
}

export function readSignals(records: Iterable<StoredRecord>): SignalBook {
  const { of, locked } = readKinds(records, SIGNAL_SCHEMAS);
  return {
    signals: of.signal,
    seen: Map.groupBy(of['signal-seen'], ({ document }) => document.signal),
    stories: of.story,
    storyConsents: Map.groupBy(of['story-consent'], ({ document }) => document.story),
    needs: new Map(of['collective-need'].map((one) => [one.document._id, one])),
    questions: Map.groupBy(of['collective-question'], ({ document }) => document.need),
    cases: new Map(of['learning-case'].map((one) => [one.document._id, one])),
    lessons: Map.groupBy(of['case-lesson'], ({ document }) => document.case),
    locked
  };
}
