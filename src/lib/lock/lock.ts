import type { HybridClock } from '../core/hlc.ts';
import type { Result } from '../core/result.ts';
import type { Drafts, Records } from '../db/records.ts';
import type { Colleague, FormerColleague, User, Volunteer } from '../roles/user.ts';
import type { SyncLane } from '../sync/sync-state.ts';
import type { DevicePasskeyFailure } from './device-passkey.ts';
import type { Patience } from './presence.ts';
import type { CodeFailure } from './quick-code.ts';
import type { PassphraseFailure } from './vault-key.ts';
import type { Ways } from './ways.ts';

/** Somebody who has chosen a passphrase on this device. `id` is meaningless outside it. */
export interface DeviceUser {
  readonly id: string;
  /** Shown on the lock screen; null when the user did not want a name there. */
  readonly label: string | null;
  /** Somebody chose a new passphrase since; this is kept because it holds work that was not sent. */
  readonly old: boolean;
  /** Set a code on this page, which opens as well as the passphrase does. */
  readonly code: boolean;
  /** Made a passkey that opens as well as the passphrase does. */
  readonly passkey: boolean;
}

/** What is there between unlock and lock. */
export interface OpenSession {
  readonly user: User;
  /** Databases this user reads and writes, by name. */
  readonly databases: readonly string[];
  /** Who shares a team with this user, as the server last told. */
  readonly colleagues: readonly Colleague[];
  /** Who left one of this user's teams, as the server last told. */
  readonly formerColleagues: readonly FormerColleague[];
  /** Every team of the municipality, the user's own too, as the server last told. */
  readonly allTeams: readonly string[];
  /** Who may look after an activity in one of the user's zones, as the server last told; a volunteer knows those of their own. */
  readonly volunteers: readonly Volunteer[];
  /** This device's id, which stands in every document written on it. */
  readonly device: string;
  /** Dates edits of documents that more than one device may change (see `sync/merge.ts`). */
  readonly hlc: HybridClock;
  readonly records: Records;
  readonly drafts: Drafts;
  readonly sync: SyncLane;
}

export type LockState =
  | { kind: 'starting' }
  /** `wiped`: since the page was loaded, what was on this device was destroyed because it was revoked. */
  | { kind: 'locked'; users: readonly DeviceUser[]; wiped: boolean }
  | { kind: 'opening' }
  | { kind: 'open'; session: OpenSession }
  | { kind: 'broken'; reason: 'no-storage' };

export type SignInFailure = { kind: 'no-connection' } | { kind: 'wrong-password' } | { kind: 'slow-down' };
export type UnlockFailure = PassphraseFailure | { kind: 'lease-ended' };

/** Log-in, passphrase and key. The sole holder of the key; there is one per tab. */
export interface Lock {
  state(): LockState;
  subscribe(listener: () => void): () => void;
  /** Asks the server who this is. The answer is needed to choose a passphrase with `enrol`, or to renew a session. */
  signIn(username: string, password: string): Promise<Result<User, SignInFailure>>;
  /** Takes over a log-in that the server already knows of, with a passkey or at another place. */
  takeOver(): Promise<Result<User, { kind: 'no-connection' }>>;
  /**
   * Seals a new key for the user who just signed in, and opens. `replaces` names the user of this device whose
   * passphrase was forgotten: what was sealed under it is removed, unless it holds work that was not sent.
   */
  enrol(
    passphrase: string,
    label: string | null,
    replaces?: string
  ): Promise<Result<void, { kind: 'too-short' } | { kind: 'not-signed-in' }>>;
  unlock(userId: string, passphrase: string): Promise<Result<void, UnlockFailure>>;
  /** Opens with the code that was set since the page was loaded. */
  unlockWithCode(userId: string, code: string): Promise<Result<void, CodeFailure | { kind: 'lease-ended' }>>;
  /** Opens with the passkey of that user. */
  unlockWithPasskey(userId: string): Promise<Result<void, DevicePasskeyFailure | { kind: 'lease-ended' }>>;
  /** How it opens for who is at work now; to be asked while it is open. */
  readonly ways: Ways;
  /** After how long it locks itself for who is at work now. */
  patience(): Patience;
  /** Kept for the next times too, within bounds. */
  setPatience(patience: Patience): Promise<void>;
  lock(): Promise<void>;
  /** Calls back before the lock closes, to save what is still being typed. Returns the way to stop. */
  beforeLock(listener: () => Promise<void>): () => void;
}
