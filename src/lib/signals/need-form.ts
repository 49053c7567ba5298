import * as z from 'zod/mini';
import { documentId, nameOf } from '../core/document.ts';
import type { NextId } from '../core/id.ts';
import type { Result } from '../core/result.ts';
import { begin, edit, settle } from '../sync/merge.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { ChosenEntry } from '../visits/conversation.ts';
import type { Kept } from '../db/kept.ts';
import { checked } from '../core/checked.ts';
import { teamProblems } from './form-problems.ts';
import type { CollectiveQuestion } from './collective-need.ts';
import { CollectiveNeed, type CollectiveNeedFields } from './collective-need.ts';

/** The fields of a collective need that the team edits, in the order of the screen. */
const FIELDS = ['what', 'zone', 'theme', 'plan', 'entry'] as const;

export const NEED_FIELD_NAMES: Record<'what' | 'zone' | 'theme' | 'plan', string> = {
  what: 'Waar het over gaat',
  zone: 'Wijk',
  theme: 'Thema',
  plan: 'Wat we ermee doen'
};

/**
 * A collective need that is being filled in or changed. `base` is the card as it was when that began, null for a new one;
 * `name` is the part of the card's id after its kind, so that saving twice makes one card.
 */
export const NeedDraft = z.object({
  name: z.string(),
  /** Of the team it is for. */
  database: z.nullable(z.string()),
  base: z.nullable(CollectiveNeed),
  what: z.string(),
  zone: z.nullable(z.string()),
  theme: z.nullable(z.string()),
  plan: z.string(),
  entry: z.nullable(ChosenEntry)
});
export type NeedDraft = z.infer<typeof NeedDraft>;

/**
 * A draft of a new need. One whose card (document id) is there already outlived its saving, because the browser ended
 * just then: going on would change that card.
 */
export const newNeedDraft = (isThere: (id: string) => boolean) =>
  NeedDraft.check(z.refine((draft) => !isThere(needId(draft))));

/** Under which the draft of a new need is kept. */
export const NEED_DRAFT = 'collective-need:new';

/** Id of the card that a draft becomes. */
export const needId = (draft: NeedDraft): string => documentId('collective-need', draft.name);

export const newNeed = (
  nextId: NextId,
  database: string | null,
  said: Partial<CollectiveNeedFields> = {}
): NeedDraft => ({
  name: nextId(),
  database,
  base: null,
  what: '',
  zone: null,
  theme: null,
  plan: '',
  entry: null,
  ...said
});

export const needToEdit = ({ document: need, database }: Kept<CollectiveNeed>): NeedDraft => ({
  name: nameOf(need._id),
  database,
  base: need,
  what: need.what,
  zone: need.zone,
  theme: need.theme,
  plan: need.plan,
  entry: need.entry
});

/**
 * The card to save. Changes are made to the card they began with: what came in since is merged when it is saved, and a
 * text that somebody else changed meanwhile is kept beside this one.
 */
export function needDocuments(draft: NeedDraft, author: Author): Result<CollectiveNeed[], Problem[]> {
  const { base, zone, theme, entry } = draft;
  const fields = { what: draft.what.trim(), zone, theme, plan: draft.plan.trim(), entry };
  const card = base
    ? edit(base, fields, author.stamps)
    : begin(
        { ...newDocument(author, 'collective-need', draft.name), ...fields, stamps: {}, seen: {}, kept: {} },
        FIELDS,
        author.stamps
      );
  const need = checked(CollectiveNeed, card, teamProblems(draft.database), ['database', ...FIELDS]);
  return need.ok ? { ok: true, value: [need.value] } : need;
}

/** The card with a field as a person chose it out of texts that were written at the same time. */
export const settleNeed = (
  need: CollectiveNeed,
  field: keyof typeof NEED_FIELD_NAMES,
  text: string,
  author: Author
): Result<CollectiveNeed, readonly Problem[]> => {
  const nothing = text === '' && (field === 'zone' || field === 'theme');
  return checked(CollectiveNeed, settle(need, field, nothing ? null : text, author.stamps), [], FIELDS);
};

/** The fact that a question belongs to a need, or that it is taken out again. */
export const questionDocument = (
  need: string,
  of: string,
  belongs: boolean,
  author: Author
): CollectiveQuestion => ({ ...newDocument(author, 'collective-question'), need, of, gone: !belongs });
