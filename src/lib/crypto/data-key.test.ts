import { expect, test } from 'vitest';
import type { RandomBytes } from '../core/random.ts';
import { fromUtf8, toBase64, utf8 } from './bytes.ts';
import { BrokenSeal, dataKey, KEY_LENGTH, openJson, sealJson } from './data-key.ts';

const random: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));
const newKey = () => dataKey(random(KEY_LENGTH), random);

const CANARY = 'Kanarie: mevrouw De Boer drinkt te veel';

test('what was sealed opens again, whatever characters it has', async () => {
  const key = await newKey();
  const value = { text: `${CANARY} 🧺 \ud800`, list: [1, null, true] };
  expect(await openJson(key, await sealJson(key, value, 'here'), 'here')).toEqual(value);
});

test('sealed bytes hold nothing of the text', async () => {
  const key = await newKey();
  const sealed = await key.seal(utf8(CANARY), 'here');
  expect(Buffer.from(sealed).includes(Buffer.from('Kanarie'))).toBe(false);
  expect(toBase64(sealed)).not.toContain(Buffer.from('Kanarie').toString('base64').slice(0, 8));
});

test('the same text is never sealed alike twice', async () => {
  const key = await newKey();
  expect(await sealJson(key, CANARY, 'here')).not.toBe(await sealJson(key, CANARY, 'here'));
});

test('another key, another place and a changed byte do not open', async () => {
  const key = await newKey();
  const sealed = await key.seal(utf8(CANARY), 'here');
  await expect((await newKey()).open(sealed, 'here')).rejects.toThrow(BrokenSeal);
  await expect(key.open(sealed, 'there')).rejects.toThrow(BrokenSeal);
  for (const place of [0, 12, sealed.length - 1]) {
    const changed = new Uint8Array(sealed);
    changed[place] = (changed[place] ?? 0) ^ 1;
    await expect(key.open(changed, 'here')).rejects.toThrow(BrokenSeal);
  }
  await expect(openJson(key, 'geen base64!', 'here')).rejects.toThrow(BrokenSeal);
  expect(fromUtf8(await key.open(sealed, 'here'))).toBe(CANARY);
});

test('a name is the same under one key, another under each other, and tells nothing', async () => {
  const [key, other] = [await newKey(), await newKey()];
  const name = await key.name('team-voorstad');
  expect(name).toMatch(/^[0-9a-f]{32}$/);
  expect(await key.name('team-voorstad')).toBe(name);
  expect(await key.name('team-bathmen')).not.toBe(name);
  expect(await other.name('team-voorstad')).not.toBe(name);
});
