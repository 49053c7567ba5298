import type { Result } from '../core/result.ts';
import type { DeviceStore } from '../db/device-store.ts';
import type { DevicePasskeyFailure } from './device-passkey.ts';
import type { QuickCodes } from './quick-code.ts';
import {
  addPasskey,
  changePassphrase,
  takeKey,
  type KeyOptions,
  type PassphraseFailure
} from './vault-key.ts';

/** The ways in which the lock opens for who is at work now. */
export interface Ways {
  /** Wraps the key with another passphrase. A code that was set is gone; a passkey goes on opening. */
  changePassphrase(
    passphrase: string,
    next: string
  ): Promise<Result<void, PassphraseFailure | { kind: 'too-short' }>>;
  /** Lets six digits open, until the page is loaded anew. */
  setCode(passphrase: string, code: string): Promise<Result<void, PassphraseFailure>>;
  hasPasskey(): Promise<boolean>;
  /** Makes a passkey that opens as well, in place of an earlier one. */
  addPasskey(passphrase: string): Promise<Result<void, PassphraseFailure | DevicePasskeyFailure>>;
  /** The passphrase alone opens from then on; the device itself may keep what it made. */
  removePasskey(): Promise<void>;
}

/** `opened` answers the id of the vault that is open. */
export function waysOf(
  options: KeyOptions,
  device: DeviceStore,
  codes: QuickCodes,
  opened: () => string
): Ways {
  return {
    async changePassphrase(passphrase, next) {
      const vault = opened();
      const outcome = await changePassphrase(options, device, vault, passphrase, next);
      // Whoever changes it may do so because somebody looked over their shoulder.
      if (outcome.ok) codes.forget(vault);
      return outcome;
    },
    async setCode(passphrase, code) {
      const vault = opened();
      const raw = await takeKey(options, device, vault, passphrase);
      if (!raw.ok) return raw;
      await codes.set(vault, raw.value, code);
      raw.value.fill(0);
      return { ok: true, value: undefined };
    },
    hasPasskey: async () => (await device.vault(opened()))?.passkey !== undefined,
    addPasskey: (passphrase) => addPasskey(options, device, opened(), passphrase),
    removePasskey: () => device.removePasskey(opened())
  };
}
