import { describe, expect, test } from 'vitest';
import { hybridClock } from '../core/hlc.ts';
import type { AnyDocument } from '../core/document.ts';
import { merge, otherTexts } from '../sync/merge.ts';
import type { Arrangement } from './arrangement.ts';
import {
  arrangementDocuments,
  arrangementToEdit,
  settleArrangement,
  type ArrangementDraft
} from './arrangement-form.ts';
import { arrangementLines } from './arrangement-summary.ts';
import { arrangementsOf, byRung, isOpen, stepsOf } from './arrangement-view.ts';
import { newDocument } from '../core/author.ts';
import { closingDocuments, newClosing, stepPath, type ClosingDraft } from './closing-form.ts';
import { newReview, reviewDocuments, type ReviewDraft } from './review-form.ts';
import { byDomain, markPoints, pointsOfNow } from './review-marks.ts';
import { Step } from './conversation.ts';
import { RESULT_NAMES } from './step-result.ts';
import { readVisits } from './visit-book.ts';

const RESIDENT = 'resident:R1';
const TODAY = '2026-11-24';

let now = Date.UTC(2026, 10, 24, 13);
let count = 0;
const authorOn = (user: string, device: string) => ({
  user,
  device,
  clock: () => ++now,
  nextId: () => String(++count).padStart(4, '0'),
  stamps: hybridClock(() => now, device)
});
const anna = authorOn('vet-voorstad-1', 'phone');
const bram = authorOn('vet-voorstad-2', 'tablet');
type Author = typeof anna;

function valueOf<Value>(outcome: { ok: true; value: Value } | { ok: false; failure: unknown }): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}
const pathsOf = (outcome: { ok: boolean; failure?: unknown }) =>
  (outcome.failure as { path: string }[]).map(({ path }) => path);

/** What a worker makes of the arrangement that is on their device (null: none). */
function write(card: Arrangement | null, change: Partial<ArrangementDraft>, author: Author): Arrangement {
  const draft = { ...arrangementToEdit(RESIDENT, card), ...change };
  return valueOf(arrangementDocuments(draft, author))[0];
}
const join = (...cards: Arrangement[]): Arrangement => merge(cards) as Arrangement;
const kept = (card: Arrangement, field: keyof Arrangement): string[] =>
  otherTexts(card, field).map(({ text }) => text);

const book = (...documents: AnyDocument[]) =>
  readVisits(documents.map((document) => ({ database: 'team-voorstad', delivery: 'processed', document })));
const step = (what: string, rung: Step['rung'] = 'network') =>
  Step.parse({
    ...newDocument(anna, 'step'),
    resident: RESIDENT,
    conversation: 'conversation:C1',
    rung,
    what,
    doer: 'resident',
    by: null,
    entry: null
  });
const review = (change: Partial<ReviewDraft>, card: Arrangement | null = null) =>
  reviewDocuments({ ...newReview(RESIDENT, anna), ...change }, card, anna);
const closing = (change: Partial<ClosingDraft>, open: Step[] = [], cards: Arrangement[] = []) =>
  closingDocuments({ ...newClosing(RESIDENT, [], anna), helped: 'yes', ...change }, open, cards, anna);

describe('an arrangement', () => {
  test('is one document for a resident, whoever begins it', () => {
    const one = write(null, { goal: 'Vaker eropuit' }, anna);
    const two = write(null, { agreed: 'Elke week wandelen' }, bram);
    expect([one._id, two._id]).toEqual(['arrangement:R1', 'arrangement:R1']);
  });

  test('in which nothing is said is not made, and says which field to mend', () => {
    const draft = { ...arrangementToEdit(RESIDENT, null), goal: ' ', review: TODAY };
    expect(pathsOf(arrangementDocuments(draft, anna))).toEqual(['goal']);
  });

  test('refuses a citizen number where it stands', () => {
    const draft = { ...arrangementToEdit(RESIDENT, null), agreed: 'Nummer 111222333' };
    expect(pathsOf(arrangementDocuments(draft, anna))).toEqual(['agreed']);
  });
});

describe('two devices without connection', () => {
  test('that begin it with different fields end with both, and nothing to choose', () => {
    const one = write(null, { goal: 'Vaker eropuit' }, anna);
    const two = write(null, { agreed: 'Elke week wandelen', review: '2027-01-05' }, bram);
    const merged = join(one, two);
    expect(merged).toEqual(join(two, one));
    expect(merged).toMatchObject({ goal: 'Vaker eropuit', agreed: 'Elke week wandelen', kept: {} });
    expect(merged.review).toBe('2027-01-05');
  });

  test('that begin it with the same field keep both texts, and whoever settles it leaves one', () => {
    const one = write(null, { goal: 'Vaker eropuit' }, anna);
    const two = write(null, { goal: 'Mensen ontmoeten' }, bram);
    const merged = join(one, two);
    expect(merged).toEqual(join(two, one));
    expect([merged.goal, ...kept(merged, 'goal')].sort()).toEqual(['Mensen ontmoeten', 'Vaker eropuit']);
    const settled = valueOf(settleArrangement(merged, 'goal', 'Vaker eropuit', bram));
    expect(join(one, two, settled)).toMatchObject({ goal: 'Vaker eropuit', kept: {} });
  });

  test('that edit what both know keep both texts of one field, and each other’s other fields', () => {
    const known = write(null, { goal: 'Vaker eropuit', agreed: 'Wandelen' }, anna);
    const one = write(known, { agreed: 'Wandelen op maandag', goal: 'Elke dag eropuit' }, anna);
    const two = write(known, { agreed: 'Wandelen met de buurvrouw', review: '2027-02-01' }, bram);
    const merged = join(one, two);
    expect(merged).toEqual(join(two, one));
    expect(merged).toMatchObject({ goal: 'Elke dag eropuit', review: '2027-02-01' });
    expect([merged.agreed, ...kept(merged, 'agreed')].sort()).toEqual([
      'Wandelen met de buurvrouw',
      'Wandelen op maandag'
    ]);
  });

  test('of which one closes it lose nothing of what the other wrote meanwhile', () => {
    const known = write(null, { goal: 'Vaker eropuit' }, anna);
    const theirs = write(known, { goal: 'Vaker eropuit, met de buurvrouw', agreed: 'Bellen' }, bram);
    const [closed, emptied] = valueOf(closing({}, [], [known]));
    const merged = join(theirs, emptied as Arrangement);
    expect(closed.goal).toBe('Vaker eropuit');
    expect([merged.goal, ...kept(merged, 'goal')]).toContain('Vaker eropuit, met de buurvrouw');
    expect(merged.agreed).toBe('Bellen');
    expect(isOpen(merged)).toBe(true);
  });
});

describe('looking back', () => {
  test('asks for a word or a mark, and for what comes next', () => {
    expect(pathsOf(review({}))).toEqual(['told', 'next']);
    expect(pathsOf(review({ going: 7, next: 'again' }))).toEqual(['review']);
    expect(pathsOf(review({ going: 7, next: 'close', day: '2026-02-31' }))).toEqual(['day']);
  });

  test('moves the day of the arrangement and leaves its words alone', () => {
    const card = write(null, { goal: 'Vaker eropuit', review: TODAY }, anna);
    const [fact, moved] = valueOf(review({ control: 6, next: 'again', review: '2027-02-23' }, card));
    expect(fact).toMatchObject({ kind: 'review', day: TODAY, control: 6, going: null });
    expect(moved).toMatchObject({ _id: card._id, goal: 'Vaker eropuit', review: '2027-02-23' });
  });

  test('that ends in closing leaves the arrangement to the closing', () => {
    expect(valueOf(review({ told: 'Het gaat goed', next: 'close' }))).toHaveLength(1);
  });
});

describe('closing', () => {
  test('asks what became of each open step, and whether the resident was helped', () => {
    const open = step('Samen koffie drinken');
    expect(pathsOf(closing({ helped: null }, [open]))).toEqual([stepPath(open._id), 'helped']);
  });

  test('begins with the marks that the resident gave when looking back today, not with earlier ones', () => {
    const [earlier] = valueOf(review({ day: '2026-11-20', going: 3, next: 'close' }));
    const [today] = valueOf(review({ going: 7, control: 6, next: 'close' }));
    const began = (...facts: AnyDocument[]) => newClosing(RESIDENT, book(...facts).reviews, anna);
    expect(began(earlier)).toMatchObject({ going: null, control: null, helped: null });
    expect(began(earlier, today)).toMatchObject({ going: 7, control: 6, helped: null });
  });

  test('saves in the same go what became of the steps, and does not call failed what was not needed any more', () => {
    const [one, two] = [step('Koffie'), step('Wandelen')];
    const made = valueOf(closing({ steps: { [one._id]: 'done', [two._id]: 'not-needed' } }, [one, two]));
    const after = book(one, two, ...made);
    expect(
      stepsOf(after, RESIDENT).map(({ result }) => result && RESULT_NAMES[result.document.result])
    ).toEqual(['Gedaan', 'Niet meer nodig']);
    expect(arrangementLines(after, RESIDENT, TODAY).openSteps).toBe(0);
  });

  test('takes over every text that stood, also where nobody had chosen, and leaves the card empty', () => {
    const one = write(null, { goal: 'Vaker eropuit', review: TODAY }, anna);
    const two = write(null, { goal: 'Mensen ontmoeten' }, bram);
    const [closed, emptied] = valueOf(closing({}, [], [join(one, two)]));
    expect(closed.goal.split('\n\n').sort()).toEqual(['Mensen ontmoeten', 'Vaker eropuit']);
    expect(emptied).toMatchObject({ goal: '', agreed: '', review: null, kept: {} });
    expect(isOpen(join(one, two, emptied as Arrangement))).toBe(false);
  });
});

describe('the summary', () => {
  test('tells that the day to look back has come, from that day on', () => {
    const card = write(null, { goal: 'Vaker eropuit', review: TODAY }, anna);
    expect(arrangementLines(book(card), RESIDENT, '2026-11-23')).toMatchObject({ due: false, open: true });
    expect(arrangementLines(book(card), RESIDENT, TODAY)).toMatchObject({ due: true, review: TODAY });
  });

  test('tells when the last one was closed, and begins anew on the same card', () => {
    const card = write(null, { goal: 'Vaker eropuit' }, anna);
    const [closed, emptied] = valueOf(closing({ day: '2026-11-20' }, [], [card]));
    const after = arrangementLines(book(closed, emptied as Arrangement), RESIDENT, TODAY);
    expect(after).toMatchObject({ open: false, goals: [], closed: '2026-11-20' });
    const next = write(emptied as Arrangement, { goal: 'Leren koken' }, bram);
    expect(next._id).toBe(card._id);
    expect(arrangementLines(book(closed, next), RESIDENT, TODAY)).toMatchObject({
      open: true,
      goals: ['Leren koken']
    });
  });

  test('puts steps in the order of the ladder, the lowest rung first', () => {
    const steps = [
      step('Traplift', 'individual'),
      step('Zelf oefenen', 'own-strength'),
      step('Nog een', 'individual')
    ];
    const rungs = byRung(stepsOf(book(...steps), RESIDENT));
    expect(rungs.map((one) => [one.rung, one.steps.length])).toEqual([
      ['own-strength', 1],
      ['individual', 2]
    ]);
  });
});

/** An arrangement that was begun with another card, and the word that both cards are of one resident. */
const joined = (goal: string, review: string | null = null): Arrangement => ({
  ...write(null, { goal, review }, bram),
  _id: 'arrangement:R2',
  resident: 'resident:R2'
});
const SAME = {
  ...newDocument(anna, 'same-resident'),
  ...{ resident: RESIDENT, other: 'resident:R2', undone: false }
};

describe('the arrangements of two cards that became one', () => {
  const read = (...documents: AnyDocument[]) => arrangementsOf(book(...documents, SAME), RESIDENT);
  const cards = (...documents: AnyDocument[]) => read(...documents).underWay.map(({ document }) => document);

  test('are both there, that of the card that stays first', () => {
    const both = [joined('B'), write(null, { goal: 'A' }, anna)];
    expect(cards(...both).map(({ goal }) => goal)).toEqual(['A', 'B']);
    expect(read(...both).own?.document.goal).toBe('A');
    expect(arrangementLines(book(...both, SAME), RESIDENT, TODAY).goals).toEqual(['A', 'B']);
  });

  test('go on with the one that is under way, where that of the card that stays has ended', () => {
    const ended = valueOf(closing({}, [], [write(null, { goal: 'A' }, anna)]))[1] as Arrangement;
    expect(read(ended, joined('B')).own?.document.goal).toBe('B');
  });

  test('stay each with its own card when they are changed, settled or ended, so that the cards can go apart', () => {
    const [, other] = cards(joined('B'), write(null, { goal: 'A' }, anna));
    if (!other) throw new Error('There is one.');
    const changed = write(other, { agreed: 'Wandelen' }, anna);
    const settled = valueOf(settleArrangement(other, 'goal', 'C', anna));
    const ended = valueOf(closing({}, [], [other]))[1];
    for (const one of [changed, settled, ended])
      expect(one).toMatchObject({ _id: 'arrangement:R2', resident: 'resident:R2' });
  });

  test('ask to look back on the first day that nobody looked back on', () => {
    const both = [write(null, { goal: 'A', review: '2026-12-01' }, anna), joined('B', '2026-11-20')];
    const lines = (...more: AnyDocument[]) => arrangementLines(book(...both, SAME, ...more), RESIDENT, TODAY);
    expect(lines()).toMatchObject({ review: '2026-11-20', due: true });
    const [looked] = valueOf(review({ day: '2026-11-20', going: 7, next: 'close' }));
    expect(lines(looked)).toMatchObject({ review: '2026-12-01', due: false });
  });
});

describe('marks', () => {
  const social = (going: number) => ({
    ...{ domain: 'social', note: '', good: '', needed: '', going, control: null }
  });
  const conversation = {
    ...newDocument(anna, 'conversation'),
    resident: RESIDENT,
    day: '2026-08-20',
    question: 'Alleen',
    domains: [social(4), { domain: 'housing', note: '', good: '', needed: '', going: 5, control: null }],
    notes: ''
  };

  test('of a conversation are about one life domain each, and are never in one line with those about life as a whole', () => {
    const later = { ...conversation, _id: 'conversation:later', day: '2026-11-10', domains: [social(6)] };
    const [fact] = valueOf(review({ day: '2026-11-20', going: 7, control: 6, next: 'close' }));
    const read = book(later, conversation, fact);
    const { whole, domains } = byDomain(markPoints(read, RESIDENT));
    expect(whole.map(({ day, going, control }) => [day, going, control])).toEqual([['2026-11-20', 7, 6]]);
    expect(domains.map(({ domain, points }) => [domain, ...points.map(({ going }) => going)])).toEqual([
      ['housing', 5],
      ['social', 4, 6]
    ]);
    expect(arrangementLines(read, RESIDENT, TODAY).marks).toEqual({ going: null, control: null });
  });

  test('of life as a whole are told from the first to the last', () => {
    const [one] = valueOf(review({ day: '2026-09-20', going: 3, next: 'close' }));
    const [two] = valueOf(review({ day: '2026-11-20', going: 7, control: 6, next: 'close' }));
    const { marks } = arrangementLines(book(conversation, one, two), RESIDENT, TODAY);
    expect(marks).toEqual({ going: { start: 3, now: 7 }, control: null });
  });

  test('of an arrangement that was closed are not the start of the next', () => {
    const [closed] = valueOf(closing({ day: '2026-11-20', going: 8 }));
    const [after] = valueOf(review({ day: '2026-11-24', going: 5, next: 'close' }));
    expect(pointsOfNow(markPoints(book(conversation, closed), RESIDENT))).toHaveLength(3);
    expect(pointsOfNow(markPoints(book(conversation, closed, after), RESIDENT))).toHaveLength(1);
  });
});
