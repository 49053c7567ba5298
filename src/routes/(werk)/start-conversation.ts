import { goto } from '$app/navigation';
import { draftKey, emptyDraft } from '#lib/visits/conversation-draft.ts';
import type { Conversation } from '#lib/visits/conversation.ts';
import type { Desk } from './desk.ts';

/** Keeps a draft for a conversation with a resident (document id), in which the question may be said, and opens it. */
export async function startConversation(desk: Desk, resident: string, question = ''): Promise<void> {
  const draft = { ...emptyDraft(resident, desk.author), question };
  await desk.session.drafts.save(draftKey(draft.name), draft);
  await goto(`/werk/gesprek/${draft.name}`);
}

/** The same for a conversation that goes on with an earlier one, in the place of the page that asked for it. */
export async function continueConversation(desk: Desk, earlier: Conversation): Promise<void> {
  const { _id: conversation, resident, day, question } = earlier;
  const draft = emptyDraft(resident, desk.author, { conversation, day, question });
  await desk.session.drafts.save(draftKey(draft.name), draft);
  await goto(`/werk/gesprek/${draft.name}`, { replaceState: true });
}
