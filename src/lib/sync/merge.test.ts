import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hybridClock } from '../core/hlc.ts';
import { begin, edit, merge, merger, otherTexts, settle, type Mergeable } from './merge.ts';

type Card = Mergeable & { name: string; contact: string; zone: string | null; birthYear: number | null };

const FIELDS = ['name', 'contact', 'zone', 'birthYear'] as const;

function newCard(): Card {
  const card = {
    _id: 'resident:1',
    kind: 'resident',
    schema: 1,
    author: 'anna',
    device: 'a',
    created: '2026-11-22T08:00:00.000Z',
    name: 'Mevrouw De Boer',
    contact: '',
    zone: null,
    birthYear: null
  };
  return begin(
    card,
    FIELDS,
    hybridClock(() => 1, 'a')
  );
}

const mergeCards = (...cards: Card[]): Card => merge(cards) as Card;

test('changes to different fields are both in the merge (rule M1)', () => {
  const card = newCard();
  const one = edit(
    card,
    { contact: '06 1' },
    hybridClock(() => 10, 'one')
  );
  const two = edit(
    card,
    { birthYear: 1940 },
    hybridClock(() => 20, 'two')
  );
  expect(mergeCards(one, two)).toMatchObject({ contact: '06 1', birthYear: 1940, kept: {} });
});

test('revisions of different schemas are not joined, so that neither is ended (rule M7)', () => {
  const card = newCard();
  expect(merger.joins([card, { ...card, contact: '06 1' }])).toBe(true);
  expect(merger.joins([card, { ...card, schema: 2 }])).toBe(false);
});

test('of two changes to one field the later stands, and the text that lost is kept (rules M2 and M3)', () => {
  const card = newCard();
  const one = edit(
    card,
    { contact: 'bellen na vijven' },
    hybridClock(() => 10, 'one')
  );
  const two = edit(
    card,
    { contact: 'via de dochter' },
    hybridClock(() => 20, 'two')
  );
  const merged = mergeCards(one, two);
  expect(merged.contact).toBe('via de dochter');
  expect(otherTexts(merged, 'contact').map(({ text }) => text)).toEqual(['bellen na vijven']);
});

test('a text that was replaced knowingly is not kept (rule M3)', () => {
  const clock = hybridClock(() => 10, 'one');
  const first = edit(newCard(), { contact: 'oud nummer' }, clock);
  const second = edit(
    first,
    { contact: 'nieuw nummer' },
    hybridClock(() => 5, 'two')
  );
  expect(mergeCards(first, second)).toMatchObject({ contact: 'nieuw nummer', kept: {} });
});

test('a kept text survives later edits until a person settles it, and then stays away (rule M4)', () => {
  const card = newCard();
  const one = edit(
    card,
    { contact: 'A' },
    hybridClock(() => 10, 'one')
  );
  const two = edit(
    card,
    { contact: 'B' },
    hybridClock(() => 20, 'two')
  );
  const edited = edit(
    mergeCards(one, two),
    { contact: 'C' },
    hybridClock(() => 30, 'one')
  );
  expect(otherTexts(edited, 'contact').map(({ text }) => text)).toEqual(['A']);
  const settled = settle(
    edited,
    'contact',
    'A en C',
    hybridClock(() => 40, 'two')
  );
  expect(mergeCards(settled, edited, one, two)).toMatchObject({ contact: 'A en C', kept: {} });
});

test('of two facts under one id the later made stands whole, the same on every device (rule M6)', () => {
  const fact = (created: string, text: string) => ({
    _id: 'conversation:1',
    kind: 'conversation',
    schema: 1,
    author: 'anna',
    device: 'a',
    created,
    text
  });
  const [early, late] = [fact('2026-11-22T08:00:00.000Z', 'zz'), fact('2026-11-22T09:00:00.000Z', 'aa')];
  expect(merge([early, late])).toEqual(late);
  expect(merge([late, early])).toEqual(late);
});

/** A history of a card on three devices: edits, settlements, and exchanges between two of them. */
const happening = fc.record({
  device: fc.nat(2),
  with: fc.nat(2),
  kind: fc.constantFrom('edit', 'edit', 'exchange', 'settle'),
  field: fc.constantFrom(...FIELDS),
  value: fc.constantFrom('', 'x', 'y', 'z', 'lang verhaal'),
  later: fc.nat(3)
});
const history = fc.array(happening, { maxLength: 25 });

/** Plays a history; answers the card of each device, and of all revisions that were ever current. */
function play(events: readonly (typeof happening extends fc.Arbitrary<infer Event> ? Event : never)[]) {
  let now = 100;
  const clocks = [0, 1, 2].map((device) => hybridClock(() => now - device * 3, `device-${device}`));
  const cards = [newCard(), newCard(), newCard()];
  for (const { device, with: other, kind, field, value, later } of events) {
    now += later;
    const [card, theirs, clock] = [cards[device], cards[other], clocks[device]];
    if (!card || !theirs || !clock) throw new RangeError('There are three devices.');
    const given = field === 'birthYear' ? value.length + 1900 : value;
    if (kind === 'exchange') cards[device] = cards[other] = mergeCards(card, theirs);
    else if (kind === 'settle') cards[device] = settle(card, field, given, clock);
    else cards[device] = edit(card, { [field]: given }, clock);
  }
  return cards;
}

test('merging is commutative, associative and idempotent (rule M5)', () => {
  fc.assert(
    fc.property(history, (events) => {
      const [a, b, c] = play(events) as [Card, Card, Card];
      expect(mergeCards(a, b)).toEqual(mergeCards(b, a));
      expect(mergeCards(mergeCards(a, b), c)).toEqual(mergeCards(a, mergeCards(b, c)));
      expect(mergeCards(a, a)).toEqual(a);
      expect(mergeCards(mergeCards(a, b), b)).toEqual(mergeCards(a, b));
    }),
    { numRuns: 300 }
  );
});

test('no text disappears without somebody who knew of it having changed it (rule M3)', () => {
  fc.assert(
    fc.property(history, (events) => {
      const cards = play(events);
      const all = mergeCards(...cards);
      for (const card of cards) {
        for (const field of ['name', 'contact', 'zone'] as const) {
          const stamp = card.stamps[field] ?? '';
          const value = card[field];
          const there =
            all[field] === value || otherTexts(all, field).some(({ text }) => text === value) || !value;
          const known = cards.some((other) =>
            Object.values(other.seen[field] ?? {}).some((seen) => seen >= stamp)
          );
          expect(there || known).toBe(true);
        }
      }
    }),
    { numRuns: 300 }
  );
});
