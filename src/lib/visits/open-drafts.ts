import type { Clock } from '../core/clock.ts';
import type { Drafts, Records } from '../db/records.ts';
import {
  conversationId,
  draftKey,
  isEmptyDraft,
  readDraft,
  type ConversationDraft
} from './conversation-draft.ts';

/** A conversation that somebody is still writing down. `changed` is milliseconds since 1970. */
export type OpenDraft = ConversationDraft & { readonly changed: number };

/** How long a draft in which nothing was told yet is kept, in milliseconds: its form may still be open. */
const EMPTY_FOR = 24 * 60 * 60_000;

/**
 * The conversations being written down in which something was told, last changed first. A draft that outlived its
 * saving, because the browser ended just then, is removed: what is added to it would never be saved.
 */
export async function openDrafts(
  drafts: Drafts,
  records: Pick<Records, 'get'>,
  clock: Clock
): Promise<OpenDraft[]> {
  const open: OpenDraft[] = [];
  for (const { value, changed } of await drafts.list()) {
    const draft = readDraft(value);
    if (!draft) continue;
    const { name } = draft;
    const empty = isEmptyDraft(draft);
    if (records.get(conversationId(name)) || (empty && clock() - changed > EMPTY_FOR)) {
      await drafts.remove(draftKey(name));
    } else if (!empty) open.push({ ...draft, changed });
  }
  return open.sort((one, other) => other.changed - one.changed);
}
