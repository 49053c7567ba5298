import { fail, ok, type Result } from '../core/result.ts';
import type { Clock } from '../core/clock.ts';
import type { RandomBytes } from '../core/random.ts';
import { fromBase64, toBase64, type Bytes } from '../crypto/bytes.ts';
import { isCheaper, PASSPHRASE_COST, unwrapKey, wrapKey, type Cost } from '../crypto/passphrase.ts';
import { unwrapUnderSecret, wrapUnderSecret } from '../crypto/secret-key.ts';
import type { DeviceStore } from '../db/device-store.ts';
import { waitAfter } from './attempts.ts';
import type { DevicePasskeyFailure, DevicePasskeys } from './device-passkey.ts';

export const SHORTEST_PASSPHRASE = 8;

export const isTooShort = (passphrase: string): boolean => [...passphrase].length < SHORTEST_PASSPHRASE;

export type PassphraseFailure = { kind: 'wrong-passphrase' } | { kind: 'wait'; seconds: number };

/** What the opening of a vault needs. */
export interface KeyOptions {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly cost?: Cost;
  readonly passkeys: DevicePasskeys;
}

/**
 * The raw key of a vault, which the caller wipes after use. A key that was wrapped when a guess cost less than it does
 * now is wrapped anew on the way.
 */
export async function takeKey(
  options: KeyOptions,
  device: DeviceStore,
  id: string,
  passphrase: string
): Promise<Result<Bytes, PassphraseFailure>> {
  const vault = await device.vault(id);
  if (!vault) throw new RangeError('There is no such user on this device.');
  const { clock, random, cost = PASSPHRASE_COST } = options;
  // Never longer than the rule says: the clock may have been set back since.
  const wait = Math.min(vault.waitUntil - clock(), waitAfter(vault.failures));
  if (wait > 0) return fail({ kind: 'wait', seconds: Math.ceil(wait / 1000) });
  // Counted before it is made, so that ending the browser in the middle saves nobody the wait.
  const failures = vault.failures + 1;
  await device.change(id, { failures, waitUntil: clock() + waitAfter(failures) });
  const raw = await unwrapKey(vault.wrapped, passphrase);
  if (!raw) return fail({ kind: 'wrong-passphrase' });
  await device.change(id, { failures: 0, waitUntil: 0 });
  if (isCheaper(vault.wrapped.cost, cost)) {
    await device.rewrap(id, vault.wrapped, await wrapKey(raw, passphrase, random, cost));
  }
  return ok(raw);
}

/** Wraps the same key with another passphrase; what it seals stays as it is. */
export async function changePassphrase(
  options: KeyOptions,
  device: DeviceStore,
  id: string,
  passphrase: string,
  next: string
): Promise<Result<void, PassphraseFailure | { kind: 'too-short' }>> {
  if (isTooShort(next)) return fail({ kind: 'too-short' });
  const raw = await takeKey(options, device, id, passphrase);
  if (!raw.ok) return raw;
  const wrapped = await wrapKey(raw.value, next, options.random, options.cost ?? PASSPHRASE_COST);
  raw.value.fill(0);
  await device.change(id, { wrapped });
  return ok(undefined);
}

/** Lets a passkey open as well: wraps the same key once more, under the secret that the passkey gives. */
export async function addPasskey(
  options: KeyOptions,
  device: DeviceStore,
  id: string,
  passphrase: string
): Promise<Result<void, PassphraseFailure | DevicePasskeyFailure>> {
  const raw = await takeKey(options, device, id, passphrase);
  if (!raw.ok) return raw;
  try {
    const input = options.random(32);
    const made = await options.passkeys.make(input);
    if (!made.ok) return made;
    const { credential, secret } = made.value;
    const wrapped = await wrapUnderSecret(raw.value, secret, options.random);
    secret.fill(0);
    await device.change(id, { passkey: { ...wrapped, credential, input: toBase64(input) } });
    return ok(undefined);
  } finally {
    raw.value.fill(0);
  }
}

/** The raw key of a vault from its passkey, which the caller wipes after use. */
export async function takeKeyByPasskey(
  passkeys: DevicePasskeys,
  device: DeviceStore,
  id: string
): Promise<Result<Bytes, DevicePasskeyFailure>> {
  const asked = (await device.vault(id))?.passkey;
  // Another tab may have taken it away since the lock screen showed it.
  if (!asked) return fail({ kind: 'no-secret' });
  const secret = await passkeys.secret(asked.credential, fromBase64(asked.input));
  if (!secret.ok) return secret;
  // The same while its owner was asked, and the device may have been revoked meanwhile.
  const passkey = (await device.vault(id))?.passkey;
  const raw = passkey ? await unwrapUnderSecret(passkey, secret.value) : null;
  secret.value.fill(0);
  // A passkey that gives another secret than it did is of no more use than one that gives none.
  return raw ? ok(raw) : fail({ kind: 'no-secret' });
}
