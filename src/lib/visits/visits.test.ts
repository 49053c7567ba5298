import { describe, expect, test } from 'vitest';
import type { AnyDocument } from '../core/document.ts';
import type { Delivery, StoredRecord } from '../db/records.ts';
import {
  conversationDocuments,
  emptyDomain,
  emptyDraft,
  emptyStep,
  type ConversationDraft
} from './conversation-draft.ts';
import { merge, otherTexts } from '../sync/merge.ts';
import { hybridClock } from '../core/hlc.ts';
import {
  cardOf,
  cardToEdit,
  newCard,
  settleField,
  type CardDraft,
  type ResidentForm
} from './resident-form.ts';
import { findByName, residentLines } from './residents.ts';
import { stepResultDocument } from './step-result.ts';
import { newsFromColleagues, timeLine } from './time-line.ts';
import type { Review } from './arrangement.ts';
import { newDocument } from '../core/author.ts';
import type { Consent } from './consent.ts';
import type { Report } from './report.ts';
import { readVisits } from './visit-book.ts';
import type { Resident } from './resident.ts';
import type { Step } from './conversation.ts';

const now = Date.UTC(2026, 10, 24, 13);
let count = 0;
const author = {
  user: 'vet-voorstad-1',
  device: 'phone',
  clock: () => now,
  nextId: () => String(++count).padStart(4, '0'),
  stamps: hybridClock(() => now, 'phone')
};
const colleague = {
  ...author,
  user: 'vet-voorstad-2',
  device: 'tablet',
  stamps: hybridClock(() => now, 'tablet')
};

function valueOf<Value>(outcome: { ok: true; value: Value } | { ok: false; failure: unknown }): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}
const problemsOf = (outcome: { ok: boolean; failure?: unknown }) =>
  (outcome.failure as { path: string; message: string }[]).map((problem) => problem.path);

const filled = (draft: CardDraft, change: Partial<ResidentForm>): CardDraft => ({
  ...draft,
  form: { ...draft.form, ...change }
});
const resident = (name: string) => valueOf(cardOf(filled(newCard(author.nextId), { name }), author));
const book = (documents: AnyDocument[], delivery: Delivery = 'processed') =>
  readVisits(documents.map((document): StoredRecord => ({ database: 'team-voorstad', delivery, document })));

const card = resident('Mevrouw Çelik-de Vries');
function draftWithStep(change: Partial<ConversationDraft['steps'][number]> = {}): ConversationDraft {
  return {
    ...emptyDraft(card._id, author),
    question: 'Ik kom de deur niet meer uit',
    steps: [
      {
        ...emptyStep(author.nextId),
        what: 'Samen koffie drinken',
        rung: 'network',
        doer: 'network',
        ...change
      }
    ]
  };
}

describe('a draft of a conversation', () => {
  test('becomes a conversation and its steps, under the names it carried', () => {
    const draft = draftWithStep();
    const [conversation, step] = valueOf(conversationDocuments(draft, author));
    expect(conversation?._id).toBe(`conversation:${draft.name}`);
    expect(step).toMatchObject({ _id: `step:${draft.steps[0]?.name}`, conversation: conversation?._id });
    expect(valueOf(conversationDocuments(draft, author)).map(({ _id }) => _id)).toEqual([
      conversation?._id,
      step?._id
    ]);
  });

  test('without a question, or with half a step, says which fields to mend', () => {
    const draft = { ...draftWithStep({ rung: null, what: ' ' }), question: ' ', day: null };
    const name = draft.steps[0]?.name;
    expect(problemsOf(conversationDocuments(draft, author)).sort()).toEqual(
      ['day', 'question', `steps.${name}.rung`, `steps.${name}.what`].sort()
    );
  });

  test('leaves out a step in which nothing was filled in, and a domain without words', () => {
    const draft = {
      ...emptyDraft(card._id, author),
      question: 'Geld',
      domains: {
        housing: { ...emptyDomain(), note: '  ' },
        finances: { ...emptyDomain(), note: 'Drie brieven' }
      },
      steps: [emptyStep(author.nextId)]
    };
    const documents = valueOf(conversationDocuments(draft, author));
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ domains: [{ domain: 'finances', note: 'Drie brieven' }] });
  });

  test('with a citizen number points at the domain where it stands', () => {
    const physical = { ...emptyDomain(), needed: 'Nummer 111222333' };
    const draft = { ...draftWithStep(), domains: { housing: emptyDomain(), physical } };
    expect(problemsOf(conversationDocuments(draft, author))).toEqual(['domains.physical.needed']);
  });
});

describe('a resident', () => {
  test('is found by any part of the name, whatever the accents and the order', () => {
    const lines = residentLines(book([card, resident('Jan Bakker')]));
    expect(findByName(lines, 'vries celik').map((line) => line.resident.document.name)).toEqual([card.name]);
    expect(findByName(lines, '')).toHaveLength(2);
    expect(findByName(lines, 'janssen')).toHaveLength(0);
  });

  test('needs a name, and a birth year of four digits if any', () => {
    const draft = newCard(author.nextId);
    expect(problemsOf(cardOf(draft, author))).toEqual(['name']);
    expect(problemsOf(cardOf(filled(draft, { name: 'A', birthYear: '48' }), author))).toEqual(['birthYear']);
  });

  test('gets the id its draft carried, however often it is saved', () => {
    const draft = filled(newCard(author.nextId), { name: 'A' });
    expect([cardOf(draft, author), cardOf(draft, author)].map((card) => valueOf(card)._id)).toEqual([
      `resident:${draft.name}`,
      `resident:${draft.name}`
    ]);
  });

  test('whose form was not changed stays as it was, stamps too', () => {
    expect(valueOf(cardOf(cardToEdit(card), author))).toEqual(card);
  });

  test('is stamped anew in the changed fields alone', () => {
    const edited = valueOf(cardOf(filled(cardToEdit(card), { contact: '0570 111111' }), author));
    expect(edited.contact).toBe('0570 111111');
    expect(edited.stamps['contact']).not.toBe(card.stamps['contact']);
    expect(edited.stamps['name']).toBe(card.stamps['name']);
  });

  test('that a colleague changed while the form stood open keeps both texts', () => {
    const mine = valueOf(cardOf(filled(cardToEdit(card), { household: 'Met haar zoon' }), author));
    const theirs = valueOf(
      cardOf(filled(cardToEdit(card), { household: 'Alleen', contact: '0570 222222' }), colleague)
    );
    const merged = merge([mine, theirs]) as Resident;
    expect(merged.contact).toBe('0570 222222');
    expect([merged.household, ...otherTexts(merged, 'household').map(({ text }) => text)].sort()).toEqual([
      'Alleen',
      'Met haar zoon'
    ]);
  });

  test('on whom two colleagues wrote at once says what a worker settles on', () => {
    const both: Resident = {
      ...card,
      kept: { household: [{ text: 'Alleen', stamp: card.stamps['name'] ?? '' }] }
    };
    const settled = valueOf(settleField(both, 'household', 'Met haar zoon', author));
    expect(settled).toMatchObject({ household: 'Met haar zoon', kept: {} });
  });
});

describe('a time line', () => {
  test('shows conversations with their steps, and results, newest day first', () => {
    const earlier = valueOf(conversationDocuments({ ...draftWithStep(), day: '2026-10-01' }, author));
    const later = valueOf(conversationDocuments({ ...draftWithStep(), day: '2026-11-02' }, author));
    const result = valueOf(
      stepResultDocument(earlier[1] as Step, { result: 'done', by: null, note: 'Fijn' }, author)
    );
    const line = timeLine(book([card, ...earlier, ...later, result]), card._id);
    expect(line.map(({ kind, day }) => [kind, day])).toEqual([
      ['result', '2026-11-24'],
      ['conversation', '2026-11-02'],
      ['conversation', '2026-10-01']
    ]);
    expect(line[2]).toMatchObject({ steps: [{ result: { document: { result: 'done' } } }] });
  });

  test('news is what colleagues wrote since a moment, not what I wrote', () => {
    const mine = valueOf(conversationDocuments(draftWithStep(), author));
    const theirs = valueOf(conversationDocuments(draftWithStep(), colleague));
    const all = book([card, ...mine, ...theirs]);
    expect(newsFromColleagues(all, author.user, '2026-11-01', 10).map(({ kind }) => kind)).toEqual([
      'conversation'
    ]);
    expect(newsFromColleagues(all, author.user, '2026-12-01', 10)).toEqual([]);
  });

  test('news tells reports, looking back and consents of colleagues too, newest first and no more than asked', () => {
    const at = (minute: number, by = colleague) => ({ ...by, clock: () => now + minute * 60_000 });
    const consent = (minute: number, by = colleague): Consent => ({
      ...newDocument(at(minute, by), 'consent'),
      resident: card._id,
      purpose: 'handover',
      given: true,
      day: '2026-11-24',
      how: 'spoken',
      note: ''
    });
    const report: Report = {
      ...newDocument(at(3), 'report'),
      resident: null,
      day: '2026-11-24',
      reporter: 'neighbour',
      reporterNote: '',
      question: 'Het is daar zo stil',
      domains: [],
      zone: null,
      urgency: 'normal'
    };
    const review: Review = {
      ...newDocument(at(2), 'review'),
      resident: card._id,
      day: '2026-11-24',
      told: 'Het gaat weer',
      going: null,
      control: null
    };
    const all = book([card, consent(1), consent(4, author), review, report]);
    const news = (limit: number) =>
      newsFromColleagues(all, author.user, '2026-11-01', limit).map((item) => [
        item.kind === 'told' && item.title,
        item.resident
      ]);
    expect(news(10)).toEqual([
      ['Melding: Het is daar zo stil', null],
      ['Samen teruggekeken', card._id],
      ['Toestemming: Gegevens doorgeven aan wie verder helpt', card._id]
    ]);
    expect(news(1)).toHaveLength(1);
  });
});

test('a document of a newer version is counted as locked and shown nowhere', () => {
  const newer = { ...card, schema: 2 };
  expect(book([newer])).toMatchObject({ locked: 1 });
  expect(residentLines(book([newer]))).toEqual([]);
});
