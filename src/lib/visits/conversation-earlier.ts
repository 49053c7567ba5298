import type { LifeDomain } from '../social-map/life-domain.ts';
import type { Conversation } from './conversation.ts';
import { saysAnything, conversationId, type ConversationDraft } from './conversation-draft.ts';
import { moment, type Kept } from '../db/kept.ts';

/** The life domains that were talked about before, and on which day (`YYYY-MM-DD`). */
export interface EarlierTalk {
  readonly day: string;
  readonly domains: readonly LifeDomain[];
}

/**
 * What was talked about in the last conversation with this resident before the one that is being written down; one in
 * which no domain came up is passed over. Null when there is none.
 */
export function earlierTalk(
  conversations: readonly Kept<Conversation>[],
  { name, resident, day }: Pick<ConversationDraft, 'name' | 'resident' | 'day'>
): EarlierTalk | null {
  let last: Conversation | null = null;
  for (const { document } of conversations) {
    if (document.resident !== resident || document._id === conversationId(name)) continue;
    if ((day !== null && document.day > day) || !document.domains.some(saysAnything)) continue;
    if (!last || order(document) > order(last)) last = document;
  }
  return last && { day: last.day, domains: last.domains.filter(saysAnything).map(({ domain }) => domain) };
}

const order = (conversation: Conversation): string => `${conversation.day} ${moment(conversation)}`;
