import { createContext } from 'svelte';
import { checkedClock, type Clock, type LastContact } from '../core/clock.ts';
import { dutchWallTime } from '../core/dutch-date.ts';
import type { RandomBytes } from '../core/random.ts';
import { toHex } from '../crypto/bytes.ts';
import { sealLetter } from '../crypto/letter.ts';
import type { KioskPlace, KioskStore } from '../db/kiosk-store.ts';
import type { MapReader, NeedLine, Session, ThemeLine } from '../social-map/map-reader.ts';
import { WHOLE_AGENDA } from '../social-map/map-reader.ts';
import type { KioskReport } from './answers.ts';
import { callBackOf, receiptOf, type CallTime } from './call-back.ts';
import { isTrusted, wentOn } from './clock-trust.ts';
import { happened, isBegun, NEW_VISIT, screenOf, type Visit, type VisitEvent } from './conversation.ts';
import { cellOf } from './counts.ts';
import type { MessageKey } from './language/nl.ts';
import { say, type Parts, type Said } from './language/say.ts';
import { DAYS_AHEAD } from './programme.ts';
import type { Asking } from './seek.ts';
import type { Speech } from './speech.ts';

/** What the screen is made of that it cannot make itself. */
export interface HereOptions {
  readonly place: KioskPlace;
  readonly store: KioskStore;
  readonly speech: Speech;
  readonly random: RandomBytes;
  /** The server's public key, to which letters are sealed; null where nobody can be asked to call. */
  readonly serverKey: string | null;
  /** Told that a letter waits to be sent. */
  readonly onletter: () => void;
  /** The map on this device; null while it is not here. Never the server's: what is typed stays here. */
  readonly map: () => Promise<MapReader | null>;
  readonly lastContact: () => Promise<LastContact | null>;
  readonly clock: Clock;
  /** Milliseconds that passed, counted by what nobody can set. */
  readonly passed: () => number;
  /** When this version was built, in milliseconds since 1970. */
  readonly built: number;
}

const HOUR = 60 * 60_000;

/** One screen in a public place: the visit that goes on, and what it knows of the time and the map. */
export class Here {
  readonly #options: HereOptions;
  readonly place: KioskPlace;
  readonly speech: Speech;
  visit = $state.raw<Visit>(NEW_VISIT);
  /** Another number for each visit, so that nothing on the screen outlives it. */
  visits = $state(0);
  map = $state.raw<MapReader | null>(null);
  themes = $state.raw<readonly ThemeLine[]>([]);
  needs = $state.raw<readonly NeedLine[]>([]);
  sessions = $state.raw<readonly Session[]>([]);
  /** Wall time; null where the screen does not know it. */
  now = $state<string | null>(null);
  /** Milliseconds since 1970; null where it is not known. */
  moment = $state<number | null>(null);
  /** The server's time when the map was last compared with it; null before. */
  checked = $state<number | null>(null);
  /** Whether there is a voice for the language of the visit. */
  speaks = $derived.by(() => {
    void this.#voices;
    return this.speech.speaks(this.visit.language);
  });
  #voices = $state(0);
  /** Which text is being read aloud; null for none. */
  reading = $state<string | null>(null);
  /** Visits that could not be kept yet. */
  readonly #uncounted: string[] = [];
  #contact: LastContact | null = null;
  #lastSeen: number | null = null;
  #noted = 0;
  #before: { clock: number; passed: number; contact: number } | null = null;
  #leapt = false;

  constructor(options: HereOptions) {
    this.#options = options;
    this.place = options.place;
    this.speech = options.speech;
    this.speech.subscribe(() => (this.#voices += 1));
  }

  readonly screen = $derived(screenOf(this.visit));
  readonly language = $derived(this.visit.language);

  /** A message in the language of the visit. */
  t(key: MessageKey, parts: Parts = {}): string {
    return say(this.visit.language, key, parts).text;
  }

  do(event: VisitEvent): void {
    this.quiet();
    this.visit = happened(this.visit, event);
  }

  /** Ends the visit: it is counted, and nothing of it is left. */
  async reset(): Promise<void> {
    const { visit } = this;
    this.quiet();
    this.visit = NEW_VISIT;
    this.visits += 1;
    if (!isBegun(visit)) return;
    const { topic, language, outcome } = visit;
    const [day, hour] = this.now ? [this.now.slice(0, 10), Number(this.now.slice(11, 13))] : [null, null];
    this.#uncounted.push(cellOf({ day, hour, topic, language, outcome: outcome ?? 'left' }));
    await this.#count();
  }

  /** Counts what is not counted yet. On a full device it waits here, and is tried again with the next visit. */
  async #count(): Promise<void> {
    for (let cell = this.#uncounted.shift(); cell !== undefined; cell = this.#uncounted.shift()) {
      try {
        await this.#options.store.count(cell);
      } catch (error) {
        this.#uncounted.push(cell);
        console.error('A visit could not be counted.', error);
        return;
      }
    }
  }

  /** Reads a text aloud, or stops when that is what is being read. `name` tells one text from another. */
  read(name: string, texts: readonly Said[]): void {
    const again = this.reading === name;
    this.quiet();
    if (again) return;
    this.reading = name;
    this.speech.read(texts, this.visit.slowSpeech, () => (this.reading = null));
  }

  quiet(): void {
    this.speech.stop();
    this.reading = null;
  }

  /** Whether visitors can ask to be called. */
  get canBeCalled(): boolean {
    return this.#options.serverKey !== null;
  }

  /** Seals what was filled in, so that this screen itself can not read it back, and keeps it until it is sent. */
  async askToBeCalled(when: CallTime): Promise<'kept' | 'full' | 'failed'> {
    const { serverKey, random, store, onletter } = this.#options;
    const asked = callBackOf(this.visit.draft, when, this.language, this.now?.slice(0, 10) ?? null);
    if (!asked || serverKey === null) return 'failed';
    const id = toHex(random(16));
    try {
      const letter = await sealLetter(serverKey, JSON.stringify(asked), id);
      if (!(await store.keepLetter({ id, letter }))) return 'full';
    } catch (error) {
      // A full disk: the visitor is told to call instead.
      console.error('A letter could not be kept.', error);
      return 'failed';
    }
    this.do({ kind: 'called', receipt: receiptOf(id) });
    onletter();
    return 'kept';
  }

  /** What the screen tells the server of itself. */
  about(built: number): Omit<KioskReport, 'ticket' | 'counts' | 'letters'> {
    return {
      built,
      checked: this.checked === null ? null : Math.round(this.checked),
      stuck: [
        ...(this.now === null ? (['clock'] as const) : []),
        ...(this.#uncounted.length > 0 ? (['storage'] as const) : []),
        ...(this.speech.speaks('nl') ? [] : (['voice'] as const))
      ]
    };
  }

  get asking(): Asking | null {
    return this.map && { map: this.map, zone: this.place.zone, now: this.now };
  }

  /** Looks at the clock, and whether it is to be believed. */
  async tick(): Promise<void> {
    const { clock, passed, built, store } = this.#options;
    const device = clock();
    const before = this.#before;
    const contact = this.#contact?.checked ?? 0;
    if (before && contact > before.contact) this.#leapt = false;
    else if (before && !wentOn(before.clock, device, passed() - before.passed)) this.#leapt = true;
    this.#before = { clock: device, passed: passed(), contact };
    const right = checkedClock(clock, () => this.#contact)();
    const lastContact = this.checked;
    const trusted = !this.#leapt && isTrusted(right, { built, lastContact, lastSeen: this.#lastSeen });
    this.moment = trusted ? right : null;
    this.now = trusted ? dutchWallTime(right) : null;
    if (!trusted || right - this.#noted < HOUR) return;
    this.#noted = right;
    this.#lastSeen = right;
    await store.see(right);
  }

  /** Reads the map and the agenda anew. */
  async refresh(): Promise<void> {
    const { map, lastContact, store } = this.#options;
    this.#lastSeen ??= await store.lastSeen();
    this.#contact = await lastContact();
    this.checked = this.#contact && this.#contact.checked + this.#contact.ahead;
    await this.tick();
    const found = await map();
    if (!found) return;
    [this.themes, this.needs, this.sessions] = await Promise.all([
      found.themes({}),
      found.needs({}),
      found.agenda({ ...WHOLE_AGENDA, zone: this.place.zone, days: DAYS_AHEAD })
    ]);
    // Not before all of it is there, so that no screen is half one map and half another.
    this.map = found;
  }
}

export const [getHere, setHere] = createContext<Here>();
