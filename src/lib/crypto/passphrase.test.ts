import { expect, test } from 'vitest';
import type { RandomBytes } from '../core/random.ts';
import { KEY_LENGTH } from './data-key.ts';
import { PASSPHRASE_COST, unwrapKey, wrapKey, WrappedKey } from './passphrase.ts';

const random: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));
const cheap = { memoryKiB: 8, passes: 1, lanes: 1 };

test('only the passphrase opens the wrapped key', async () => {
  const raw = random(KEY_LENGTH);
  const wrapped = await wrapKey(raw, 'negen gele fietsen', random, cheap);
  expect(await unwrapKey(wrapped, 'negen gele fietsen')).toEqual(raw);
  expect(await unwrapKey(wrapped, 'negen gele fietsem')).toBeNull();
});

test('a passphrase opens however the keyboard composes its letters', async () => {
  const raw = random(KEY_LENGTH);
  const wrapped = await wrapKey(raw, 'caf\u00e9 aan de brug', random, cheap);
  expect(await unwrapKey(wrapped, 'cafe\u0301 aan de brug')).toEqual(raw);
});

test('what a guess costs is stored beside the key, so that it can rise later', async () => {
  const wrapped = await wrapKey(random(KEY_LENGTH), 'negen gele fietsen', random, cheap);
  expect(WrappedKey.parse(JSON.parse(JSON.stringify(wrapped))).cost).toEqual(cheap);
  expect(PASSPHRASE_COST).toEqual({ memoryKiB: 65_536, passes: 3, lanes: 1 });
});

test('the same passphrase wraps the same key differently each time', async () => {
  const raw = random(KEY_LENGTH);
  const [one, two] = await Promise.all([1, 2].map(() => wrapKey(raw, 'negen gele fietsen', random, cheap)));
  expect(one?.box).not.toBe(two?.box);
});
