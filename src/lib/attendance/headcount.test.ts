import { describe, expect, test } from 'vitest';
import { factsOf, noFacts } from './attendance-book.ts';
import { Headcount } from './attendance.ts';
import { correctionDocuments, emptyCorrection, madeTwice } from './count-correction.ts';
import { countersOf, entrancesOf, lastSplit, sessionCount, takenBackFrom, withOwn } from './headcount.ts';
import { addUpWords, counterWords } from './words.ts';
import { bookOf, COFFEE, counted, MORNING, somebody, times } from './testing.ts';

const ria = somebody('ria');
const bert = somebody('bert');
const correction = (by: typeof ria, saw: number, right: number) => {
  const made = correctionDocuments(
    COFFEE,
    saw,
    { ...emptyCorrection(by), right: String(right), why: 'Nageteld.' },
    by
  );
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value[0] as (typeof made.value)[0];
};
const checkIn = (token: string) => ({
  _id: `check-in:koffie.20261124T100000.${token}`,
  kind: 'check-in',
  schema: 1,
  author: 'binnenzak-server',
  device: 'server',
  created: '2026-11-24T09:00:00.000Z',
  session: COFFEE
});

describe('a headcount', () => {
  test('is what its schema takes, and counts taps up less taps taken back, by group', () => {
    const headcount = counted(ria, ['+all', '+all', '-all', '+new', '+new']);
    expect(Headcount.safeParse(headcount).success).toBe(true);
    expect(headcount.taps).toEqual({ all: { up: 2, down: 1 }, new: { up: 2, down: 0 } });
    expect(sessionCount(factsOf(bookOf(headcount), COFFEE))).toMatchObject({
      total: 3,
      groups: { all: 1, new: 2 }
    });
  });

  test('adds up with those of other openings, devices and people, in whatever order they come', () => {
    const all = [
      counted(ria, times(12, '+all')),
      counted(ria, times(3, '+all')),
      counted(bert, [...times(4, '+new'), ...times(5, '+regular')]),
      counted(somebody('bert', 'tablet', MORNING - 86_400_000), times(2, '+child'))
    ];
    const totals = [all, all.toReversed()].map((documents) =>
      sessionCount(factsOf(bookOf(...documents), COFFEE))
    );
    expect(totals[0]).toMatchObject({ total: 26, groups: { all: 15, new: 4, regular: 5, child: 2 } });
    expect(totals[1]).toEqual(totals[0]);
  });

  test('counts only for its own session, also when two are at the same time', () => {
    const meal = { activity: 'activity:tafel', start: COFFEE.start };
    const book = bookOf(counted(ria, times(2, '+all')), counted(ria, times(7, '+all'), meal));
    expect([COFFEE, meal].map((ref) => sessionCount(factsOf(book, ref)).total)).toEqual([2, 7]);
  });

  test('counts with those who said so themselves, who are told apart', () => {
    const book = bookOf(counted(ria, times(3, '+all')), checkIn('a'), checkIn('b'), checkIn('b'));
    expect(sessionCount(factsOf(bookOf(checkIn('a')), COFFEE)).total).toBe(1);
    expect(sessionCount(factsOf(book, COFFEE))).toMatchObject({ total: 6, checkIns: 3 });
  });

  test('of which the page knows more than was written counts as the page knows it, once', () => {
    const before = counted(ria, times(3, '+all'));
    const facts = factsOf(bookOf(before, counted(bert, times(2, '+all'))), COFFEE);
    const now = { ...before, taps: { all: { up: 5, down: 0 } } };
    expect(sessionCount(withOwn(facts, [now])).total).toBe(7);
    expect(sessionCount(withOwn(noFacts(COFFEE), [now])).total).toBe(5);
  });
});

describe('putting the total right', () => {
  test('keeps what was seen, by how many, who and why, and later taps still add up', () => {
    const first = counted(ria, times(20, '+all'));
    const right = correction(bert, 20, 22);
    expect(right).toMatchObject({ saw: 20, delta: 2, why: 'Nageteld.', author: 'bert', group: 'all' });
    const late = counted(somebody('ria', 'oude telefoon'), times(4, '+all'));
    expect(sessionCount(factsOf(bookOf(first, right, late), COFFEE))).toMatchObject({
      total: 26,
      corrected: 2
    });
  });

  test('takes nothing that is no number, that changes nothing or gives no reason', () => {
    const form = emptyCorrection(ria);
    const problems = (change: object) => {
      const made = correctionDocuments(COFFEE, 20, { ...form, ...change }, ria);
      return made.ok ? [] : made.failure.map(({ path }) => path);
    };
    expect(problems({})).toEqual(['right', 'why']);
    expect(problems({ right: '20', why: 'Zo was het.' })).toEqual(['right']);
    expect(problems({ right: '-3', why: 'Zo was het.' })).toEqual(['right']);
    expect(problems({ right: '3', why: 'Nummer 123456782.' })).toEqual(['why']);
    expect(problems({ right: '0', why: 'Er was niemand.' })).toEqual([]);
  });

  test('from the same number on two devices is told, until somebody puts it right again', () => {
    const [one, two] = [correction(ria, 20, 22), correction(bert, 20, 22)];
    const twice = (...documents: (typeof one)[]) =>
      madeTwice(factsOf(bookOf(...documents), COFFEE).corrections);
    expect(twice(one)).toBe(false);
    expect(twice(one, two)).toBe(true);
    expect(twice(one, correction(ria, 22, 21))).toBe(false);
    const settled = { ...correction(ria, 24, 22), created: '2026-11-24T20:00:00.000Z' };
    expect(twice(one, two, settled)).toBe(false);
  });
});

describe('who counted', () => {
  const front = counted(ria, times(8, '+all'), COFFEE, 'voordeur');
  const back = counted(bert, times(12, '+all'), COFFEE, 'achterdeur');
  const again = counted(bert, ['+all', '-all', '+all'], COFFEE, 'achterdeur');

  test('is told by person and entrance, and whether they are still at it', () => {
    const facts = factsOf(bookOf(front, back, again), COFFEE);
    expect(countersOf(facts, MORNING + 60_000)).toEqual([
      { user: 'bert', entrance: 'achterdeur', heads: 13, atWork: true },
      { user: 'ria', entrance: 'voordeur', heads: 8, atWork: true }
    ]);
    expect(countersOf(facts, MORNING + 3_600_000).map(({ atWork }) => atWork)).toEqual([false, false]);
  });

  test('stands in words, with whether anybody may be counted twice', () => {
    const [line] = countersOf(factsOf(bookOf(back), COFFEE), MORNING + 3_600_000);
    if (!line) throw new Error('Nobody counted.');
    expect(counterWords(line, 'Bert')).toBe('Bert telde 12 bij de achterdeur');
    expect(counterWords({ ...line, atWork: true, entrance: 'zaal 2' }, 'Bert')).toBe(
      'Bert telt nu mee, al 12 bij ‘zaal 2’'
    );
    expect(addUpWords('voordeur', [])).toBeNull();
    expect(addUpWords('voordeur', [line])).toContain('niemand telt dubbel');
    expect(addUpWords('achterdeur', [line])).toContain('nog iemand bij deze ingang');
    expect(addUpWords('', [line])).toContain('Spreek af');
  });

  test('can take back their own heads and nobody else’s', () => {
    const facts = factsOf(bookOf(front, counted(bert, ['+new', '-new', '+child'])), COFFEE);
    expect(takenBackFrom(facts, 'ria')).toBe('all');
    expect(takenBackFrom(facts, 'bert')).toBe('child');
    expect(takenBackFrom(facts, 'cora')).toBeNull();
  });
});

test('whoever counts an activity next splits it as it was split last, and finds the entrances of before', () => {
  const earlier = { ...COFFEE, start: '2026-11-17T10:00:00' };
  const facts = (...documents: ReturnType<typeof counted>[]) =>
    bookOf(...documents).activities.get(COFFEE.activity) ?? [];
  expect(lastSplit([])).toBe('none');
  expect(lastSplit(facts(counted(ria, ['+senior'], earlier)))).toBe('age');
  expect(lastSplit(facts(counted(ria, ['+senior'], earlier), counted(ria, ['+all', '+new'])))).toBe('known');
  expect(lastSplit(facts(counted(ria, ['+new'], earlier), counted(ria, ['+all'])))).toBe('none');
  const entrances = facts(
    counted(ria, ['+all'], earlier, 'serre'),
    counted(ria, ['+all'], COFFEE, 'voordeur'),
    counted(bert, ['+all'], COFFEE, '')
  );
  expect(entrancesOf(entrances)).toEqual(['voordeur', 'serre']);
});
