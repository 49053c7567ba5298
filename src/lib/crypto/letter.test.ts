import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from './bytes.ts';
import { makeLetterKeys, openLetter, readLetterKeys, sealLetter, type LetterKeys } from './letter.ts';

const newKeys = async (): Promise<LetterKeys> => readLetterKeys(await makeLetterKeys());
const TEXT = 'Bel mij terug over de huur. 🙂';
const changed = (text: string): string => {
  const bytes = fromBase64(text);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return toBase64(bytes);
};

test('a letter opens with the keys that it was sealed to, and with no others', async () => {
  const keys = await newKeys();
  const letter = await sealLetter(keys.publicKey, TEXT, 'brief 1');
  expect(await openLetter(keys, letter, 'brief 1')).toBe(TEXT);
  expect(await openLetter(await newKeys(), letter, 'brief 1')).toBeNull();
  expect(JSON.stringify(letter)).not.toContain('huur');
});

test('a letter that was changed, or is passed off as another, does not open', async () => {
  const keys = await newKeys();
  const letter = await sealLetter(keys.publicKey, TEXT, 'brief 1');
  const other = await sealLetter(keys.publicKey, TEXT, 'brief 2');
  expect(await openLetter(keys, letter, 'brief 2')).toBeNull();
  expect(await openLetter(keys, { ...letter, key: other.key }, 'brief 1')).toBeNull();
  expect(await openLetter(keys, { ...letter, box: changed(letter.box) }, 'brief 1')).toBeNull();
  expect(await openLetter(keys, { key: 'AAAA', box: 'AAAA' }, 'brief 1')).toBeNull();
});

test('the same text is never sealed the same twice', async () => {
  const { publicKey } = await newKeys();
  const [one, two] = await Promise.all([sealLetter(publicKey, TEXT, 'x'), sealLetter(publicKey, TEXT, 'x')]);
  expect(one.key).not.toBe(two.key);
  expect(one.box).not.toBe(two.box);
});

test('keys that were stored open what was sealed before', async () => {
  const stored = await makeLetterKeys();
  const letter = await sealLetter((await readLetterKeys(stored)).publicKey, TEXT, 'x');
  const again = await readLetterKeys(JSON.parse(JSON.stringify(stored)) as JsonWebKey);
  expect(await openLetter(again, letter, 'x')).toBe(TEXT);
});

test('what is no key is refused', async () => {
  await expect(sealLetter('AAAA', TEXT, 'x')).rejects.toThrow();
});
