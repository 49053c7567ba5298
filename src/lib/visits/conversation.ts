import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { LifeDomain } from '../social-map/life-domain.ts';
import { Rung } from '../social-map/ladder.ts';
import { Mark } from './mark.ts';
import { freeText, requiredText } from '../core/free-text.ts';

/** What was said about one life domain, and the resident's own marks. The earliest documents hold the note alone. */
export const DomainNote = z.object({
  domain: LifeDomain,
  note: freeText,
  good: z._default(freeText, ''),
  needed: z._default(freeText, ''),
  going: z._default(Mark, null),
  control: z._default(Mark, null)
});
export type DomainNote = z.infer<typeof DomainNote>;

/** A kitchen-table conversation: a fact, written once. A correction is a new document. */
export const Conversation = z.object({
  ...documentFields,
  kind: z.literal('conversation'),
  schema: z.literal(1),
  resident: z.string(),
  day: z.iso.date(),
  question: requiredText('Schrijf in een paar woorden op waar het gesprek over ging.'),
  domains: z.array(DomainNote),
  notes: freeText,
  /** The earlier conversation (id and day) that this one goes on with. The earliest documents do not have it. */
  follows: z._default(z.nullable(z.object({ conversation: z.string(), day: z.iso.date() })), null)
});
export type Conversation = z.infer<typeof Conversation>;

export const DOERS = ['resident', 'network', 'volunteer', 'organisation', 'municipality'] as const;
export const Doer = z.enum(DOERS);
export type Doer = z.infer<typeof Doer>;

export const DOER_NAMES: Record<Doer, string> = {
  resident: 'De bewoner zelf',
  network: 'Familie, vrienden of buren',
  volunteer: 'Een vrijwilliger',
  organisation: 'Een organisatie',
  municipality: 'De gemeente'
};

/** An entry of the map as it was when it was chosen, so that it can be read when the entry is gone. */
export const ChosenEntry = z.object({ id: z.string(), name: z.string(), phone: z.nullable(z.string()) });
export type ChosenEntry = z.infer<typeof ChosenEntry>;

/** A step that was agreed in a conversation. How it went is told by `step-result` documents. */
export const Step = z.object({
  ...documentFields,
  kind: z.literal('step'),
  schema: z.literal(1),
  resident: z.string(),
  conversation: z.string(),
  rung: Rung,
  what: requiredText('Schrijf op wat er gaat gebeuren.'),
  doer: Doer,
  by: z.nullable(z.iso.date('Kies een dag die bestaat.')),
  entry: z.nullable(ChosenEntry),
  /** For individual provision: what was tried on lower rungs. The earliest documents do not have it. */
  tried: z._default(freeText, '')
});
export type Step = z.infer<typeof Step>;

/** What became of a step, on a day. The latest one counts. */
export const StepResult = z.object({
  ...documentFields,
  kind: z.literal('step-result'),
  schema: z.literal(1),
  resident: z.string(),
  step: z.string(),
  day: z.iso.date(),
  /** `not-needed`: it need not be done any more, as when an arrangement ends. */
  result: z.enum(['done', 'not-done', 'not-needed', 'later']),
  /** The new day, when the result is `later`. */
  by: z.nullable(z.iso.date()),
  note: freeText
});
export type StepResult = z.infer<typeof StepResult>;
