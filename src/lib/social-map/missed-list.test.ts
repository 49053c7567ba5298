import { expect, test } from 'vitest';
import { readMissed } from './missed-list.ts';

const answering = (body: string, status = 200) =>
  readMissed(() => Promise.resolve(new Response(body, { status })));

test('a curator reads what was sought in vain', async () => {
  const questions = [{ words: ['drummen'], count: 3 }];
  expect(await answering(JSON.stringify({ questions }))).toEqual({ ok: true, value: questions });
});

test.each([
  ['signed-out', answering('{}', 401)],
  ['forbidden', answering('{}', 403)],
  ['no-connection', answering('{}', 500)],
  ['no-connection', answering('<html>wifi</html>')],
  ['no-connection', readMissed(() => Promise.reject(new TypeError('failed')))]
])('why it cannot be read is told: %s', async (kind, outcome) => {
  expect(await outcome).toEqual({ ok: false, failure: { kind } });
});
