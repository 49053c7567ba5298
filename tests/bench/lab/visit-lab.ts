import PouchDB from 'pouchdb-core';
import { app } from '#lib/app.ts';
import type { OpenSession } from '#lib/lock/lock.ts';
import type { Author } from '#lib/visits/author.ts';
import { conversationDocuments, emptyDraft, type ConversationDraft } from '#lib/visits/conversation-draft.ts';
import { saveConversation } from '#lib/visits/save.ts';

const DATABASE = 'team-voorstad';

/** Signs in with an example account and sets a lock, as a worker does on a new phone. */
export async function enrolLab(): Promise<void> {
  const signed = await app.lock.signIn('vet-voorstad-1', 'demo-binnenzak');
  if (!signed.ok) throw new Error(`Signing in failed: ${signed.failure.kind}`);
  const enrolled = await app.lock.enrol('negen groene fietsen', null);
  if (!enrolled.ok) throw new Error(`Choosing a passphrase failed: ${enrolled.failure.kind}`);
}

/** Mean milliseconds of saving `count` conversations one by one: checked, sealed and durable. */
export async function productSaves(count: number): Promise<number> {
  const session = openSession();
  const author = authorOf(session);
  const drafts = conversations(count, author);
  const started = performance.now();
  for (const draft of drafts) {
    const checked = conversationDocuments(draft, author);
    if (!checked.ok) throw new Error('The conversation is not valid.');
    const saved = await saveConversation(session.records, DATABASE, checked.value);
    if (!saved.ok) throw new Error(`Saving failed: ${saved.failure.kind}`);
  }
  return (performance.now() - started) / count;
}

/** Mean milliseconds of putting the same conversations one by one into a plain PouchDB. */
export async function plainSaves(count: number): Promise<number> {
  const author = authorOf(openSession());
  const documents = conversations(count, author).map((draft) => {
    const checked = conversationDocuments(draft, author);
    if (!checked.ok || !checked.value[0]) throw new Error('The conversation is not valid.');
    const { _rev: _, ...document } = checked.value[0];
    return document;
  });
  const database = new PouchDB('plain-saves', { adapter: 'idb' });
  const started = performance.now();
  for (const document of documents) await database.put(document);
  const took = performance.now() - started;
  await database.close();
  return took / count;
}

function openSession(): OpenSession {
  const state = app.lock.state();
  if (state.kind !== 'open') throw new Error('Nobody is signed in.');
  return state.session;
}

const authorOf = (session: OpenSession): Author => ({
  user: session.user.name,
  device: session.device,
  clock: app.clock,
  nextId: app.nextId,
  stamps: session.hlc
});

/** Conversations of about 1 kB, one document each. */
function conversations(count: number, author: Author): ConversationDraft[] {
  return Array.from({ length: count }, (_, index) => ({
    ...emptyDraft('resident:bench', author),
    question: `Ik wil graag vaker onder de mensen komen (${index}).`,
    domains: { social: 'De kinderen wonen ver weg. '.repeat(12), daytime: 'Leest en wandelt. '.repeat(12) },
    notes: 'Volgende keer praten we verder over vervoer.'
  }));
}
