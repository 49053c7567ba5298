import type { Drafts } from '../db/records.ts';

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

  constructor(drafts: Drafts, key: string) {
    this.#drafts = drafts;
    this.#key = key;
  }

  /** Takes the form's present value; returns at once. */
  put(value: unknown): void {
    this.#waiting = { value };
    this.state = 'keeping';
    this.#running ??= this.#run();
  }

  /** Resolves when everything that was put is kept, or could not be. */
  async settled(): Promise<void> {
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
      this.state = 'kept';
    } catch {
      // The next keystroke tries again; until then the form says that the text is only on the screen.
      this.state = 'failed';
    } finally {
      this.#running = null;
    }
  }
}
