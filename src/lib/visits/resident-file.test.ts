import { describe, expect, test } from 'vitest';
import type { AnyDocument } from '../core/document.ts';
import { hybridClock } from '../core/hlc.ts';
import { merge } from '../sync/merge.ts';
import { lastSaid } from './consent.ts';
import { consentDocuments, emptyConsent } from './consent-form.ts';
import { fileStateDocuments } from './file-state-form.ts';
import { everInvolved, involvedNow } from './involved.ts';
import { correctionOf, emptyInvolved, involvedDocuments, involvementChange } from './involved-form.ts';
import type { Author } from '../core/author.ts';
import type { Resident } from './resident.ts';
import { cardOf, newCard, type ResidentForm } from './resident-form.ts';
import { differences, mergeDocuments, mergedInto, sameDocument, type MergeForm } from './resident-merge.ts';
import { findByName, residentLines } from './residents.ts';
import { timeLine } from './time-line.ts';
import { readVisits } from './visit-book.ts';

const TODAY = '2026-11-25';
let now = Date.UTC(2026, 10, 25, 12);
let count = 0;
const writer = (device: string): Author => ({
  user: device,
  device,
  clock: () => (now += 1000),
  nextId: () => String(++count).padStart(4, '0'),
  stamps: hybridClock(() => now, device)
});
const phone = writer('phone');
const tablet = writer('tablet');

function valueOf<Value>(outcome: { ok: true; value: Value } | { ok: false; failure: unknown }): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}
const pathsOf = (outcome: { ok: boolean; failure?: unknown }) =>
  (outcome.failure as { path: string }[]).map(({ path }) => path);

function card(change: Partial<ResidentForm>): Resident {
  const draft = newCard(phone.nextId);
  return valueOf(cardOf({ ...draft, form: { ...draft.form, ...change } }, phone));
}
const book = (documents: Iterable<AnyDocument>) =>
  readVisits(
    [...documents].map(
      (document) => ({ database: 'team-voorstad', delivery: 'processed', document }) as const
    )
  );
const talk = (resident: string, question: string): AnyDocument => ({
  _id: `conversation:${phone.nextId()}`,
  kind: 'conversation',
  schema: 1,
  author: 'phone',
  device: 'phone',
  created: new Date((now += 1000)).toISOString(),
  resident,
  day: TODAY,
  question,
  domains: [],
  notes: ''
});

describe('consent', () => {
  const resident = 'resident:1';
  const said = (answer: 'yes' | 'no', day: string) =>
    valueOf(
      consentDocuments(
        { ...emptyConsent(phone.nextId(), 'handover'), said: answer, how: 'spoken', day },
        resident,
        phone
      )
    );
  const valid = (documents: AnyDocument[], purpose: 'handover' | 'learn' = 'handover') =>
    lastSaid(book(documents).consents, resident, purpose, TODAY)?.document.given === true;

  test('counts for the purpose it was given for, until it is withdrawn', () => {
    const yes = said('yes', '2026-11-01');
    expect(valid(yes)).toBe(true);
    expect(valid(yes, 'learn')).toBe(false);
    expect(valid([...said('no', '2026-11-02'), ...yes])).toBe(false);
    expect(valid([...said('no', '2026-10-01'), ...yes])).toBe(true);
  });

  test('of one day that was said twice is what was written last', () => {
    expect(valid([...said('yes', TODAY), ...said('no', TODAY)])).toBe(false);
  });

  test('is never filled in for the resident, nor dated ahead', () => {
    const empty = emptyConsent(phone.nextId(), null);
    expect(pathsOf(consentDocuments(empty, resident, phone))).toEqual(['purpose', 'said', 'how', 'day']);
    const ahead = { ...empty, purpose: 'learn', said: 'yes', how: 'spoken', day: '2026-11-26' } as const;
    expect(pathsOf(consentDocuments(ahead, resident, phone))).toEqual(['day']);
  });
});

describe('who is involved', () => {
  const resident = 'resident:1';
  const [daughter] = valueOf(
    involvedDocuments({ ...emptyInvolved('a'), name: 'Fatma', relation: 'dochter' }, resident, phone)
  );
  if (!daughter) throw new Error('There is none.');

  test('is read by the last correction, and the first word stays in the time line', () => {
    const corrected = valueOf(
      involvedDocuments({ ...correctionOf(daughter, 'b'), contact: '06 12345678' }, resident, phone)
    );
    const read = book([daughter, ...corrected]);
    expect(involvedNow(read.involved, resident).map(({ document }) => document.contact)).toEqual([
      '06 12345678'
    ]);
    expect(timeLine(read, resident)).toHaveLength(2);
  });

  test('leaves the list when no longer involved, and can come back', () => {
    const gone = involvementChange(daughter, true, phone);
    const back = involvementChange(gone, false, phone);
    expect(involvedNow(book([daughter, gone]).involved, resident)).toEqual([]);
    expect(everInvolved(book([daughter, gone]).involved, resident)).toHaveLength(1);
    expect(involvedNow(book([back, gone, daughter]).involved, resident)).toHaveLength(1);
  });

  test('needs a name', () => {
    expect(pathsOf(involvedDocuments(emptyInvolved('c'), resident, phone))).toEqual(['name']);
  });
});

test('closing a file asks why, opening it again does not', () => {
  const form = { name: 'a', note: ' ' };
  expect(pathsOf(fileStateDocuments({ ...form, state: 'closed' }, 'resident:1', phone))).toEqual(['note']);
  expect(fileStateDocuments({ ...form, state: 'opened' }, 'resident:1', phone).ok).toBe(true);
});

describe('two cards of one resident', () => {
  const one = card({ name: 'Jan Bakker', contact: '0570 111111', household: 'Alleen' });
  const two = card({ name: 'J. Bakker', contact: 'via de buurvrouw', birthYear: '1948' });
  const form = (stays: MergeForm['stays']): MergeForm => ({ name: phone.nextId(), other: two._id, stays });

  test('differ where both say something else', () => {
    expect(differences(one, two).map(({ field }) => field)).toEqual(['name', 'contact']);
  });

  test('become one after each difference is chosen; what only the other card says comes along', () => {
    expect(pathsOf(mergeDocuments(form({ name: 'kept' }), one, two, phone))).toEqual(['contact']);
    const [, merged] = valueOf(mergeDocuments(form({ name: 'kept', contact: 'both' }), one, two, phone));
    expect(merged).toMatchObject({
      _id: one._id,
      name: 'Jan Bakker',
      contact: '0570 111111 / via de buurvrouw',
      household: 'Alleen',
      birthYear: 1948
    });
  });

  test('have one time line with the facts of both, and are found by either name', () => {
    const documents = valueOf(mergeDocuments(form({ name: 'kept', contact: 'kept' }), one, two, phone));
    const read = book([...documents, two, talk(one._id, 'Geld'), talk(two._id, 'Alleen')]);
    const titles = timeLine(read, one._id).map((happening) =>
      happening.kind === 'conversation' ? happening.conversation.document.question : happening.kind
    );
    expect(titles.sort()).toEqual(['Alleen', 'Geld', 'told']);
    expect(findByName(residentLines(read), 'j. bakker').map(({ resident }) => resident.document._id)).toEqual(
      [one._id]
    );
  });

  test('keep what colleagues wrote at once on the card that goes, and write no card when nothing changes', () => {
    const unsure: Resident = {
      ...two,
      kept: { contact: [{ text: 'bel de zoon', stamp: two.stamps['contact'] ?? '' }] }
    };
    const bare = card({ name: 'Jan Bakker' });
    const documents = valueOf(
      mergeDocuments({ ...form({ name: 'kept' }), other: bare._id }, one, bare, phone)
    );
    expect(documents.map(({ kind }) => kind)).toEqual(['same-resident']);
    const same = sameDocument(one._id, two._id, false, phone);
    expect(JSON.stringify(timeLine(book([one, unsure, same]), one._id))).toContain('bel de zoon');
  });

  test('go apart again with the facts of each, and the other card as it was', () => {
    const documents = valueOf(mergeDocuments(form({ name: 'kept', contact: 'kept' }), one, two, phone));
    const undone = sameDocument(one._id, two._id, true, phone);
    const read = book([...documents, two, undone, talk(two._id, 'Alleen')]);
    expect(read.residents.get(two._id)?.document).toEqual(two);
    expect(mergedInto(read, one._id)).toEqual([]);
    expect(timeLine(read, two._id).filter(({ kind }) => kind === 'conversation')).toHaveLength(1);
  });

  test('merged in opposite directions on two devices read the same on both, with every fact and text', () => {
    const talks = [talk(one._id, 'Geld'), talk(two._id, 'Alleen')];
    const mine = valueOf(mergeDocuments(form({ name: 'kept', contact: 'kept' }), one, two, phone));
    const theirs = valueOf(
      mergeDocuments(
        { name: tablet.nextId(), other: one._id, stays: { name: 'kept', contact: 'kept' } },
        two,
        one,
        tablet
      )
    );
    const exchanged = (...order: readonly AnyDocument[]) => {
      const stored = new Map<string, AnyDocument>();
      for (const document of order) {
        const earlier = stored.get(document._id);
        stored.set(document._id, earlier ? merge([earlier, document]) : document);
      }
      return book(stored.values());
    };
    const onPhone = exchanged(one, two, ...talks, ...mine, ...theirs);
    const onTablet = exchanged(two, one, ...talks, ...theirs, ...mine);
    const stays = onPhone.residentOf(one._id);
    expect([onPhone.residentOf(two._id), onTablet.residentOf(one._id), onTablet.residentOf(two._id)]).toEqual(
      [stays, stays, stays]
    );
    expect(onTablet.residents.get(stays)).toEqual(onPhone.residents.get(stays));
    expect(timeLine(onTablet, stays)).toEqual(timeLine(onPhone, stays));
    const told = JSON.stringify([onPhone.residents.get(stays), timeLine(onPhone, stays)]);
    for (const text of [
      'Geld',
      'Alleen',
      '0570 111111',
      'via de buurvrouw',
      'Jan Bakker',
      'J. Bakker',
      '1948'
    ])
      expect(told).toContain(text);
    expect(mergedInto(onPhone, stays)).toHaveLength(1);
  });
});
