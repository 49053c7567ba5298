import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserPasskeys } from './device-passkey.ts';

const SECRET = new Uint8Array(32).fill(7);
const INPUT = new Uint8Array(32).fill(1);
const random = (count: number) => new Uint8Array(count).fill(3);

/** What the browser's own dialogue answers: the extension's outcome at making, and at asking. */
let atMaking: object = {};
let atAsking: object = {};
let asked: PublicKeyCredentialCreationOptions[] = [];
let refusal: string | null = null;

const answer = (prf: object, response: object) => ({
  id: 'AAEC',
  rawId: new Uint8Array([0, 1, 2]).buffer,
  type: 'public-key',
  response,
  getClientExtensionResults: () => ({ prf })
});
const buffer = new ArrayBuffer(1);

beforeEach(() => {
  asked = [];
  refusal = null;
  const refuse = () => {
    if (refusal) throw new DOMException('Refused.', refusal);
  };
  vi.stubGlobal('PublicKeyCredential', function PublicKeyCredential() {});
  vi.stubGlobal('navigator', {
    credentials: {
      create: async ({ publicKey }: { publicKey: PublicKeyCredentialCreationOptions }) => {
        asked.push(publicKey);
        refuse();
        return answer(atMaking, { attestationObject: buffer, clientDataJSON: buffer });
      },
      get: async () => {
        refuse();
        return answer(atAsking, { authenticatorData: buffer, clientDataJSON: buffer, signature: buffer });
      }
    }
  });
});
afterEach(() => vi.unstubAllGlobals());

test('a passkey that gives its secret when it is made is not asked for it once more', async () => {
  atMaking = { enabled: true, results: { first: SECRET.buffer } };
  atAsking = {};
  expect(await browserPasskeys(random).make(INPUT)).toEqual({
    ok: true,
    value: { credential: 'AAEC', secret: SECRET }
  });
});

test('one that has a secret and does not give it yet is asked for it', async () => {
  atMaking = { enabled: true };
  atAsking = { results: { first: SECRET.buffer } };
  expect(await browserPasskeys(random).make(INPUT)).toMatchObject({ ok: true, value: { secret: SECRET } });
});

test.each([{}, { enabled: false }])('one without a secret is told: %j', async (prf) => {
  atMaking = prf;
  expect(await browserPasskeys(random).make(INPUT)).toMatchObject({ failure: { kind: 'no-secret' } });
  atAsking = prf;
  expect(await browserPasskeys(random).secret('AAEC', INPUT)).toMatchObject({
    failure: { kind: 'no-secret' }
  });
});

test.each([
  ['NotAllowedError', 'cancelled'],
  ['AbortError', 'cancelled'],
  ['ConstraintError', 'impossible'],
  ['NotSupportedError', 'impossible']
])('a browser that answers %s is told as %s', async (name, kind) => {
  refusal = name;
  expect(await browserPasskeys(random).make(INPUT)).toMatchObject({ failure: { kind } });
  expect(await browserPasskeys(random).secret('AAEC', INPUT)).toMatchObject({ failure: { kind } });
});

test('what the device keeps of a passkey names nobody, and its owner must be recognised', async () => {
  atMaking = { enabled: true, results: { first: SECRET.buffer } };
  await browserPasskeys(random).make(INPUT);
  expect(asked[0]).toMatchObject({
    user: { name: 'Slot van Binnenzak', displayName: 'Slot van Binnenzak' },
    authenticatorSelection: { userVerification: 'required' }
  });
});
