import type { Clock } from '../core/clock.ts';
import { kindOf } from '../core/document-id.ts';
import type { RandomBytes } from '../core/random.ts';
import type { SealedRecords } from '../db/sealed-records.ts';
import type { Refusals } from '../db/refusals.ts';
import type { Fetch } from '../db/replication.ts';
import { isWrittenByApp } from '../roles/can.ts';
import { serverLink, type Place, type ServerLink } from './server-link.ts';
import { Rounds, type RoundOptions, type RoundOutcome } from './round.ts';
import type { SyncLane, SyncPhase, SyncState } from './sync-state.ts';
import type { Tabs } from './tabs.ts';

/** Moments at which a connection is likely: the network came back, the app came to the front. */
export interface WakeUps {
  subscribe(listener: () => void): () => void;
}

export interface LaneOptions extends Omit<RoundOptions, 'onPhase' | 'onHandedIn' | 'link'> {
  /** Where the server is, and how to reach it. */
  readonly origin: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly tabs: Tabs;
  readonly wakeUps: WakeUps;
  /** A name that the tabs of this user have in common and that tells nothing. */
  readonly name: string;
  readonly lastContact: number | null;
  readonly received: boolean;
  /** Keeps the moment at which everything was sent and received, so that it is known after a restart. */
  onContact(moment: number): Promise<void>;
  onFault(cause: unknown): void;
}

/** Quiet after the last write before it is sent, in milliseconds. */
const QUIET = 300;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 300_000;
/** Between rounds while a question for news is open, and while there is none. */
const CALM = 600_000;
const UNHEARD = 60_000;
const COURIER_RETRY = 10_000;

type Message =
  | { kind: 'wake' }
  | { kind: 'hello' }
  | { kind: 'state'; phase: SyncPhase; lastContact: number | null; received: boolean };

/** The confidential lane of one unlocked session: one tab exchanges with the server, the others show how it goes. */
export class ConfidentialLane implements SyncLane {
  readonly #options: LaneOptions;
  readonly #link: ServerLink;
  readonly #rounds: Rounds;
  readonly #records: SealedRecords;
  readonly #refusals: Refusals;
  readonly #listeners = new Set<() => void>();
  readonly #end = new AbortController();
  readonly #channel: ReturnType<Tabs['channel']>;
  readonly #stops: (() => void)[];
  readonly #leading: Promise<void>;
  #phase: SyncPhase = 'connecting';
  #lastContact: number | null;
  #received: boolean;
  #handedIn: readonly string[] = [];
  #state: SyncState | null = null;
  #leads = false;
  #failures = 0;
  #wanted = false;
  #wake: () => void = () => undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #rounding: (() => void)[] = [];

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#records = options.records;
    this.#refusals = options.refusals;
    this.#lastContact = options.lastContact;
    this.#received = options.received;
    this.#link = serverLink(options.origin, options.fetch, this.#end.signal);
    this.#rounds = new Rounds({
      ...options,
      link: this.#link,
      onPhase: (phase) => this.#show(phase),
      onHandedIn: (database) => {
        this.#handedIn = [...new Set([...this.#handedIn, database])];
        this.#changed();
      }
    });
    this.#channel = options.tabs.channel(options.name, (message) => {
      this.#hear(message as Message).catch(options.onFault);
    });
    this.#stops = [
      options.records.subscribe(() => this.#changed()),
      options.records.onSaved(() => this.#soon()),
      options.wakeUps.subscribe(() => this.#want())
    ];
    // A tab that leads already tells how it stands.
    this.#channel.post({ kind: 'hello' } satisfies Message);
    this.#leading = options.tabs
      .lead(options.name, this.#end.signal, () => this.#lead())
      .catch((cause: unknown) => options.onFault(cause));
  }

  state(): SyncState {
    this.#state ??= this.#read();
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async syncNow(): Promise<void> {
    if (this.#end.signal.aborted) return;
    const ended = new Promise<void>((resolve) => this.#rounding.push(resolve));
    this.#want();
    await ended;
  }

  async resend(id: string): Promise<void> {
    const record = this.#records.get(id);
    if (record?.delivery !== 'refused') return;
    const saved = await this.#records.save(record.database, [record.document]);
    if (!saved.ok) throw new Error(`Could not save ${id} again.`, { cause: saved.failure });
    await this.#refusals.remove({ database: record.database, id, rev: record.document._rev ?? '' });
  }

  async stop(): Promise<void> {
    if (this.#end.signal.aborted) return;
    this.#end.abort();
    clearTimeout(this.#quiet);
    this.#wake();
    for (const stop of this.#stops) stop();
    await this.#leading;
    this.#show('stopped');
    this.#channel.close();
    this.#settle();
  }

  #read(): SyncState {
    const isWork = (kind: unknown): boolean => !isWrittenByApp(String(kind));
    const { device, sent } = this.#records.count(undefined, isWork);
    return {
      phase: this.#phase,
      onDevice: device,
      sent,
      refused: this.#records.refused().filter(({ id }) => isWork(kindOf(id))),
      handedIn: this.#handedIn,
      lastContact: this.#lastContact,
      received: this.#received
    };
  }

  async #lead(): Promise<void> {
    this.#leads = true;
    while (!this.#end.signal.aborted) {
      this.#wanted = false;
      const waiting = this.#rounding;
      this.#rounding = [];
      const outcome = await this.#round();
      if (outcome.kind === 'done') await this.#noteContact();
      this.#failures = outcome.kind === 'done' ? 0 : this.#failures + 1;
      this.#show(PHASE_AFTER[outcome.kind]);
      for (const resolve of waiting) resolve();
      await this.#pause(outcome);
    }
  }

  /** A fault of ours is reported, and the work that waits is tried again later like any other. */
  async #round(): Promise<RoundOutcome> {
    try {
      return await this.#rounds.run();
    } catch (cause) {
      this.#options.onFault(cause);
      return { kind: 'no-connection' };
    }
  }

  /** A full disk must not end the sending, which is what makes work safe then. */
  async #noteContact(): Promise<void> {
    this.#lastContact = this.#options.clock();
    this.#received = true;
    await this.#options.onContact(this.#lastContact).catch(this.#options.onFault);
  }

  /** Waits until there is reason for another round. */
  async #pause(outcome: RoundOutcome): Promise<void> {
    if (this.#wanted || this.#end.signal.aborted) return;
    const over = new AbortController();
    const woken = new Promise<void>((resolve) => (this.#wake = resolve));
    const timer = setTimeout(() => this.#wake(), this.#untilNext(outcome));
    if (outcome.kind === 'done') void this.#listen(outcome.place, over.signal);
    await woken;
    clearTimeout(timer);
    over.abort();
  }

  /** Keeps one question for news open, for all databases together. */
  async #listen(place: Place, signal: AbortSignal): Promise<void> {
    if (place.since.size === 0) return;
    try {
      while (!(await this.#link.news(place, signal))) {
        if (signal.aborted) return;
      }
    } catch {
      // The next round finds out what is the matter, and says so; only not at once, or a proxy that cuts long
      // questions would keep the device busy.
      await new Promise((resolve) => setTimeout(resolve, FIRST_RETRY));
    }
    if (!signal.aborted) this.#want();
  }

  #untilNext(outcome: RoundOutcome): number {
    const spread = 0.75 + (this.#options.random(1)[0] ?? 0) / 512;
    if (outcome.kind !== 'done')
      return Math.min(LAST_RETRY, FIRST_RETRY * 2 ** (this.#failures - 1)) * spread;
    if (outcome.waitingForCourier) return COURIER_RETRY * spread;
    return (outcome.place.since.size > 0 ? CALM : UNHEARD) * spread;
  }

  #soon(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#want(), QUIET);
  }

  /** Wants a round, of whichever tab leads. */
  #want(): void {
    this.#wanted = true;
    if (this.#leads) this.#wake();
    else this.#channel.post({ kind: 'wake' } satisfies Message);
  }

  async #hear(message: Message): Promise<void> {
    if (this.#end.signal.aborted) return;
    if (message.kind !== 'state') {
      if (!this.#leads) return;
      if (message.kind === 'wake') this.#want();
      else this.#show(this.#phase);
      return;
    }
    this.#phase = message.phase;
    this.#lastContact = message.lastContact;
    this.#received = message.received;
    await this.#refusals.load();
    await this.#records.settled();
    await this.#records.refreshMarks();
    if (message.phase !== 'connecting' && message.phase !== 'sending' && message.phase !== 'receiving')
      this.#settle();
  }

  #show(phase: SyncPhase): void {
    this.#phase = phase;
    if (this.#leads) {
      this.#channel.post({
        kind: 'state',
        phase,
        lastContact: this.#lastContact,
        received: this.#received
      } satisfies Message);
    }
    this.#changed();
  }

  #settle(): void {
    for (const resolve of this.#rounding.splice(0)) resolve();
  }

  #changed(): void {
    this.#state = null;
    for (const listener of [...this.#listeners]) listener();
  }
}

const PHASE_AFTER: Record<RoundOutcome['kind'], SyncPhase> = {
  done: 'up-to-date',
  'no-connection': 'offline',
  'signed-out': 'signed-out'
};
