import { goto } from '$app/navigation';
import { draftKey, emptyDraft } from '#lib/visits/conversation-draft.ts';
import type { Desk } from './desk.ts';

/** Keeps an empty draft for a conversation with a resident (document id) and opens it. */
export async function startConversation(desk: Desk, resident: string): Promise<void> {
  const draft = emptyDraft(resident, desk.author);
  await desk.session.drafts.save(draftKey(draft.name), draft);
  await goto(`/werk/gesprek/${draft.name}`);
}
