import { expect, test } from 'vitest';
import { KEY_LENGTH } from '../crypto/data-key.ts';
import { CODE_GUESSES, QuickCodes } from './quick-code.ts';

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const cheap = { memoryKiB: 8, passes: 1, lanes: 1 };

test('a code gives back the key it was set for, and counts its wrong guesses from the last right one', async () => {
  const codes = new QuickCodes(random, cheap);
  const raw = random(KEY_LENGTH);
  await codes.set('anna', raw, '274915');
  expect(await codes.open('anna', '274916')).toEqual({ ok: false, failure: { kind: 'wrong-code', left: 4 } });
  expect(await codes.open('anna', '274915')).toEqual({ ok: true, value: raw });
  expect(await codes.open('anna', '000000')).toEqual({ ok: false, failure: { kind: 'wrong-code', left: 4 } });
});

test('five wrong codes end a code, also when they are tried side by side', async () => {
  const codes = new QuickCodes(random, cheap);
  await codes.set('anna', random(KEY_LENGTH), '274915');
  const guesses = Array.from({ length: CODE_GUESSES }, (_, guess) => codes.open('anna', `00000${guess}`));
  expect((await Promise.all(guesses)).every((answer) => !answer.ok)).toBe(true);
  expect(await codes.open('anna', '274915')).toEqual({ ok: false, failure: { kind: 'no-code' } });
});

test('a code of one user opens nothing of another', async () => {
  const codes = new QuickCodes(random, cheap);
  await codes.set('anna', random(KEY_LENGTH), '274915');
  expect(await codes.open('bram', '274915')).toEqual({ ok: false, failure: { kind: 'no-code' } });
});
