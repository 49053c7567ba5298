import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MissedQueue, MOST_WAITING, STANDS_STILL, type Missed } from './missed-queue.ts';

const NOON = Date.UTC(2026, 10, 24, 11);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A device with a server that answers a status, or cannot be reached. */
function device() {
  const kept = new Map<string, string>();
  const sent: Missed[][] = [];
  const requests: RequestInit[] = [];
  const state = { answer: 204 as number | null, now: NOON };
  const open = () =>
    new MissedQueue({
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key)
      },
      clock: () => state.now,
      async fetch(_, init) {
        if (state.answer === null) throw new TypeError('no connection');
        requests.push(init);
        if (state.answer === 204)
          sent.push((JSON.parse(String(init.body)) as { questions: Missed[] }).questions);
        return new Response(null, { status: state.answer });
      }
    });
  return { open, kept, sent, requests, state };
}

const still = (milliseconds = STANDS_STILL) => vi.advanceTimersByTimeAsync(milliseconds);

test('a question is counted when it has stood still, with its week and no more', async () => {
  const { open, sent, requests } = device();
  open().count('waar kan ik drummen');
  await still(STANDS_STILL - 1);
  expect(sent).toEqual([]);
  await still(1);
  expect(sent).toEqual([[{ week: '2026-W48', words: ['drummen'] }]]);
  expect(requests[0]?.credentials).toBe('omit');
});

test('what is typed on is not counted', async () => {
  const { open, sent } = device();
  const queue = open();
  for (const text of ['dr', 'drum', 'drummen']) {
    const takeBack = queue.count(text);
    await still(1000);
    if (text !== 'drummen') takeBack();
  }
  await still();
  expect(sent.flat().map(({ words }) => words)).toEqual([['drummen']]);
});

test('the same question counts once a day, in whatever order it is asked', async () => {
  const { open, sent, state } = device();
  const queue = open();
  for (const text of ['leren drummen', 'drummen leren', 'Leren drummen?']) {
    queue.count(text);
    await still();
  }
  expect(sent).toHaveLength(1);
  state.now += 24 * 60 * 60_000;
  queue.count('leren drummen');
  await still();
  expect(sent).toHaveLength(2);
});

test.each([null, 429, 503, 200])(
  'what could not be sent (%s) waits, also when the app is closed',
  async (answer) => {
    const { open, sent, kept, state } = device();
    state.answer = answer;
    open().count('drummen');
    await still();
    expect(kept.size).toBe(1);
    state.answer = 204;
    await open().send();
    expect(sent).toEqual([[{ week: '2026-W48', words: ['drummen'] }]]);
    expect(kept.size).toBe(0);
  }
);

test('what the server will never take does not wait', async () => {
  const { open, kept, state } = device();
  state.answer = 400;
  open().count('drummen');
  await still();
  expect(kept.size).toBe(0);
});

test('two calls at once send once', async () => {
  const { open, sent, state } = device();
  state.answer = null;
  const queue = open();
  queue.count('drummen');
  await still();
  state.answer = 204;
  await Promise.all([queue.send(), queue.send(), open().send()]);
  expect(sent).toHaveLength(1);
});

test('no more than fifty wait, the newest', async () => {
  const { open, kept, state } = device();
  state.answer = null;
  const queue = open();
  for (let count = 0; count < MOST_WAITING + 5; count++) {
    queue.count(`drummen ${'abcdefghij'[count % 10]}${'klmnopqrst'[Math.floor(count / 10)]}x`);
    await still();
  }
  const waiting = JSON.parse(kept.get('binnenzak-gemist') ?? '') as Missed[];
  expect(waiting).toHaveLength(MOST_WAITING);
  expect(waiting.at(-1)?.words).toEqual(['drummen', 'epx']);
});

test('nothing personal reaches the store of the device, and what somebody else put there is not sent', async () => {
  const { open, kept, sent, state } = device();
  state.answer = null;
  const queue = open();
  for (const text of ['bsn 123456782', 'ik heet fatima yilmaz']) queue.count(text);
  await still();
  expect([...kept.values()].join()).not.toMatch(/fatima|yilmaz|\d{3}/);
  kept.set('binnenzak-gemist', '[{"week":"2026-W48","words":["Jan"]},{"week":1},null]');
  state.answer = 204;
  await queue.send();
  expect(sent).toEqual([]);
});

test('a browser that keeps nothing counts nothing, and search goes on', async () => {
  const { sent } = device();
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  for (const storage of [null, { getItem: refuse, setItem: refuse, removeItem: refuse }]) {
    const queue = new MissedQueue({
      storage,
      clock: () => NOON,
      fetch: () => Promise.reject(new Error('asked'))
    });
    queue.count('drummen');
    await still();
  }
  expect(sent).toEqual([]);
});
