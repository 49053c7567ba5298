import type { Doer, Step, StepResult } from '#lib/visits/conversation.ts';
import type { Resident } from '#lib/visits/resident.ts';
import type { LifeDomain } from '#lib/social-map/life-domain.ts';

/** What became of a step, so many days before the moment of filling. `dueIn` only with `later`. */
export interface DemoResult {
  readonly daysAgo: number;
  readonly result: StepResult['result'];
  readonly dueIn?: number;
  readonly note: string;
}

export interface DemoStep {
  readonly rung: Step['rung'];
  readonly what: string;
  readonly doer: Doer;
  /** Days from the moment of filling, negative when it has passed; null without a day. */
  readonly dueIn: number | null;
  readonly entry?: Step['entry'];
  /** What was tried before, for individual provision. */
  readonly tried?: string;
  readonly results?: readonly DemoResult[];
}

export interface DemoConversation {
  readonly daysAgo: number;
  /** A colleague held it; else whoever made the card. */
  readonly by?: string;
  readonly question: string;
  readonly domains: readonly (readonly [LifeDomain, string])[];
  readonly notes: string;
  readonly steps: readonly DemoStep[];
}

/** An invented resident with what happened so far. */
export interface DemoResident {
  readonly team: 'voorstad' | 'bathmen' | 'wmo';
  readonly author: string;
  readonly card: Pick<Resident, 'name' | 'contact' | 'zone' | 'birthYear' | 'household' | 'language'>;
  readonly conversations: readonly DemoConversation[];
}
