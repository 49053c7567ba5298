import Dexie from 'dexie';
import PouchDB from 'pouchdb-core';
import { app } from '#lib/app.ts';
import type { OpenSession } from '#lib/lock/lock.ts';
import type { Author } from '#lib/core/author.ts';
import {
  conversationDocuments,
  emptyDomain,
  emptyDraft,
  type ConversationDraft
} from '#lib/visits/conversation-draft.ts';
import { cardOf, newCard } from '#lib/visits/resident-form.ts';
import { residentLines } from '#lib/visits/residents.ts';
import { readVisits } from '#lib/visits/visit-book.ts';
import { saveConversation } from '#lib/visits/save.ts';
import { wrapKey } from '#lib/crypto/passphrase.ts';

const DATABASE = 'team-voorstad';

/** Signs in with an example account and sets a lock, as a worker does on a new phone. */
export async function enrolLab(): Promise<void> {
  const signed = await app.lock.signIn('vet-voorstad-1', 'demo-binnenzak');
  if (!signed.ok) throw new Error(`Signing in failed: ${signed.failure.kind}`);
  const enrolled = await app.lock.enrol(PASSPHRASE, null);
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

const PASSPHRASE = 'negen groene fietsen';

/** Writes a team's history to this device: so many residents, and conversations with them up to `count` documents. */
export async function fillTeam(count: number, residents: number): Promise<void> {
  const session = openSession();
  const author = authorOf(session);
  const cards = Array.from({ length: residents }, (_, index) => {
    const draft = newCard(author.nextId);
    const card = cardOf({ ...draft, form: { ...draft.form, name: `Bewoner ${index}` } }, author);
    if (!card.ok) throw new Error('The card is not valid.');
    return card.value;
  });
  const told = conversations(count - residents, author).flatMap((draft, index) => {
    const made = conversationDocuments({ ...draft, resident: cards[index % residents]?._id ?? '' }, author);
    return made.ok ? made.value : [];
  });
  const all = [...cards, ...told];
  for (let at = 0; at < all.length; at += 500) {
    const saved = await session.records.save(DATABASE, all.slice(at, at + 500));
    if (!saved.ok) throw new Error(`Filling failed: ${saved.failure.kind}`);
  }
}

/** Resolves when the copies that unlocking reads tell of everything that was written, in the rest of the page. */
export async function copiesKept(): Promise<void> {
  const [name] = await copyNames();
  if (name === undefined) throw new Error('Nothing is copied on this device.');
  const copies = await new Dexie(name).open();
  while ((await copies.table('heads').count()) === 0)
    await new Promise((resolve) => setTimeout(resolve, 100));
  copies.close();
}

/** What unlocking reads faster than the record, on this device. */
const copyNames = async (): Promise<string[]> =>
  (await Dexie.getDatabaseNames()).filter((name) => name.endsWith('-kopie'));

/**
 * Milliseconds from a passphrase to the list of residents, and what of it deriving the key takes by itself; `first`
 * unlocks as after an update or on a device that never came to rest: without a copy.
 */
export async function unlockTimes(first: boolean): Promise<{ whole: number; key: number }> {
  await app.lock.lock();
  if (first) for (const name of await copyNames()) await Dexie.delete(name);
  const state = app.lock.state();
  const [user] = state.kind === 'locked' ? state.users : [];
  if (!user) throw new Error('Nobody is known on this device.');
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const beforeKey = performance.now();
  await wrapKey(random(32), PASSPHRASE, random);
  const key = performance.now() - beforeKey;
  const started = performance.now();
  const opened = await app.lock.unlock(user.id, PASSPHRASE);
  if (!opened.ok) throw new Error(`Unlocking failed: ${opened.failure.kind}`);
  const lines = residentLines(readVisits(openSession().records.all()));
  if (lines.length === 0) throw new Error('The list of residents is empty.');
  return { whole: performance.now() - started, key };
}

/** The id of a new resident with a time line of so many facts, in `team-voorstad`. */
export async function longTimeLine(facts: number): Promise<string> {
  await fillTeam(facts, 1);
  const session = openSession();
  const latest = [...session.records.all()]
    .map(({ document }) => document)
    .filter(({ kind }) => kind === 'resident')
    .reduce((one, two) => (one.created > two.created ? one : two));
  return latest._id;
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
    domains: {
      social: { ...emptyDomain(), note: 'De kinderen wonen ver weg. '.repeat(12) },
      daytime: { ...emptyDomain(), note: 'Leest en wandelt. '.repeat(12) }
    },
    notes: 'Volgende keer praten we verder over vervoer.'
  }));
}
