import type { Clock } from '../core/clock.ts';
import type { Draft, Drafts, Records } from '../db/records.ts';
import { conversationId, draftName, isEmptyDraft, readDraft } from './conversation-draft.ts';
import { isEmptyReport, reportDraftName, ReportForm, reportId, residentOf } from './report-form.ts';

/** What somebody is still writing down, and can go on with. */
export interface OpenDraft {
  readonly kind: 'conversation' | 'report';
  /** Of the draft, in the address of its form. */
  readonly name: string;
  /** Document id; null when it is not known whose it is, or there is no card yet. */
  readonly resident: string | null;
  readonly question: string;
  /** Milliseconds since 1970. */
  readonly changed: number;
}

interface Begun extends OpenDraft {
  /** Of the document that it becomes. */
  readonly id: string;
  readonly empty: boolean;
}

/** How long a draft in which nothing was told yet is kept, in milliseconds: its form may still be open. */
const EMPTY_FOR = 24 * 60 * 60_000;

/**
 * The conversations and reports being written down in which something was told, last changed first. A draft that
 * outlived its saving, because the browser ended just then, is removed: what is added to it would never be saved.
 */
export async function openDrafts(
  drafts: Drafts,
  records: Pick<Records, 'get'>,
  clock: Clock
): Promise<OpenDraft[]> {
  const open: OpenDraft[] = [];
  for (const draft of await drafts.list()) {
    const begun = begunIn(draft);
    if (!begun) continue;
    const { id, empty, ...shown } = begun;
    if (records.get(id) || (empty && clock() - shown.changed > EMPTY_FOR)) await drafts.remove(draft.key);
    else if (!empty) open.push(shown);
  }
  return open.sort((one, other) => other.changed - one.changed);
}

/** Null when it is a draft of something else. */
const begunIn = (draft: Draft): Begun | null => conversationIn(draft) ?? reportIn(draft);

function conversationIn({ key, value, changed }: Draft): Begun | null {
  const name = draftName(key);
  const draft = name === null ? null : readDraft(value);
  if (name === null || draft === null) return null;
  const { resident, question } = draft;
  const [id, empty] = [conversationId(draft.name), isEmptyDraft(draft)];
  return { kind: 'conversation', name, id, resident, question, changed, empty };
}

function reportIn({ key, value, changed }: Draft): Begun | null {
  const name = reportDraftName(key);
  const form = ReportForm.safeParse(value);
  if (name === null || !form.success) return null;
  const { name: report, question, whose } = form.data;
  const resident = whose === 'resident' ? residentOf(form.data) : null;
  const [id, empty] = [reportId(report), isEmptyReport(form.data)];
  return { kind: 'report', name, id, resident, question, changed, empty };
}
