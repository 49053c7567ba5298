import { expect, test } from 'vitest';
import { factsOf, noFacts } from './attendance-book.ts';
import type { Headcount } from './attendance.ts';
import { Counter } from './counter.svelte.ts';
import { headsOf, sum } from './headcount.ts';
import { bookOf, COFFEE, counted, slowRecords, somebody } from './testing.ts';

const ria = somebody('ria');
const place = (records: ReturnType<typeof slowRecords>['records']) => ({
  records,
  database: 'opkomst-voorstad',
  session: COFFEE,
  author: ria,
  painted: () => Promise.resolve()
});
const heads = (documents: readonly object[]) => sum(headsOf(documents as Headcount[]));

test('a tap shows at once; while one write runs only the newest count waits, and it is written', async () => {
  const store = slowRecords();
  const counter = new Counter(place(store.records));
  for (let tap = 1; tap <= 5; tap++) {
    counter.tap('all');
    expect(heads(counter.counted)).toBe(tap);
  }
  expect(counter.state).toBe('keeping');
  await store.begun();
  counter.tap('all');
  counter.tap('all');
  await store.end();
  await store.begun();
  expect(heads(store.documents())).toBe(5);
  await store.end();
  await counter.settled();
  expect(counter.state).toBe('kept');
  expect(store.documents()).toHaveLength(1);
  expect([heads(store.documents()), store.written.length]).toEqual([7, 2]);
});

test('nothing is written before the tap is on the screen', async () => {
  const store = slowRecords({ atOnce: true });
  let shown = (): void => undefined;
  const painted = () => new Promise<void>((resolve) => (shown = resolve));
  const counter = new Counter({ ...place(store.records), painted });
  counter.tap('all');
  counter.tap('all');
  await new Promise((later) => setTimeout(later, 5));
  expect(store.written).toEqual([]);
  shown();
  await counter.settled();
  expect([store.written.length, heads(store.documents())]).toEqual([1, 2]);
});

test('a write that fails is told, and the next tap writes all', async () => {
  const store = slowRecords({ atOnce: true });
  const counter = new Counter(place(store.records));
  store.break(true);
  counter.tap('all');
  await counter.settled();
  expect([counter.state, counter.failure]).toEqual(['failed', { kind: 'full' }]);
  store.break(false);
  counter.retry();
  await counter.settled();
  expect([counter.state, counter.failure, heads(store.documents())]).toEqual(['kept', null, 1]);
  store.break(true);
  counter.tap('all');
  await counter.settled();
  store.break(false);
  counter.tap('all');
  await counter.settled();
  expect(heads(store.documents())).toBe(3);
});

test('each entrance has a count of its own, and what was tapped last is taken back where it was tapped', async () => {
  const store = slowRecords({ atOnce: true });
  const counter = new Counter(place(store.records), 'voordeur');
  counter.tap('all');
  counter.tap('new');
  counter.entrance = 'achterdeur';
  counter.tap('all');
  counter.entrance = 'voordeur';
  counter.tap('all');
  counter.undo(noFacts(COFFEE));
  counter.undo(noFacts(COFFEE));
  counter.undo(noFacts(COFFEE));
  await counter.settled();
  const taps = (store.documents() as unknown as Headcount[]).map(({ entrance, taps }) => [entrance, taps]);
  expect(Object.fromEntries(taps)).toEqual({
    voordeur: { all: { up: 2, down: 1 }, new: { up: 1, down: 1 } },
    achterdeur: { all: { up: 1, down: 1 } }
  });
});

test('after the page was opened anew one’s own earlier heads can be taken back, and no more than those', async () => {
  const store = slowRecords({ atOnce: true });
  const facts = factsOf(
    bookOf(counted(ria, ['+regular', '+regular']), counted(somebody('bert'), ['+all', '+all'])),
    COFFEE
  );
  const counter = new Counter(place(store.records));
  expect([counter.undo(facts), counter.undo(facts), counter.undo(facts)]).toEqual([true, true, false]);
  await counter.settled();
  expect(heads(store.documents())).toBe(-2);
  expect((store.documents() as unknown as Headcount[])[0]?.taps).toEqual({ regular: { up: 0, down: 2 } });
});
