import { fail, ok, type Result } from '../core/result.ts';
import { KEY_LENGTH } from '../crypto/data-key.ts';
import { toHex } from '../crypto/bytes.ts';
import { PASSPHRASE_COST, unwrapKey, wrapKey, type Cost } from '../crypto/passphrase.ts';
import { DeviceStore, type Vault } from '../db/device-store.ts';
import { destroyContents, holdsOwnWork } from '../db/retire.ts';
import { userOf, type SessionAnswer, type User } from '../roles/user.ts';
import { waitAfter } from './attempts.ts';
import type { DeviceUser, Lock, LockState, SignInFailure, UnlockFailure } from './lock.ts';
import { logIn, whoIsSignedIn } from './log-in.ts';
import { PATIENCE, whenDeserted, type Patience, type Presence } from './presence.ts';
import { openSession, type ClosableSession, type SessionOptions } from './session.ts';

export interface LockOptions extends SessionOptions {
  readonly presence: Presence;
  /** Asks the browser not to throw this app's data away when space runs short. */
  persist(): Promise<void>;
  readonly cost?: Cost;
  readonly patience?: Patience;
}

/** How long a device opens without having heard from the server, in milliseconds: 7 days. */
export const LEASE = 7 * 24 * 60 * 60_000;

const SHORTEST_PASSPHRASE = 8;

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
  #state: LockState = { kind: 'starting' };
  #session: ClosableSession | null = null;
  #signedIn: SessionAnswer | null = null;
  #stopWatching: () => void = () => undefined;
  #closing: Promise<void> | null = null;

  constructor(options: LockOptions) {
    this.#options = options;
    this.#device = new DeviceStore(options.storage);
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
    if (!answer.ok) return answer;
    this.#signedIn = answer.value;
    const user = userOf(answer.value);
    if (this.#session?.user.name === user.name) await this.#session.renew(answer.value);
    return ok(user);
  }

  async enrol(
    passphrase: string,
    label: string | null,
    replaces?: string
  ): Promise<Result<void, { kind: 'too-short' } | { kind: 'not-signed-in' }>> {
    if ([...passphrase].length < SHORTEST_PASSPHRASE) return fail({ kind: 'too-short' });
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
      waitUntil: 0
    };
    await this.#guarded(async () => {
      await this.#device.put(vault);
      await this.#options.persist();
      this.#open(await openSession(this.#options, this.#device, vault, raw, answer));
      if (replaces !== undefined) await this.#retire(replaces);
    });
    raw.fill(0);
    return ok(undefined);
  }

  async unlock(userId: string, passphrase: string): Promise<Result<void, UnlockFailure>> {
    await this.lock();
    const vault = await this.#device.vault(userId);
    if (!vault) throw new RangeError('There is no such user on this device.');
    const { clock } = this.#options;
    // Never longer than the rule says: the clock may have been set back since.
    const wait = Math.min(vault.waitUntil - clock(), waitAfter(vault.failures));
    if (wait > 0) return fail({ kind: 'wait', seconds: Math.ceil(wait / 1000) });
    this.#show({ kind: 'opening' });
    const raw = await this.#tryPassphrase(vault, passphrase);
    if (!raw) {
      await this.#showLocked();
      return fail({ kind: 'wrong-passphrase' });
    }
    const lapsed = await this.#guarded(async () => {
      const session = await openSession(this.#options, this.#device, vault, raw, null);
      if (!(await this.#withinLease(session))) {
        await session.close();
        return true;
      }
      this.#open(session);
      return false;
    });
    raw.fill(0);
    if (lapsed !== true) return ok(undefined);
    await this.#showLocked();
    return fail({ kind: 'lease-ended' });
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
  }

  /** Counts the attempt before it is made, so that ending the browser in the middle saves nobody the wait. */
  async #tryPassphrase(vault: Vault, passphrase: string): Promise<ReturnType<typeof unwrapKey>> {
    const failures = vault.failures + 1;
    const waitUntil = this.#options.clock() + waitAfter(failures);
    await this.#device.change(vault.id, { failures, waitUntil });
    const raw = await unwrapKey(vault.wrapped, passphrase);
    if (raw) await this.#device.change(vault.id, { failures: 0, waitUntil: 0 });
    return raw;
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

  #open(session: ClosableSession): void {
    this.#session = session;
    session.start();
    const { presence, clock, patience = PATIENCE, onFault } = this.#options;
    this.#stopWatching = whenDeserted(presence, clock, patience, () => void this.lock().catch(onFault));
    this.#show({ kind: 'open', session });
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
      .map(({ id, label, old }): DeviceUser => ({ id, label, old }));
    this.#show({ kind: 'locked', users });
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
