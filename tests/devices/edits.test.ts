import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnyDocument } from '#lib/core/document.ts';
import { otherTexts, type Mergeable } from '#lib/sync/merge.ts';
import type { Arrangement } from '#lib/visits/arrangement.ts';
import {
  arrangementDocuments,
  arrangementId,
  arrangementToEdit,
  settleArrangement
} from '#lib/visits/arrangement-form.ts';
import { closingDocuments, newClosing } from '#lib/visits/closing-form.ts';
import { conversationDocuments, emptyDraft, emptyStep } from '#lib/visits/conversation-draft.ts';
import type { Step } from '#lib/visits/conversation.ts';
import { cardOf, cardToEdit, newCard, settleField } from '#lib/visits/resident-form.ts';
import { newReview, reviewDocuments } from '#lib/visits/review-form.ts';
import { stepResultDocument } from '#lib/visits/step-result.ts';
import { dice } from './chance.ts';
import { Device, fair, offline } from './device.ts';
import { ANNA, BRAM, startServer, TEAM, type TestServer } from './server.ts';

/** What each of the devices does; `EDITS=200` is the full load. Another history comes with another `SEED`. */
const EDITS = Number(process.env['EDITS'] ?? 40);
const SEED = Number(process.env['SEED'] ?? 1);
const RESIDENTS = 20;

const throwDice = dice(SEED);
const pick = <Item>(items: readonly Item[]): Item => items[throwDice(items.length)] as Item;
const devices: Device[] = [];
let server: TestServer;

/** By id, as they were saved. */
const facts = new Map<string, AnyDocument>();
/** By card and field the texts typed in it that nobody who saw them has replaced. Every typed text is another. */
const standing = new Map<string, Set<string>>();
let typed = 0;
const newText = (): string => `Tekst ${++typed}`;

beforeAll(async () => {
  server = await startServer();
  for (const user of [ANNA, BRAM, ANNA, BRAM, ANNA]) {
    const device = new Device(server.app);
    await device.enrol(user.name);
    devices.push(device);
  }
});
afterAll(async () => {
  for (const device of devices) await device.lock.lock();
  await server.stop();
});

function valueOf<Value>(made: { ok: true; value: Value } | { ok: false; failure: unknown }): Value {
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value;
}

async function saveFacts(device: Device, documents: readonly AnyDocument[]): Promise<void> {
  await device.save(...documents);
  for (const document of documents) if (!('stamps' in document)) facts.set(document._id, document);
}

/** Takes note that on a device a text took the place of those that are gone. */
function replace(card: { _id: string }, field: string, gone: readonly string[], text: string | null): void {
  const key = `${card._id} ${field}`;
  const texts = standing.get(key) ?? new Set();
  for (const other of gone) texts.delete(other);
  if (text !== null) texts.add(text);
  standing.set(key, texts);
}

const textsIn = (card: Mergeable, field: string): string[] =>
  [String(card[field] ?? ''), ...otherTexts(card, field).map(({ text }) => text)].filter(
    (text) => text !== ''
  );

const arrangementOn = (device: Device, resident: string): Arrangement | null =>
  (device.session.records.get(arrangementId(resident))?.document as Arrangement | undefined) ?? null;

async function editCard(device: Device, resident: string): Promise<void> {
  const card = device.card(resident);
  const field = pick(['contact', 'household', 'zone', 'birthYear'] as const);
  const text = newText();
  const value = { zone: pick(['voorstad', 'borgele']), birthYear: String(1930 + throwDice(60)) };
  const draft = cardToEdit(card);
  await device.save(
    valueOf(
      cardOf(
        { ...draft, form: { ...draft.form, ...value, [field]: value[field as 'zone'] ?? text } },
        device.author
      )
    )
  );
  if (field === 'contact' || field === 'household') replace(card, field, [card[field]], text);
}

async function editArrangement(device: Device, resident: string): Promise<void> {
  const card = arrangementOn(device, resident);
  const field = pick(['goal', 'agreed'] as const);
  const text = newText();
  const review = pick([card?.review ?? null, '2027-01-05', '2027-02-23']);
  const draft = { ...arrangementToEdit(resident, card), review, [field]: text };
  await device.save(...valueOf(arrangementDocuments(draft, device.author)));
  replace({ _id: arrangementId(resident) }, field, card ? [card[field]] : [], text);
}

/** A person chooses between the texts of a field, if there is more than one. */
async function settle(device: Device, resident: string): Promise<void> {
  const text = newText();
  const card = device.card(resident);
  const arrangement = arrangementOn(device, resident);
  const settled =
    textsIn(card, 'contact').length > 1
      ? { card, field: 'contact', made: settleField(card, 'contact', text, device.author) }
      : arrangement && textsIn(arrangement, 'goal').length > 1
        ? {
            card: arrangement,
            field: 'goal',
            made: settleArrangement(arrangement, 'goal', text, device.author)
          }
        : null;
  if (!settled) return;
  await device.save(valueOf<AnyDocument>(settled.made));
  replace(settled.card, settled.field, textsIn(settled.card, settled.field), text);
}

async function close(device: Device, resident: string): Promise<void> {
  const card = arrangementOn(device, resident);
  const draft = { ...newClosing(resident, [], device.author), helped: 'yes' as const, changed: newText() };
  await saveFacts(device, valueOf(closingDocuments(draft, [], card ? [card] : [], device.author)));
  if (card) for (const field of ['goal', 'agreed']) replace(card, field, textsIn(card, field), null);
}

async function recordConversation(device: Device, resident: string): Promise<void> {
  const step = {
    ...emptyStep(device.nextId),
    what: newText(),
    rung: 'network' as const,
    doer: 'resident' as const
  };
  const draft = { ...emptyDraft(resident, device.author), question: newText(), steps: [step] };
  await saveFacts(device, valueOf(conversationDocuments(draft, device.author)));
}

async function tellOfStep(device: Device, resident: string): Promise<void> {
  const known = [...device.session.records.all()].map(({ document }) => document);
  const steps = known.filter((document) => document.kind === 'step' && document['resident'] === resident);
  if (steps.length === 0) return recordConversation(device, resident);
  const told = { result: pick(['done', 'not-done'] as const), by: null, note: newText() };
  await saveFacts(device, [valueOf(stepResultDocument(pick(steps) as Step, told, device.author))]);
}

async function lookBack(device: Device, resident: string): Promise<void> {
  const draft = { ...newReview(resident, device.author), told: newText(), going: 6, next: 'close' as const };
  await saveFacts(device, valueOf(reviewDocuments(draft, null, device.author)));
}

/** What a worker may do, as often as it stands here. */
const WAYS = [
  ...[editCard, editCard, editCard, editArrangement, editArrangement, editArrangement],
  ...[settle, settle, close, recordConversation, tellOfStep, lookBack, lookBack]
];

/** Now and then a device loses its connection, for as long as chance has it, or asks for what is new. */
async function travel(device: Device): Promise<void> {
  if (throwDice(12) === 0) device.weather = device.weather === fair ? offline : fair;
  if (throwDice(12) === 0) await device.session.sync.syncNow();
}

async function exchange(rounds: number): Promise<void> {
  for (const device of devices) device.weather = fair;
  for (let round = 0; round < rounds; round++) {
    for (const device of devices) await device.session.sync.syncNow();
  }
}

/** A document apart from the name of its revision. */
const said = (document: object): object => ({ ...document, _rev: null });

const contents = (device: Device): Record<string, object> =>
  Object.fromEntries([...device.session.records.all()].map(({ document }) => [document._id, said(document)]));

test(`5 devices that each edit the same 20 residents ${EDITS} times end equal, with every fact and text (SEED=${SEED})`, async () => {
  const [first] = devices;
  if (!first) throw new Error('There are no devices.');
  const cards = Array.from({ length: RESIDENTS }, (_, place) => {
    const draft = newCard(first.nextId);
    return valueOf(cardOf({ ...draft, form: { ...draft.form, name: `Bewoner ${place}` } }, first.author));
  });
  await first.save(...cards);
  await exchange(1);

  const began = performance.now();
  const turns = devices.flatMap((device) => Array.from({ length: EDITS }, () => device));
  while (turns.length > 0) {
    const [device] = turns.splice(throwDice(turns.length), 1);
    if (!device) break;
    await travel(device);
    await pick(WAYS)(device, pick(cards)._id);
  }
  await exchange(3);

  for (const device of devices) {
    expect(device.faults).toEqual([]);
    expect(device.session.sync.state()).toMatchObject({ onDevice: 0, sent: 0, refused: [] });
    expect(contents(device)).toEqual(contents(first));
    const lost = [...facts.values()].filter((fact) => {
      const found = device.session.records.get(fact._id)?.document;
      return !found || !isDeepStrictEqual(said(found), said(fact));
    });
    expect(lost).toEqual([]);
  }
  const { results } = await server.database(TEAM).changes({ since: '0', style: 'all_docs' });
  const once = results.filter(({ id, changes }) => facts.has(id) && changes.length === 1);
  expect(once).toHaveLength(facts.size);
  let beside = 0;
  for (const [key, texts] of standing) {
    const [id = '', field = ''] = key.split(' ');
    const found = textsIn(first.session.records.get(id)?.document as Mergeable, field);
    expect({ key, texts: found.sort() }).toEqual({ key, texts: [...texts].sort() });
    if (found.length > 1) beside += found.length - 1;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.info(
    `${devices.length} × ${EDITS} edits in ${seconds} s: ${facts.size} facts, 0 lost; ${standing.size} texts edited,` +
      ` ${beside} kept beside another.`
  );
}, 1_200_000);
