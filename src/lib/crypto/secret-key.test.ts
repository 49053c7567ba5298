import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from './bytes.ts';
import { unwrapUnderSecret, wrapUnderSecret } from './secret-key.ts';

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const raw = random(32);
const secret = random(32);

test('the secret that closed a key opens it, and another one does not', async () => {
  const wrapped = await wrapUnderSecret(raw, secret, random);
  expect(await unwrapUnderSecret(wrapped, secret)).toEqual(raw);
  expect(await unwrapUnderSecret(wrapped, random(32))).toBeNull();
});

test('a key that was changed where it is stored does not open', async () => {
  const wrapped = await wrapUnderSecret(raw, secret, random);
  const box = fromBase64(wrapped.box);
  box[0] = (box[0] ?? 0) ^ 1;
  expect(await unwrapUnderSecret({ ...wrapped, box: toBase64(box) }, secret)).toBeNull();
});

test('what is stored differs each time, and holds neither the key nor the secret', async () => {
  const one = await wrapUnderSecret(raw, secret, random);
  const other = await wrapUnderSecret(raw, secret, random);
  expect(one.box).not.toBe(other.box);
  for (const bytes of [raw, secret]) expect(JSON.stringify(one)).not.toContain(toBase64(bytes));
});
