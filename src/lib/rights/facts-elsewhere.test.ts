import { expect, test } from 'vitest';
import type { AnyDocument } from '../core/document.ts';
import { readReferrals } from '../referrals/referral-book.ts';
import { readSignals } from '../signals/signal-book.ts';
import { factsElsewhere } from './facts-elsewhere.ts';

const day = '2026-11-20';
const made = (id: string, more: object): AnyDocument => ({
  _id: id,
  kind: id.slice(0, id.indexOf(':')),
  schema: 1,
  author: 'anna',
  device: 'phone',
  created: `${day}T12:00:00.000Z`,
  day,
  ...more
});
const copy = { who: 'Jan', reach: '', question: 'Een traplift', background: '', warm: null, by: null };
const to = { kind: 'colleague', user: 'bram' };
const received = { ...copy, team: 'wmo', sender: 'wmo-1', senderName: 'Wim' };
const state = { state: 'contact', note: '' };
const story = { done: 'Gekookt', meant: 'Veel', teller: 'resident', zone: null, entry: null, share: true };

test('referrals, handovers and stories of a resident are found with what became of them, also of a merged card', () => {
  const records = [
    made('referral:1', { ...copy, to, consent: 'consent:1', resident: 'resident:old' }),
    made('referral-state:1', { ...state, referral: 'referral:1' }),
    made('referral:2', { ...copy, to, consent: 'consent:2', resident: 'resident:other' }),
    made('handover:1', received),
    made('handover-state:1', { ...state, handover: 'handover:1', resident: 'resident:1' }),
    made('handover:2', received),
    made('story:1', { ...story, resident: 'resident:old' }),
    made('story-consent:1', { story: 'story:1', share: false, note: '' }),
    made('story:2', { ...story, resident: null })
  ].map((document) => ({ database: 'team-voorstad', delivery: 'processed', document }) as const);
  const residentOf = (id: string) => (id === 'resident:old' ? 'resident:1' : id);
  const found = factsElsewhere(
    {
      visits: { book: { residentOf } },
      referrals: { book: readReferrals(records, residentOf) },
      signals: { book: readSignals(records) }
    },
    'resident:1'
  );
  expect(found.map((one) => ('_id' in one ? one._id : '')).sort()).toEqual([
    'handover-state:1',
    'handover:1',
    'referral-state:1',
    'referral:1',
    'story-consent:1',
    'story:1'
  ]);
});
