import * as z from 'zod/mini';
import { dutchDay } from '../core/clock.ts';
import { documentId } from '../core/document-id.ts';
import type { NextId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { AnyDocument } from '../core/document.ts';
import { LIFE_DOMAINS, type LifeDomain } from '../social-map/life-domain.ts';
import { Rung } from '../social-map/ladder.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';
import { ChosenEntry, Conversation, Doer, Step } from './conversation.ts';
import { Mark } from './mark.ts';

const StepDraft = z.object({
  /** The part of the future step's id after its kind. */
  name: z.string(),
  rung: z.nullable(Rung),
  what: z.string(),
  doer: z.nullable(Doer),
  by: z.nullable(z.string()),
  entry: z.nullable(ChosenEntry),
  /** What was tried on lower rungs; counts for individual provision alone. */
  tried: z.string()
});
export type StepDraft = z.infer<typeof StepDraft>;

const DomainDraft = z.object({
  note: z.string(),
  good: z.string(),
  needed: z.string(),
  going: Mark,
  control: Mark
});
export type DomainDraft = z.infer<typeof DomainDraft>;

/**
 * A conversation that is being written down. It carries the names of the documents to be, so that saving it twice
 * writes the same documents. Anything may still be missing or wrong; `conversationDocuments` judges.
 */
const ConversationDraft = z.object({
  schema: z.literal(2),
  /** The part of the future conversation's id after its kind. */
  name: z.string(),
  /** Id of the resident. */
  resident: z.string(),
  day: z.nullable(z.string()),
  question: z.string(),
  /** What was said by life domain; a domain that nobody opened is not there. */
  domains: z.record(z.string(), DomainDraft),
  notes: z.string(),
  steps: z.array(StepDraft),
  /** The conversation that this one goes on with, and what it was about. */
  follows: z.nullable(z.object({ conversation: z.string(), day: z.string(), question: z.string() }))
});
export type ConversationDraft = z.infer<typeof ConversationDraft>;

/** A draft as it was kept before a domain held more than a note. */
const FirstDraft = z.extend(z.omit(ConversationDraft, { follows: true }), {
  schema: z.literal(1),
  domains: z.record(z.string(), z.string()),
  steps: z.array(z.omit(StepDraft, { tried: true }))
});

/** The conversation in what was kept, of whatever version it is; null when it is something else. */
export function readDraft(kept: unknown): ConversationDraft | null {
  const draft = ConversationDraft.safeParse(kept);
  if (draft.success) return draft.data;
  const first = FirstDraft.safeParse(kept);
  if (!first.success) return null;
  const { domains, steps } = first.data;
  return {
    ...first.data,
    schema: 2,
    domains: Object.fromEntries(
      Object.entries(domains).map(([domain, note]) => [domain, { ...emptyDomain(), note }])
    ),
    steps: steps.map((step) => ({ ...step, tried: '' })),
    follows: null
  };
}

const TRIED_MISSING =
  'Schrijf op wat er al geprobeerd is zonder maatwerk. Is er niets geprobeerd? Schrijf dan op waarom niet.';

const PREFIX = 'conversation:';

/** The key a draft is kept under. */
export const draftKey = (name: string): string => PREFIX + name;

/** The draft's name when `key` is that of a conversation, else null. */
export const draftName = (key: string): string | null =>
  key.startsWith(PREFIX) ? key.slice(PREFIX.length) : null;

/** Id of the conversation that the draft of this name becomes. */
export const conversationId = (name: string): string => documentId('conversation', name);

/** A draft with nothing said yet, on the day of today; `follows` is the conversation it goes on with. */
export const emptyDraft = (
  resident: string,
  author: Pick<Author, 'clock' | 'nextId'>,
  follows: ConversationDraft['follows'] = null
): ConversationDraft => ({
  schema: 2,
  name: author.nextId(),
  resident,
  day: dutchDay(author.clock()),
  question: '',
  domains: {},
  notes: '',
  steps: [],
  follows
});

export const emptyDomain = (): DomainDraft => ({
  note: '',
  good: '',
  needed: '',
  going: null,
  control: null
});

export const emptyStep = (nextId: NextId): StepDraft => ({
  name: nextId(),
  rung: null,
  what: '',
  doer: null,
  by: null,
  entry: null,
  tried: ''
});

/** Whether nothing was filled in: such a step is left out. */
export const isEmptyStep = (step: StepDraft): boolean =>
  step.what.trim() === '' && !step.rung && !step.doer && !step.by && !step.entry;

/** Whether nothing was told yet: nothing is lost when such a draft is not shown. */
export const isEmptyDraft = (draft: ConversationDraft): boolean =>
  draft.question.trim() === '' &&
  draft.notes.trim() === '' &&
  spokenDomains(draft).length === 0 &&
  draft.steps.every(isEmptyStep);

/** The life domains about which anything was filled in. */
export const spokenDomains = (draft: Pick<ConversationDraft, 'domains'>): LifeDomain[] =>
  LIFE_DOMAINS.filter((domain) => {
    const said = draft.domains[domain];
    return said !== undefined && saysAnything(said);
  });

/** Whether anything was said about a domain, in words or in marks. */
export const saysAnything = ({ note, good, needed, going, control }: DomainDraft): boolean =>
  [note, good, needed].some((text) => text.trim() !== '') || going !== null || control !== null;

/** Turns a draft into the documents to save: the conversation and its steps, or what is still to be mended. */
export function conversationDocuments(
  draft: ConversationDraft,
  author: Author
): Result<AnyDocument[], Problem[]> {
  const problems: Problem[] = [];
  const conversation = newDocument(author, 'conversation', draft.name);
  const checkedConversation = Conversation.safeParse({
    ...conversation,
    resident: draft.resident,
    day: draft.day,
    question: draft.question.trim(),
    domains: spokenDomains(draft).map((domain) => domainNote(domain, draft.domains[domain])),
    notes: draft.notes.trim(),
    follows: draft.follows && { conversation: draft.follows.conversation, day: draft.follows.day }
  });
  if (draft.day === null) problems.push({ path: 'day', message: 'Kies de dag van het gesprek.' });
  if (!checkedConversation.success) {
    problems.push(
      ...problemsOf(checkedConversation.error.issues)
        .filter((problem) => problem.path !== 'day' || draft.day !== null)
        .map((problem) => ({ ...problem, path: domainPath(draft, problem.path) }))
    );
  }

  const steps = draft.steps
    .filter((step) => !isEmptyStep(step))
    .map((step) => checkStep(step, draft, author));
  for (const step of steps) if (!step.ok) problems.push(...step.failure);
  if (!checkedConversation.success || problems.length > 0) return fail(problems);
  return ok([checkedConversation.data, ...steps.flatMap((step) => (step.ok ? [step.value] : []))]);
}

function domainNote(domain: LifeDomain, { note, good, needed, going, control } = emptyDomain()) {
  return { domain, note: note.trim(), good: good.trim(), needed: needed.trim(), going, control };
}

function checkStep(step: StepDraft, draft: ConversationDraft, author: Author): Result<Step, Problem[]> {
  const prefix = `steps.${step.name}.`;
  const missing: Problem[] = [];
  if (!step.rung) missing.push({ path: `${prefix}rung`, message: 'Kies op welke trede deze stap staat.' });
  if (!step.doer) missing.push({ path: `${prefix}doer`, message: 'Kies wie de stap zet.' });
  const tried = step.rung === 'individual' ? step.tried.trim() : '';
  if (step.rung === 'individual' && tried === '')
    missing.push({ path: `${prefix}tried`, message: TRIED_MISSING });
  const checked = Step.safeParse({
    ...newDocument(author, 'step', step.name),
    resident: draft.resident,
    conversation: conversationId(draft.name),
    rung: step.rung,
    what: step.what.trim(),
    doer: step.doer,
    by: step.by,
    entry: step.entry,
    tried
  });
  if (checked.success && missing.length === 0) return ok(checked.data);
  const said = problemsOf(checked.error?.issues ?? [], prefix).filter(
    (problem) => !missing.some((known) => known.path === problem.path)
  );
  return fail([...said, ...missing]);
}

/** `domains.0.note` counts the spoken domains; the form knows them by name. */
const domainPath = (draft: ConversationDraft, path: string): string =>
  path.replace(/^domains\.(\d+)\./, (_, place) => `domains.${spokenDomains(draft)[Number(place)]}.`);
