import type * as Library from '@simplewebauthn/browser';
import { fail, ok, type Result } from '../core/result.ts';
import { askServer, refusalWords, type ServerRefusal } from './ask-server.ts';

/**
 * `cancelled`: the person closed the question, or the device has no fitting passkey. `known`: the device has one already.
 * `impossible`: the device cannot tell whether it is its owner, as without a screen lock.
 */
export type AtDeviceFailure = { kind: 'cancelled' } | { kind: 'known' } | { kind: 'impossible' };
export type PasskeyFailure = ServerRefusal | AtDeviceFailure;

export const IMPOSSIBLE =
  'Dit toestel kan geen passkey maken. Stel eerst een schermvergrendeling in op het toestel zelf, en probeer het dan opnieuw.';

export const passkeyWords = (failure: PasskeyFailure): string => {
  if (failure.kind === 'cancelled')
    return 'Het ging niet door: de vraag is gesloten, of op dit toestel staat geen passkey voor Binnenzak.';
  if (failure.kind === 'known') return 'Dit toestel heeft al een passkey van jou.';
  if (failure.kind === 'impossible') return IMPOSSIBLE;
  return refusalWords(failure);
};

/** Whether this browser has passkeys at all. */
export const hasPasskeys = (): boolean => typeof PublicKeyCredential === 'function';

/** Logs in with a passkey of this device; `user`, where given, must be its owner. The server then has a session. */
export async function logInWithPasskey(user?: string): Promise<Result<void, PasskeyFailure>> {
  const asked = await askServer('/auth/passkey');
  if (!asked.ok) return asked;
  const signed = await atDevice(async ({ startAuthentication }) =>
    // What our own server answers is as the library makes it.
    startAuthentication({ optionsJSON: asked.value as Library.PublicKeyCredentialRequestOptionsJSON })
  );
  if (!signed.ok) return signed;
  const answered = await askServer('/auth/passkey', {
    response: signed.value,
    ...(user === undefined ? {} : { user })
  });
  // There is no session yet that could have ended: it is the passkey that is not known.
  if (!answered.ok && answered.failure.kind === 'signed-out')
    return fail({ kind: 'refused', words: 'Deze passkey is hier niet bekend. Log in met je wachtwoord.' });
  return answered.ok ? ok(undefined) : answered;
}

/** Makes a passkey on this device for whoever is logged in and knows the password. */
export async function enrolPasskey(password: string): Promise<Result<void, PasskeyFailure>> {
  const asked = await askServer('/auth/me/passkeys/begin', { password });
  if (!asked.ok) return asked;
  const made = await atDevice(async ({ startRegistration }) =>
    startRegistration({ optionsJSON: asked.value as Library.PublicKeyCredentialCreationOptionsJSON })
  );
  if (!made.ok) return made;
  const kept = await askServer('/auth/me/passkeys', made.value);
  return kept.ok ? ok(undefined) : kept;
}

/** Has the device ask its owner for a passkey, or make one. */
export async function atDevice<Value>(
  ask: (library: typeof Library) => Promise<Value>
): Promise<Result<Value, AtDeviceFailure>> {
  const library = await import('@simplewebauthn/browser');
  try {
    return ok(await ask(library));
  } catch (error) {
    // Browsers say little of why, so that no website learns which passkeys there are.
    const failure = error instanceof Error ? FAILURES[error.name] : undefined;
    if (!failure) throw error;
    return fail({ kind: failure });
  }
}

const FAILURES: Readonly<Record<string, AtDeviceFailure['kind']>> = {
  InvalidStateError: 'known',
  NotAllowedError: 'cancelled',
  AbortError: 'cancelled',
  ConstraintError: 'impossible',
  NotSupportedError: 'impossible'
};
