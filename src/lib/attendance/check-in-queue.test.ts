import { expect, test } from 'vitest';
import { CheckInQueue } from './check-in-queue.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const coffee = { activity: 'activity:koffie', start: '2026-11-24T10:00:00' };
const meal = { activity: 'activity:tafel', start: '2026-11-24T17:30:00' };

/** A phone with a store of its own; `answer` is what the server says, or a connection that is not there. */
function phone(items = new Map<string, string>(), { clock = () => NOW, full = false } = {}) {
  const sent: { activity: string; token: string }[] = [];
  const server = { answer: (): Response => new Response(null, { status: 204 }) };
  const planned: { callback: () => void; wait: number }[] = [];
  const open = () =>
    new CheckInQueue({
      storage: {
        getItem: (key) => items.get(key) ?? null,
        setItem: (key, value) => {
          if (full) throw new DOMException('full', 'QuotaExceededError');
          items.set(key, value);
        }
      },
      fetch: async (address, { body }) => {
        expect(address).toBe('/ben-er');
        const answer = server.answer();
        sent.push(JSON.parse(String(body)));
        return answer;
      },
      clock,
      random: (count) => crypto.getRandomValues(new Uint8Array(count)),
      later: (callback, wait) => void planned.push({ callback, wait })
    });
  return { sent, server, planned, open };
}
const away = (): Response => {
  throw new TypeError('No connection.');
};

test('a phone says so once for each session, however often it is tapped and wherever', async () => {
  const { sent, open } = phone();
  const queue = open();
  queue.add(coffee);
  queue.add(coffee);
  open().add(coffee);
  await queue.send();
  expect(new Set(sent.map(({ token }) => token)).size).toBe(1);
  await expect.poll(() => open().stateOf(coffee)).toBe('counted');
  const before = sent.length;
  open().add(coffee);
  expect(sent).toHaveLength(before);
});

test('two sessions have nothing in common by which they could be known to be of one phone', async () => {
  const { sent, open } = phone();
  const queue = open();
  queue.add(coffee);
  await queue.send();
  queue.add(meal);
  await queue.send();
  expect(sent.map(({ activity }) => activity)).toEqual([coffee.activity, meal.activity]);
  expect(sent[0]?.token).not.toBe(sent[1]?.token);
  expect(sent[0]?.token).toMatch(/^[0-9a-f]{32}$/);
});

test('without a connection it waits on the phone, also when the page is closed, and is sent later', async () => {
  const { sent, server, open } = phone();
  server.answer = away;
  const queue = open();
  queue.add(coffee);
  await queue.send();
  expect(queue.stateOf(coffee)).toBe('waiting');
  server.answer = () => new Response(null, { status: 204 });
  const later = open();
  await later.send();
  expect(later.stateOf(coffee)).toBe('counted');
  expect(sent).toHaveLength(1);
});

test('a connection that comes back while a try without it has yet to fail is used all the same', async () => {
  const failed = Promise.withResolvers<never>();
  const answers = [failed.promise, new Response(null, { status: 204 })];
  const queue = new CheckInQueue({
    storage: null,
    fetch: async () => answers.shift() ?? expect.unreachable(),
    clock: () => NOW,
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    later: () => undefined
  });
  queue.add(coffee);
  const back = queue.send();
  failed.reject(new TypeError('No connection.'));
  await back;
  expect(queue.stateOf(coffee)).toBe('counted');
});

test('a phone that is never told of its connection tries again by itself, ever less often', async () => {
  const { server, planned, open } = phone();
  server.answer = away;
  const queue = open();
  queue.add(coffee);
  await queue.send();
  const waits: number[] = [];
  for (let plan = planned.shift(); plan && waits.length < 9; plan = planned.shift()) {
    expect(planned).toEqual([]);
    waits.push(plan.wait / 1000);
    plan.callback();
    await queue.send();
  }
  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
});

test('a server that is too busy is asked again, one that knows no such session is not', async () => {
  const { sent, server, open } = phone();
  const queue = open();
  server.answer = () => new Response(null, { status: 429 });
  queue.add(coffee);
  await queue.send();
  expect(queue.stateOf(coffee)).toBe('waiting');
  const busy = sent.length;
  server.answer = () => new Response(null, { status: 404 });
  await queue.send();
  await queue.send();
  expect([queue.stateOf(coffee), sent.length]).toEqual(['refused', busy + 1]);
});

test('after eight days a phone forgets where it was', async () => {
  const items = new Map<string, string>();
  const { open } = phone(items);
  const queue = open();
  queue.add(coffee);
  await queue.send();
  const week = phone(items, { clock: () => NOW + 8 * 86_400_000 }).open();
  expect(week.stateOf(coffee)).toBe('counted');
  expect(
    phone(items, { clock: () => NOW + 9 * 86_400_000 })
      .open()
      .stateOf(coffee)
  ).toBeNull();
});

test('where nothing can be kept it is counted all the same, and once as long as the page is open', async () => {
  const { sent, open } = phone(new Map(), { full: true });
  const queue = open();
  queue.add(coffee);
  await queue.send();
  queue.add(coffee);
  await queue.send();
  expect([queue.stateOf(coffee), sent.length]).toEqual(['counted', 1]);
});
