import { describe, expect, test } from 'vitest';
import type { AnyDocument } from '../core/document.ts';
import { hybridClock } from '../core/hlc.ts';
import type { StoredRecord } from '../db/records.ts';
import { askedOf, courseOfHandover, courseOfReferral, isLate, statesAfter } from './course.ts';
import { handoverLines, residentOfHandover } from './handovers.ts';
import { emptyReferral, referralDocuments, type ReferralForm } from './referral-form.ts';
import { readReferrals, stateOfReferral } from './referral-book.ts';
import { Referral, type Handover } from './referral.ts';
import { referralsTold } from './referrals-told.ts';
import {
  emptyHandoverState,
  emptyState,
  handoverStateDocuments,
  referralStateDocuments,
  type HandoverForm
} from './state-form.ts';

let now = Date.UTC(2026, 10, 24, 13);
let count = 0;
const nextId = () => String(++count).padStart(4, '0');
const author = {
  user: 'vet-voorstad-1',
  device: 'phone',
  clock: () => now,
  nextId,
  stamps: hybridClock(() => now, 'phone')
};
const RESIDENT = 'resident:R1';
const KNOWN = { _id: 'consent:K1', given: true };
const CITIZEN_NUMBER = '111222333';

function valueOf<Value>(outcome: { ok: true; value: Value } | { ok: false; failure: unknown }): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}
const pathsOf = (outcome: { ok: boolean; failure?: unknown }) =>
  (outcome.failure as { path: string }[]).map(({ path }) => path);
const filled = (change: Partial<ReferralForm> = {}): ReferralForm => ({
  ...emptyReferral(RESIDENT, 'Mevrouw Test', nextId),
  direction: 'team',
  team: 'wmo',
  question: 'Een traplift',
  ...change
});
const stored = (...documents: AnyDocument[]): StoredRecord[] =>
  documents.map((document) => ({ database: 'team-voorstad', delivery: 'processed', document }));

/** A referral as it is saved, a second after what was made before. */
function referral(change: Partial<ReferralForm> = {}): Referral {
  now += 1000;
  return Referral.parse(valueOf(referralDocuments(filled(change), KNOWN, author))[0]);
}
function stateOf(of: string, state: 'received' | 'contact' | 'taken-up' | 'returned', note = 'Daarom.') {
  now += 1000;
  return valueOf(referralStateDocuments({ ...emptyState(nextId), state, note }, of, author));
}
function handover(name: string, by: string | null = null): Handover {
  now += 1000;
  return {
    _id: `handover:${name}`,
    kind: 'handover',
    schema: 1,
    author: 'binnenzak-server',
    device: 'server',
    created: new Date(now).toISOString(),
    team: 'voorstad',
    sender: 'vet-voorstad-1',
    senderName: 'Marloes Wegdam',
    day: '2026-11-24',
    who: 'Mevrouw Test',
    reach: '0570 00 00 00',
    question: 'Een traplift',
    background: 'Woont boven.',
    warm: null,
    by
  };
}
function answer(of: Handover, change: Partial<HandoverForm>) {
  now += 1000;
  return handoverStateDocuments({ ...emptyHandoverState(of, nextId), ...change }, of._id, author);
}

describe('a referral that is written', () => {
  test('goes out under the consent that is known, and asks nothing more', () => {
    const form = filled({ background: ' Woont boven. ' });
    const [document, ...others] = valueOf(referralDocuments(form, KNOWN, author));
    expect(document).toMatchObject({
      _id: `referral:${form.name}`,
      consent: KNOWN._id,
      day: '2026-11-24',
      to: { kind: 'team', team: 'wmo' },
      background: 'Woont boven.',
      warm: null
    });
    expect(others).toEqual([]);
  });

  test('without a known consent is not made before somebody asked', () => {
    expect(pathsOf(referralDocuments(filled(), null, author))).toEqual(['allowed']);
    expect(pathsOf(referralDocuments(filled({ allowed: 'yes' }), null, author))).toEqual(['how']);
  });

  test('carries the consent that was given for it, which is saved beside it', () => {
    const form = filled({ allowed: 'yes', how: 'spoken' });
    const [document, consent] = valueOf(referralDocuments(form, null, author));
    expect(consent).toMatchObject({
      kind: 'consent',
      resident: RESIDENT,
      purpose: 'handover',
      given: true,
      how: 'spoken',
      day: '2026-11-24'
    });
    expect(document).toMatchObject({ kind: 'referral', consent: consent?._id });
    expect(valueOf(referralDocuments(form, null, author)).map(({ _id }) => _id)).toEqual([
      document?._id,
      consent?._id
    ]);
  });

  test('is not made when the resident refuses: the refusal alone is kept', () => {
    const saved = valueOf(referralDocuments(filled({ allowed: 'no' }), null, author));
    expect(saved).toMatchObject([{ kind: 'consent', purpose: 'handover', given: false }]);
  });

  test('asks again when the resident said something since the answer in a kept draft was given', () => {
    const form = filled({ allowed: 'yes', how: 'spoken' });
    const withdrawn = { _id: 'consent:K2', given: false };
    expect(pathsOf(referralDocuments(form, withdrawn, author))).toEqual(['allowed']);
    const again = { ...form, answeredAfter: withdrawn._id };
    expect(valueOf(referralDocuments(again, withdrawn, author))).toMatchObject([
      { kind: 'referral' },
      { kind: 'consent', given: true }
    ]);
  });

  test('makes the same refusal again from a draft that outlived the saving of it', () => {
    const form = filled({ allowed: 'no' });
    const [saved] = valueOf(referralDocuments(form, null, author));
    const said = { _id: saved?._id ?? '', given: false };
    expect(valueOf(referralDocuments(form, said, author))).toMatchObject([{ _id: saved?._id }]);
  });

  test('says which fields to mend, by the names that the form gives them', () => {
    const form = filled({ direction: null, who: ' ', question: '', spoken: 'yes', warmWho: '' });
    expect(pathsOf(referralDocuments(form, KNOWN, author)).sort()).toEqual([
      'direction',
      'question',
      'warmDay',
      'warmWho',
      'who'
    ]);
    for (const direction of ['entry', 'team', 'colleague'] as const)
      expect(pathsOf(referralDocuments(filled({ direction, team: null }), KNOWN, author))).toEqual([
        direction
      ]);
  });

  test('holds what was said about speaking only while somebody was spoken to', () => {
    const spoken = { warmWho: 'Ik sprak Sander', warmDay: '2026-11-23' };
    expect(referral({ ...spoken, spoken: 'yes' }).warm).toEqual({
      who: 'Ik sprak Sander',
      day: '2026-11-23'
    });
    expect(referral({ ...spoken, spoken: 'no' }).warm).toBeNull();
    const tomorrow = filled({ ...spoken, spoken: 'yes', warmDay: '2026-11-25' });
    expect(pathsOf(referralDocuments(tomorrow, KNOWN, author))).toEqual(['warmDay']);
  });

  test('refuses a citizen number in every field that the receiver reads', () => {
    for (const field of ['who', 'reach', 'question', 'background'] as const)
      expect(pathsOf(referralDocuments(filled({ [field]: CITIZEN_NUMBER }), KNOWN, author))).toEqual([field]);
  });
});

describe('what became of it', () => {
  test('has to say why when it was not taken up or goes back', () => {
    for (const state of ['not-taken-up', 'returned'] as const) {
      const form = { ...emptyState(nextId), state, note: ' ' };
      expect(pathsOf(referralStateDocuments(form, 'referral:F1', author))).toEqual(['note']);
    }
    expect(pathsOf(referralStateDocuments(emptyState(nextId), 'referral:F1', author))).toEqual(['state']);
  });

  test('is a way from sent, through what happened, to what is still to come', () => {
    const sent = referral();
    const words = (...documents: AnyDocument[]) => {
      const book = readReferrals(stored(sent, ...documents));
      const [first] = book.referrals.values();
      if (!first) throw new Error('No referral was read.');
      return courseOfReferral(book, first).map(({ progress, day }) =>
        day === null ? `(${progress})` : progress
      );
    };
    expect(words()).toEqual(['sent', '(received)', '(contact)', '(taken-up)']);
    const contact = stateOf(sent._id, 'contact');
    expect(words(...contact)).toEqual(['sent', 'contact', '(taken-up)']);
    const returned = stateOf(sent._id, 'returned');
    expect(words(...returned, ...contact)).toEqual(['sent', 'contact', 'returned']);
  });

  test('ends with an answer, and then only turns out otherwise', () => {
    expect(statesAfter('sent')).toContain('received');
    expect(statesAfter('contact')).toEqual(['taken-up', 'not-taken-up', 'returned']);
    expect(statesAfter('taken-up')).toEqual(['contact', 'not-taken-up', 'returned']);
  });

  test('is late after its day while there is no answer', () => {
    expect(isLate('2026-11-23', 'contact', '2026-11-24')).toBe(true);
    expect(isLate('2026-11-24', 'contact', '2026-11-24')).toBe(false);
    expect(isLate('2026-11-23', 'returned', '2026-11-24')).toBe(false);
    expect(isLate(null, 'sent', '2026-11-24')).toBe(false);
  });

  test('is read from the fact that was made last, in whatever order they came', () => {
    const sent = referral();
    const facts = [...stateOf(sent._id, 'contact'), ...stateOf(sent._id, 'taken-up')];
    for (const order of [facts, facts.toReversed()])
      expect(stateOfReferral(readReferrals(stored(sent, ...order)), sent._id).name).toBe('taken-up');
  });

  test('comes to the colleague who was asked, what is open first', () => {
    const [done, open, other] = [
      referral({ direction: 'colleague', colleague: 'vet-voorstad-2' }),
      referral({ direction: 'colleague', colleague: 'vet-voorstad-2' }),
      referral({ direction: 'colleague', colleague: 'vet-voorstad-3' })
    ];
    const newest = referral({ direction: 'colleague', colleague: 'vet-voorstad-2' });
    const book = readReferrals(stored(done, open, other, newest, ...stateOf(newest._id, 'taken-up')));
    expect(askedOf(book, 'vet-voorstad-2').map(({ document }) => document._id)).toEqual([
      open._id,
      done._id,
      newest._id
    ]);
  });
});

describe('a handover that a team received', () => {
  test('stands with the new ones first, then what is going on, then what ended', () => {
    const [ended, going, fresh, late] = [
      handover('H1'),
      handover('H2'),
      handover('H3'),
      handover('H4', '2026-11-01')
    ];
    const states = [
      ...valueOf(answer(ended, { state: 'returned', note: 'Woont elders.' })),
      ...valueOf(answer(going, { state: 'contact' }))
    ];
    const lines = handoverLines(readReferrals(stored(ended, going, fresh, late, ...states)), '2026-11-24');
    expect(lines.map((line) => [line.handover.document._id, line.fresh, line.late])).toEqual([
      ['handover:H4', true, true],
      ['handover:H3', true, false],
      ['handover:H2', false, false],
      ['handover:H1', false, false]
    ]);
  });

  test('gives a new card what it says and nothing else', () => {
    const received = handover('H1');
    const [state, card] = valueOf(answer(received, { state: 'taken-up', whose: 'new' }));
    expect(card).toMatchObject({
      kind: 'resident',
      name: 'Mevrouw Test',
      contact: '0570 00 00 00',
      zone: null,
      birthYear: null,
      household: '',
      language: null
    });
    expect(state).toMatchObject({ kind: 'handover-state', state: 'taken-up', resident: card?._id });
  });

  test('is taken up for a resident: one with a card, or a new one', () => {
    const received = handover('H1');
    expect(pathsOf(answer(received, { state: 'taken-up' }))).toEqual(['whose']);
    expect(pathsOf(answer(received, { state: 'taken-up', whose: 'known' }))).toEqual(['resident']);
    const chosen = { state: 'taken-up', whose: 'known', resident: RESIDENT } as const;
    expect(valueOf(answer(received, chosen))).toMatchObject([{ resident: RESIDENT }]);
    // What was chosen before it went back after all makes no card.
    expect(valueOf(answer(received, { ...chosen, state: 'returned', note: 'Toch niet.' }))).toMatchObject([
      { state: 'returned', resident: null }
    ]);
  });

  test('keeps its card when it goes back after it was taken up', () => {
    const received = handover('H1');
    const taken = valueOf(answer(received, { state: 'taken-up', whose: 'known', resident: RESIDENT }));
    const back = valueOf(answer(received, { state: 'returned', note: 'Verhuisd.' }));
    const book = readReferrals(stored(received, ...taken, ...back));
    expect(residentOfHandover(book, received._id)).toBe(RESIDENT);
    const [kept] = book.handovers.values();
    if (!kept) throw new Error('No handover was read.');
    expect(courseOfHandover(book, kept).map(({ progress }) => progress)).toEqual([
      'received',
      'taken-up',
      'returned'
    ]);
  });
});

describe("a resident's time line", () => {
  test('tells of referrals, what came back, and handovers that were taken up, each on its own', () => {
    const sent = referral();
    const received = handover('H1');
    const book = readReferrals(
      stored(
        sent,
        referral({ resident: 'resident:R2' }),
        received,
        handover('H2'),
        ...stateOf(sent._id, 'received'),
        ...stateOf(sent._id, 'returned', 'Woont elders.'),
        ...valueOf(answer(received, { state: 'taken-up', whose: 'known', resident: RESIDENT }))
      )
    );
    const told = referralsTold(book, RESIDENT);
    expect(told.map(({ title, author: who, lines }) => [title, who, ...lines])).toEqual([
      ['Doorverwezen naar Team Toegang Wmo', 'vet-voorstad-1', 'Een traplift'],
      ['Teruggegeven: Team Toegang Wmo', 'Team Toegang Wmo', 'Woont elders.'],
      ['Overdracht van Voor Elkaar Team Voorstad', 'Marloes Wegdam', 'Een traplift', 'Woont boven.'],
      ['Overdracht: opgepakt', 'vet-voorstad-1']
    ]);
    expect(new Set(told.map(({ at }) => at)).size).toBe(told.length);
  });

  test('follows a card that was merged into another', () => {
    const merged = readReferrals(stored(referral({ resident: 'resident:R9' })), (id) =>
      id === 'resident:R9' ? RESIDENT : id
    );
    expect(referralsTold(merged, RESIDENT)).toHaveLength(1);
  });
});
