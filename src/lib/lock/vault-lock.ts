import { fail, ok, type Result } from '../core/result.ts';
import { KEY_LENGTH } from '../crypto/data-key.ts';
import { toHex, type Bytes } from '../crypto/bytes.ts';
import { PASSPHRASE_COST, wrapKey, type Cost } from '../crypto/passphrase.ts';
import { DeviceStore, type Vault } from '../db/device-store.ts';
import { destroyContents, holdsOwnWork } from '../db/retire.ts';
import { userOf, type SessionAnswer, type User } from '../roles/user.ts';
import type { DeviceUser, Lock, LockState, SignInFailure, UnlockFailure } from './lock.ts';
import { followStanding, heedRevocations, withTicket } from './heed.ts';
import { logIn, whoIsSignedIn } from './log-in.ts';
import type { DevicePasskeyFailure, DevicePasskeys } from './device-passkey.ts';
import { bounded, PATIENCE, whenDeserted, type Patience, type Presence } from './presence.ts';
import { QuickCodes, type CodeFailure } from './quick-code.ts';
import { openSession, type ClosableSession, type SessionOptions } from './session.ts';
import { isTooShort, takeKey, takeKeyByPasskey } from './vault-key.ts';
import { waysOf, type Ways } from './ways.ts';

export interface LockOptions extends SessionOptions {
  readonly presence: Presence;
  readonly passkeys: DevicePasskeys;
  /** Asks the browser not to throw this app's data away when space runs short. */
  persist(): Promise<void>;
  readonly cost?: Cost;
}

/** How long a device opens without having heard from the server, in milliseconds: 7 days. */
export const LEASE = 7 * 24 * 60 * 60_000;

/** Storage that does not open within this time, in milliseconds, will not open: a known fault of browsers. */
const OPENS_WITHIN = 15_000;

/** Longest that a lock waits for forms to save what is being typed, in milliseconds. */
const SAVES_WITHIN = 3_000;

/** The lock over the vaults in this browser's storage. */
export class VaultLock implements Lock {
  readonly #options: LockOptions;
  readonly #device: DeviceStore;
  readonly #listeners = new Set<() => void>();
  readonly #savers = new Set<() => Promise<void>>();
  readonly #codes: QuickCodes;
  readonly ways: Ways;
  #state: LockState = { kind: 'starting' };
  #session: ClosableSession | null = null;
  #signedIn: SessionAnswer | null = null;
  #patience = PATIENCE;
  #stopWatching: () => void = () => undefined;
  #closing: Promise<void> | null = null;
  #heeding: Promise<void> | null = null;
  #wiped = false;

  constructor(options: LockOptions) {
    this.#options = options;
    this.#device = new DeviceStore(options.storage);
    this.#codes = new QuickCodes(options.random, options.cost);
    this.ways = waysOf(options, this.#device, this.#codes, () => this.#opened().vault);
    void this.#start();
  }

  state(): LockState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  beforeLock(listener: () => Promise<void>): () => void {
    this.#savers.add(listener);
    return () => this.#savers.delete(listener);
  }

  async signIn(username: string, password: string): Promise<Result<User, SignInFailure>> {
    const answer = await logIn(this.#options.fetch, this.#options.origin, username, password);
    return answer.ok ? ok(await this.#take(answer.value)) : answer;
  }

  async takeOver(): Promise<Result<User, { kind: 'no-connection' }>> {
    const answer = await whoIsSignedIn(this.#options.fetch, this.#options.origin);
    return answer ? ok(await this.#take(answer)) : fail({ kind: 'no-connection' });
  }

  async #take(answer: SessionAnswer): Promise<User> {
    this.#signedIn = answer;
    const user = userOf(answer);
    if (this.#session?.user.name === user.name) await this.#session.renew(answer);
    return user;
  }

  async enrol(
    passphrase: string,
    label: string | null,
    replaces?: string
  ): Promise<Result<void, { kind: 'too-short' } | { kind: 'not-signed-in' }>> {
    if (isTooShort(passphrase)) return fail({ kind: 'too-short' });
    // The page may have been loaded anew since the log-in.
    const answer = this.#signedIn ?? (await whoIsSignedIn(this.#options.fetch, this.#options.origin));
    if (!answer) return fail({ kind: 'not-signed-in' });
    await this.lock();
    this.#show({ kind: 'opening' });
    const { random, cost = PASSPHRASE_COST } = this.#options;
    const raw = random(KEY_LENGTH);
    const vault: Vault = {
      id: toHex(random(8)),
      created: this.#options.clock(),
      label,
      old: false,
      wrapped: await wrapKey(raw, passphrase, random, cost),
      locals: [],
      store: `binnenzak-${toHex(random(16))}`,
      failures: 0,
      waitUntil: 0,
      ticket: toHex(random(16))
    };
    await this.#guarded(async () => {
      await this.#device.put(vault);
      await this.#options.persist();
      this.#open(await openSession(this.#options, this.#device, vault, raw, answer), vault);
      if (replaces !== undefined) await this.#retire(replaces);
    });
    raw.fill(0);
    return ok(undefined);
  }

  async unlock(userId: string, passphrase: string): Promise<Result<void, UnlockFailure>> {
    await this.lock();
    this.#show({ kind: 'opening' });
    const raw = await takeKey(this.#options, this.#device, userId, passphrase);
    return this.#openWith(userId, raw);
  }

  async unlockWithCode(
    userId: string,
    code: string
  ): Promise<Result<void, CodeFailure | { kind: 'lease-ended' }>> {
    await this.lock();
    this.#show({ kind: 'opening' });
    return this.#openWith(userId, await this.#codes.open(userId, code));
  }

  async unlockWithPasskey(
    userId: string
  ): Promise<Result<void, DevicePasskeyFailure | { kind: 'lease-ended' }>> {
    // The device asks over the lock screen, which stays what it was until that is answered.
    await this.lock();
    const raw = await takeKeyByPasskey(this.#options.passkeys, this.#device, userId);
    this.#show({ kind: 'opening' });
    return this.#openWith(userId, raw);
  }

  patience(): Patience {
    return this.#patience;
  }

  async setPatience(patience: Patience): Promise<void> {
    const { vault } = this.#opened();
    await this.#device.change(vault, { patience: bounded(patience) });
    this.#watch(bounded(patience));
  }

  async lock(): Promise<void> {
    if (!this.#session) return;
    this.#closing ??= this.#close(this.#session).finally(() => (this.#closing = null));
    await this.#closing;
  }

  async #start(): Promise<void> {
    await this.#guarded(async () => {
      await within(OPENS_WITHIN, this.#device.open());
      await this.#showLocked();
    });
    if (this.#state.kind !== 'broken') await this.#heed();
  }

  /** Opens a vault with the raw key that was asked for, and wipes it. */
  async #openWith<Failure>(
    id: string,
    raw: Result<Bytes, Failure>
  ): Promise<Result<void, Failure | { kind: 'lease-ended' }>> {
    const vault = await withTicket(this.#device, id, this.#options.random);
    if (!raw.ok || !vault) {
      await this.#showLocked();
      if (raw.ok) throw new RangeError('There is no such user on this device.');
      return raw;
    }
    const lapsed = await this.#guarded(async () => {
      const session = await openSession(this.#options, this.#device, vault, raw.value, null);
      if (!(await this.#withinLease(session))) {
        await session.close();
        return true;
      }
      this.#open(session, vault);
      return false;
    });
    raw.value.fill(0);
    if (lapsed !== true) return ok(undefined);
    await this.#showLocked();
    return fail({ kind: 'lease-ended' });
  }

  /** Does what the server asks of devices that were revoked. */
  #heed(): Promise<void> {
    this.#heeding ??= heedRevocations(this.#options, this.#device, () => this.lock())
      .then(async (wiped) => {
        if (!wiped) return;
        this.#wiped = true;
        await this.#showLocked();
      })
      .catch(this.#options.onFault)
      .finally(() => (this.#heeding = null));
    return this.#heeding;
  }

  #opened(): ClosableSession {
    if (!this.#session) throw new Error('Nobody is at work on this device.');
    return this.#session;
  }

  /** Whether the server was heard of lately; if not, it is asked now. */
  async #withinLease(session: ClosableSession): Promise<boolean> {
    const { clock, fetch, origin } = this.#options;
    if (clock() - session.lastContact() <= LEASE) return true;
    const answer = await whoIsSignedIn(fetch, origin);
    if (answer?.user !== session.user.name) return false;
    await session.renew(answer);
    return true;
  }

  #open(session: ClosableSession, vault: Vault): void {
    this.#session = session;
    session.start();
    if (vault.ticket !== undefined) {
      const heed = () => void this.#heed();
      followStanding(this.#options, session, vault.ticket, heed, this.#options.onFault);
    }
    this.#watch(bounded(vault.patience ?? PATIENCE));
    this.#show({ kind: 'open', session });
  }

  #watch(patience: Patience): void {
    this.#stopWatching();
    this.#patience = patience;
    const { presence, clock, onFault } = this.#options;
    this.#stopWatching = whenDeserted(presence, clock, patience, () => void this.lock().catch(onFault));
  }

  async #close(session: ClosableSession): Promise<void> {
    this.#stopWatching();
    const saved = Promise.allSettled([...this.#savers].map((save) => save()));
    await within(SAVES_WITHIN, saved).catch(this.#options.onFault);
    this.#session = null;
    this.#signedIn = null;
    // What is on screen goes first; sealing off the rest takes a moment.
    this.#show({ kind: 'starting' });
    await session.close();
    await this.#showLocked();
  }

  async #retire(id: string): Promise<void> {
    const vault = await this.#device.vault(id);
    if (!vault) return;
    const { pouch, storage } = this.#options;
    if (await holdsOwnWork(vault, pouch, storage)) {
      await this.#device.change(id, { old: true });
      return;
    }
    this.#codes.forget(id);
    await destroyContents(vault, pouch, storage);
    await this.#device.remove(id);
  }

  /** Storage that fails makes the lock `broken`, whatever was being done. */
  async #guarded<Value>(work: () => Promise<Value>): Promise<Value | null> {
    try {
      return await work();
    } catch (cause) {
      this.#options.onFault(cause);
      this.#show({ kind: 'broken', reason: 'no-storage' });
      return null;
    }
  }

  async #showLocked(): Promise<void> {
    const vaults = await this.#device.vaults();
    const users = vaults
      .sort((a, b) => a.created - b.created)
      .map(({ id, label, old, passkey }): DeviceUser => ({
        id,
        label,
        old,
        code: this.#codes.has(id),
        passkey: passkey !== undefined
      }));
    this.#show({ kind: 'locked', users, wiped: this.#wiped });
  }

  #show(state: LockState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

async function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
