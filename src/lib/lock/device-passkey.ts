import type { RandomBytes } from '../core/random.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { toBase64, type Bytes } from '../crypto/bytes.ts';
import { atDevice, type AtDeviceFailure } from './passkeys.ts';

/**
 * `cancelled`: the person closed the question, it took too long, or the passkey is not on this device any more.
 * `impossible`: the device cannot tell whether it is its owner, as without a screen lock. `no-secret`: this device or
 * browser makes passkeys that log in, and none that open a lock.
 */
export type DevicePasskeyFailure = { kind: 'cancelled' } | { kind: 'impossible' } | { kind: 'no-secret' };

/** A passkey that gives a secret of 32 bytes for an input, always the same one, once its owner is recognised. */
export interface DevicePasskeys {
  /** Makes one; the answer names it, and is its secret for `input`. */
  make(input: Bytes): Promise<Result<{ credential: string; secret: Bytes }, DevicePasskeyFailure>>;
  /** Asks its owner for the secret. */
  secret(credential: string, input: Bytes): Promise<Result<Bytes, DevicePasskeyFailure>>;
}

/** Passkeys of the browser that the app runs in, through the PRF extension of WebAuthn. Nothing goes to the server. */
export function browserPasskeys(random: RandomBytes): DevicePasskeys {
  // What the server would check is checked by nobody here: the secret opens the lock, and nothing else does.
  const challenge = () => base64Url(random(32));
  // The library passes extensions on as they are, bytes included.
  const extensions = (input: Bytes) => ({ prf: { eval: { first: input } } });

  async function secret(credential: string, input: Bytes): Promise<Result<Bytes, DevicePasskeyFailure>> {
    const answer = await atDevice(({ startAuthentication }) =>
      startAuthentication({
        optionsJSON: {
          challenge: challenge(),
          allowCredentials: [{ id: credential, type: 'public-key' }],
          userVerification: 'required',
          extensions: extensions(input)
        }
      })
    );
    if (!answer.ok) return fail(withoutKnown(answer.failure));
    const first = answer.value.clientExtensionResults.prf?.results?.first;
    return first ? ok(bytesOf(first)) : fail({ kind: 'no-secret' });
  }

  return {
    async make(input) {
      const made = await atDevice(({ startRegistration }) =>
        startRegistration({
          optionsJSON: {
            challenge: challenge(),
            rp: { name: 'Binnenzak' },
            // Shown by the device when it asks; it says of nobody who they are.
            user: {
              id: base64Url(random(32)),
              name: 'Slot van Binnenzak',
              displayName: 'Slot van Binnenzak'
            },
            pubKeyCredParams: [
              { type: 'public-key', alg: -7 },
              { type: 'public-key', alg: -257 }
            ],
            // Android gives a secret to passkeys that it keeps by itself, and to no others.
            authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
            extensions: extensions(input)
          }
        })
      );
      if (!made.ok) return fail(withoutKnown(made.failure));
      const { id: credential, clientExtensionResults } = made.value;
      const { prf } = clientExtensionResults;
      if (prf?.results) return ok({ credential, secret: bytesOf(prf.results.first) });
      if (prf?.enabled !== true) return fail({ kind: 'no-secret' });
      // Some have a secret, and give it only when they are asked to log in.
      const asked = await secret(credential, input);
      return asked.ok ? ok({ credential, secret: asked.value }) : asked;
    },
    secret
  };
}

/** No passkey was ruled out here, so that none can be known already. */
const withoutKnown = ({ kind }: AtDeviceFailure): DevicePasskeyFailure => ({
  kind: kind === 'known' ? 'cancelled' : kind
});

/** A copy, so that it can be wiped. */
const bytesOf = (source: ArrayBuffer | ArrayBufferView): Bytes =>
  source instanceof ArrayBuffer
    ? new Uint8Array(source.slice())
    : new Uint8Array(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));

const base64Url = (bytes: Bytes): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
