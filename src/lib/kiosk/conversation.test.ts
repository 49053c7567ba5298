import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  happened,
  isBegun,
  LONGEST_WORDS,
  MOST_KEPT,
  NEW_VISIT,
  questionsPut,
  screenOf,
  type Visit,
  type VisitEvent
} from './conversation.ts';
import { EMPTY_DRAFT } from './call-back.ts';
import { LANGUAGES } from './language/languages.ts';

const debts = { id: 'schulden', name: 'Schulden' };
const rent = { id: 'huurachterstand', name: 'huurachterstand' };
const play = (...events: VisitEvent[]): Visit => events.reduce(happened, NEW_VISIT);
const field: VisitEvent = { kind: 'field', field: 'geld' };
const theme: VisitEvent = { kind: 'theme', theme: debts, hasNeeds: true };

describe('the conversation', () => {
  test('comes from a field of life by a theme and a need to offers, in three touches', () => {
    const visit = play(field, theme, { kind: 'need', need: rent });
    expect(screenOf(visit)).toEqual({
      at: 'offers',
      sought: { kind: 'need', theme: debts, need: rent },
      page: 0
    });
    expect(questionsPut(visit)).toBe(2);
    expect(visit.topic).toBe('schulden');
  });

  test('shows offers for a theme at once when nothing narrower is known of it, or when none fits', () => {
    const offers = { at: 'offers', sought: { kind: 'theme', theme: debts }, page: 0 };
    expect(screenOf(play(field, { ...theme, hasNeeds: false }))).toEqual(offers);
    expect(screenOf(play(field, theme, { kind: 'need', need: null }))).toEqual(offers);
  });

  test('seeks by what was typed, and by nothing where nothing was', () => {
    const asked = play({ kind: 'own-words' }, { kind: 'type', text: ' huur betalen ' }, { kind: 'ask' });
    expect(screenOf(asked)).toMatchObject({ at: 'offers', sought: { kind: 'words', text: 'huur betalen' } });
    expect(screenOf(play({ kind: 'own-words' }, { kind: 'type', text: '  ' }, { kind: 'ask' }))).toEqual({
      at: 'words'
    });
  });

  test('takes no more of what is typed than is of use to search', () => {
    const visit = play({ kind: 'own-words' }, { kind: 'type', text: 'a'.repeat(500) });
    expect(visit.typed).toHaveLength(LONGEST_WORDS);
  });

  test('goes back one screen at a time, and no further than the start', () => {
    const visit = play(field, theme, { kind: 'human' });
    const back = [1, 2, 3, 4].reduce((one) => happened(one, { kind: 'back' }), visit);
    expect(screenOf(happened(visit, { kind: 'back' }))).toMatchObject({ at: 'needs' });
    expect(back.path).toEqual(NEW_VISIT.path);
  });

  test('takes no more along than fits, and each entry once', () => {
    const ids = Array.from({ length: 20 }, (_, place) => `service:${place % 15}`);
    const visit = play(...ids.map((id) => ({ kind: 'keep', id }) as const));
    expect(visit.kept).toEqual(ids.slice(0, MOST_KEPT));
    expect(happened(visit, { kind: 'drop', id: 'service:0' }).kept).toHaveLength(MOST_KEPT - 1);
  });

  test('asks to be called step by step, goes on only when a step is right, and forgets what was filled in', () => {
    const wrong = play({ kind: 'call-back' }, { kind: 'fill', field: 'phone', text: '06' }, { kind: 'next' });
    expect(screenOf(wrong)).toEqual({ at: 'call-back', step: 0 });
    const right = [
      { kind: 'fill', field: 'phone', text: '0612345678' },
      { kind: 'next' },
      { kind: 'fill', field: 'name', text: 'Bosch' },
      { kind: 'next' },
      { kind: 'fill', field: 'question', text: 'huur' },
      { kind: 'next' }
    ] as const;
    const last = right.reduce<Visit>(happened, wrong);
    expect(screenOf(last)).toEqual({ at: 'call-back', step: 3 });
    const called = happened(last, { kind: 'called', receipt: 'K7Q2MB' });
    expect([screenOf(called), called.draft, called.outcome]).toEqual([
      { at: 'called', receipt: 'K7Q2MB' },
      EMPTY_DRAFT,
      'call-back'
    ]);
  });

  test('brings who was not helped to a human', () => {
    const visit = play(field, theme, { kind: 'need', need: null }, { kind: 'helped', yes: false });
    expect([screenOf(visit).at, visit.outcome]).toEqual(['human', 'not-found']);
  });
});

describe('what is counted of a visit', () => {
  test('is nothing when nobody touched the screen', () => {
    expect(isBegun(NEW_VISIT)).toBe(false);
    expect(happened(NEW_VISIT, { kind: 'back' })).toBe(NEW_VISIT);
  });
  test('is that somebody left, until they print or say that they were helped', () => {
    expect(play(field).outcome).toBe('left');
    expect(play(field, { kind: 'helped', yes: true }).outcome).toBe('found');
    expect(play(field, { kind: 'printed' }, { kind: 'helped', yes: true }).outcome).toBe('printed');
  });
  test('is what it was about first, the theme rather than its field', () => {
    expect(play(field).topic).toBe('geld');
    expect(play(field, theme, { kind: 'home' }, { kind: 'field', field: 'zorg' }).topic).toBe('schulden');
  });
});

const anything: fc.Arbitrary<VisitEvent> = fc.oneof(
  fc.constantFrom<VisitEvent>(
    field,
    theme,
    { ...theme, hasNeeds: false },
    ...(['larger-text', 'contrast', 'speed', 'more', 'own-words', 'ask'] as const).map((kind) => ({ kind })),
    ...(['agenda', 'human', 'take-along', 'printed', 'back', 'home'] as const).map((kind) => ({ kind })),
    { kind: 'call-back' },
    { kind: 'next' },
    { kind: 'called', receipt: 'K7Q2MB' },
    { kind: 'fill', field: 'phone', text: '0612345678' },
    { kind: 'fill', field: 'name', text: 'Bosch' },
    { kind: 'need', need: rent },
    { kind: 'need', need: null },
    { kind: 'helped', yes: true },
    { kind: 'helped', yes: false }
  ),
  fc.record({ kind: fc.constant('language' as const), language: fc.constantFrom(...LANGUAGES) }),
  fc.record({ kind: fc.constant('type' as const), text: fc.string({ maxLength: 600, unit: 'grapheme' }) }),
  fc.record({ kind: fc.constantFrom('keep' as const, 'drop' as const), id: fc.string({ maxLength: 3 }) })
);

test('however the screen is kneaded, it asks at most three questions and stands somewhere', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 60 }), (events) => {
      const visit = play(...events);
      expect(questionsPut(visit)).toBeLessThanOrEqual(3);
      expect(visit.path.length).toBeLessThanOrEqual(11);
      expect(visit.path[0]).toEqual({ at: 'start' });
      expect(visit.kept.length).toBeLessThanOrEqual(MOST_KEPT);
      expect(visit.typed.length).toBeLessThanOrEqual(LONGEST_WORDS);
    }),
    { numRuns: 500 }
  );
});

test('starting again keeps the language and how large the letters are, and nothing that was said', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 40 }), (events) => {
      const { typed, path, helped, draft } = happened(play(...events), { kind: 'home' });
      expect({ typed, path, helped, draft }).toEqual({
        typed: '',
        path: NEW_VISIT.path,
        helped: null,
        draft: EMPTY_DRAFT
      });
    })
  );
});
