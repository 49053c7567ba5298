import { onDestroy, untrack } from 'svelte';
import type { Drafts } from '../db/records.ts';

/** How long after a keystroke its text is taken, in milliseconds: once the letter is on the screen. */
const TAKEN_AFTER = 20;

/**
 * Keeps one draft on this device while it is typed. One write runs at a time; while it does, only the newest value
 * waits. `state` says in words' terms what is true of everything typed so far.
 */
export class DraftKeeper {
  state = $state<'kept' | 'keeping' | 'failed'>('kept');
  readonly #drafts: Drafts;
  readonly #key: string;
  #waiting: { value: unknown } | null = null;
  #running: Promise<void> | null = null;
  /** Takes what was typed and not put yet. */
  #take: (() => void) | null = null;

  constructor(drafts: Drafts, key: string) {
    this.#drafts = drafts;
    this.#key = key;
  }

  /** Takes the form's present value; returns at once. */
  put(value: unknown): void {
    this.#take = null;
    this.#waiting = { value };
    this.state = 'keeping';
    this.#running ??= this.#run();
  }

  /** Takes note that something was typed; `take` puts it, soon or when somebody has to know that it is kept. */
  typed(take: () => void): void {
    this.#take = take;
    this.state = 'keeping';
  }

  /** Takes note that what was typed left nothing to keep. */
  nothing(): void {
    this.#take = null;
    if (!this.#running && this.state === 'keeping') this.state = 'kept';
  }

  /** Resolves when everything that was typed is kept, or could not be. */
  async settled(): Promise<void> {
    this.#take?.();
    await this.#running;
  }

  /** Forgets the draft, once what it was for is saved. */
  async remove(): Promise<void> {
    await this.settled();
    await this.#drafts.remove(this.#key);
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiting) {
        const { value } = this.#waiting;
        this.#waiting = null;
        await this.#drafts.save(this.#key, value);
      }
      this.state = this.#take ? 'keeping' : 'kept';
    } catch {
      // The next keystroke tries again; until then the form says that the text is only on the screen.
      this.state = 'failed';
    } finally {
      this.#running = null;
    }
  }
}

/**
 * Keeps what `read` gives, now and whenever it changes, as long as the component is there that calls this; undefined is
 * nothing to keep. A form is read whole a moment after the keystroke, so that no letter waits for it.
 */
export function keepDraft(keeper: DraftKeeper, read: () => unknown): void {
  let turn = $state(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the effect does when it runs: read and put, only read to hear of the next change, or wait for a moment. */
  let next: 'put' | 'follow' | 'wait' = 'put';

  const put = (value: unknown) => (value === undefined ? keeper.nothing() : keeper.put(value));
  const again = (what: 'put' | 'follow') => {
    clearTimeout(timer);
    timer = undefined;
    next = what;
    turn++;
  };
  const take = () => {
    put(untrack(read));
    again('follow');
  };
  $effect(() => {
    void turn;
    const now = next;
    next = 'wait';
    if (now === 'wait') {
      keeper.typed(take);
      timer = setTimeout(() => again('put'), TAKEN_AFTER);
      return;
    }
    const value = read();
    if (now === 'put') put(value);
  });
  onDestroy(() => {
    if (timer !== undefined) take();
  });
}
