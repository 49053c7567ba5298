import { describe, expect, test } from 'vitest';
import { hybridClock } from '../core/hlc.ts';
import type { AnyDocument } from '../core/document.ts';
import type { StoredRecord } from '../db/records.ts';
import { newDocument } from '../core/author.ts';
import { laterDocuments, doneDocuments } from '../visits/task-form.ts';
import { readVisits } from '../visits/visit-book.ts';
import type { Handover, HandoverState, Referral, ReferralState, ReferralStateName } from './referral.ts';
import { readReferrals } from './referral-book.ts';
import { referralTasks } from './tasks.ts';

let count = 0;
/** A worker at noon of a day. */
const on = (day: string, user = 'vet-voorstad-1') => {
  const clock = () => Date.parse(`${day}T11:00:00Z`);
  const nextId = () => String(++count).padStart(4, '0');
  return { user, device: 'phone', clock, nextId, stamps: hybridClock(clock, 'phone') };
};
const SENT = '2026-11-01';

const tasksOn = (today: string, documents: readonly AnyDocument[]) => {
  const records = documents.map((document): StoredRecord => ({
    database: 'team-voorstad',
    delivery: 'processed',
    document
  }));
  return referralTasks(readVisits(records), readReferrals(records), today);
};

const referral = (to: Referral['to'], by: string | null = null): Referral => ({
  ...newDocument(on(SENT), 'referral'),
  resident: 'resident:1',
  day: SENT,
  to,
  consent: 'consent:1',
  who: 'Mevrouw K.',
  reach: '',
  question: 'Hulp bij het huishouden',
  background: '',
  warm: null,
  by
});
const wmo = { kind: 'team', team: 'wmo' } as const;
const table = {
  kind: 'entry',
  entry: { id: 'service:1', name: 'Voorstad aan Tafel', phone: null }
} as const;
const state = ({ _id }: Referral, name: ReferralStateName, day: string): ReferralState => ({
  ...newDocument(on(day), 'referral-state'),
  referral: _id,
  day,
  state: name,
  note: ''
});

describe('a referral without an answer', () => {
  test('asks its sender how it stands, the day after two weeks or after the agreed day', () => {
    for (const [by, due] of [
      [null, '2026-11-16'],
      ['2026-11-10', '2026-11-11']
    ] as const) {
      const sent = referral(table, by);
      expect(tasksOn(by ?? '2026-11-15', [sent])).toEqual([]);
      expect(tasksOn(due, [sent])).toMatchObject([
        {
          id: sent._id,
          title: 'Vraag hoe het staat bij Voorstad aan Tafel',
          by: due,
          late: false,
          owner: 'vet-voorstad-1',
          href: `/werk/doorverwijzingen/${sent._id.slice(9)}`
        }
      ]);
      expect(tasksOn('2026-11-20', [sent])).toMatchObject([{ late: true }]);
    }
  });

  test('that only arrived is still without an answer', () => {
    const sent = referral(wmo);
    expect(tasksOn('2026-11-16', [sent, state(sent, 'received', SENT)])).toMatchObject([
      { title: 'Vraag hoe het staat bij Team Toegang Wmo' }
    ]);
  });

  test('is asked about two weeks after a first contact, not before, also when it was put off', () => {
    const sent = referral(wmo);
    const put = laterDocuments(sent._id, { name: '1', by: '2026-11-18' }, on('2026-11-16'));
    const all = [sent, state(sent, 'contact', '2026-11-17'), ...(put.ok ? put.value : [])];
    expect(tasksOn('2026-12-01', all)).toEqual([]);
    expect(tasksOn('2026-12-02', all)).toMatchObject([{ by: '2026-12-02', late: false }]);
  });

  test('that was put off waits for that day', () => {
    const sent = referral(wmo);
    const put = laterDocuments(sent._id, { name: '1', by: '2026-11-20' }, on('2026-11-16'));
    expect(tasksOn('2026-11-18', [sent, ...(put.ok ? put.value : [])])).toMatchObject([
      { by: '2026-11-20', late: false }
    ]);
  });
});

test('a referral that was taken up asks nothing more', () => {
  const sent = referral(wmo);
  expect(tasksOn('2027-01-01', [sent, state(sent, 'taken-up', '2026-11-10')])).toEqual([]);
});

test.each([
  ['returned', 'Teruggegeven: kijk wat nu kan. Hulp bij het huishouden'],
  ['not-taken-up', 'Niet opgepakt: kijk wat nu kan. Hulp bij het huishouden']
] as const)('a referral that was %s asks its sender to go on, until that is done', (name, title) => {
  const sent = referral(wmo);
  const back = state(sent, name, '2026-11-10');
  // What was said while there was no answer is about something else.
  const earlier = doneDocuments(sent._id, { name: '1', note: '' }, on('2026-11-05'));
  const all = [sent, back, ...(earlier.ok ? earlier.value : [])];
  expect(tasksOn('2026-11-10', all)).toMatchObject([
    { id: back._id, title, by: '2026-11-10', owner: 'vet-voorstad-1' }
  ]);
  const done = doneDocuments(back._id, { name: '2', note: '' }, on('2026-11-11'));
  expect(tasksOn('2026-11-12', [...all, ...(done.ok ? done.value : [])])).toEqual([]);
});

test('a referral to a colleague asks that colleague until it is answered', () => {
  const sent = referral({ kind: 'colleague', user: 'vet-voorstad-2' });
  expect(tasksOn(SENT, [sent])).toMatchObject([{ owner: 'vet-voorstad-2', by: '2026-11-15' }]);
  expect(tasksOn(SENT, [sent, state(sent, 'taken-up', SENT)])).toEqual([]);
  expect(tasksOn(SENT, [sent, state(sent, 'returned', SENT)])).toMatchObject([{ owner: 'vet-voorstad-1' }]);
});

test('a handover asks the whole team until somebody did something with it', () => {
  const brought: Handover = {
    ...newDocument({ ...on(SENT), user: 'server' }, 'handover'),
    team: 'wmo',
    sender: 'wmo-1',
    senderName: 'Sander Hietveld',
    day: '2026-10-30',
    who: 'De heer Brink',
    reach: '',
    question: 'Iemand om mee te wandelen',
    background: '',
    warm: null,
    by: null
  };
  expect(tasksOn(SENT, [brought])).toMatchObject([
    {
      name: 'De heer Brink',
      title: 'Overdracht van Sander Hietveld: Iemand om mee te wandelen',
      by: SENT,
      late: false,
      owner: null,
      href: `/werk/overdrachten/${brought._id.slice(9)}`
    }
  ]);
  const received: HandoverState = {
    ...newDocument(on(SENT), 'handover-state'),
    handover: brought._id,
    day: SENT,
    state: 'received',
    note: '',
    resident: null
  };
  expect(tasksOn(SENT, [brought, received])).toEqual([]);
});
