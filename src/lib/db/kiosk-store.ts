import Dexie from 'dexie';
import type { Table } from 'dexie';
import type { Letter } from '../crypto/letter.ts';
import type { BrowserStorage } from './device-store.ts';

/** What a screen in a public place is: where it stands, and what it can do there. Nothing of it is personal. */
export interface KioskPlace {
  /** What the place is called, as visitors read it. */
  readonly name: string;
  /** Zone slug. */
  readonly zone: string;
  /** Document id of the location where it stands; null where the map has none for it. */
  readonly location: string | null;
  /** Which team calls back who asks for that. */
  readonly team: string;
  /** What paper comes out of it. */
  readonly printer: 'none' | 'receipt' | 'a4';
}

/** A sealed letter that waits to be sent; `id` is chance. */
export interface WaitingLetter {
  readonly id: string;
  readonly letter: Letter;
}

/** What a screen in a public place keeps: nothing that can be read of what was typed, and nothing about anybody. */
export interface KioskStore {
  /** Null as long as it was not enrolled. */
  place(): Promise<KioskPlace | null>;
  /** By which it speaks for itself to the server; null as long as it was not enrolled. */
  ticket(): Promise<string | null>;
  /** The server's public key (base64), to which letters are sealed; null as long as it was not enrolled. */
  serverKey(): Promise<string | null>;
  /** Makes this device a screen in a place. */
  enrol(enrolment: {
    readonly ticket: string;
    readonly place: KioskPlace;
    readonly key: string;
  }): Promise<void>;
  /** Takes over what the server says of its place. */
  settle(place: KioskPlace, key: string): Promise<void>;
  /** Ends it: no place and no ticket; what was not sent is gone. */
  leave(): Promise<void>;
  /** Adds one to a count. */
  count(cell: string): Promise<void>;
  /** Counts that the server does not know yet, at most `limit` of them. */
  unsent(limit: number): Promise<Readonly<Record<string, number>>>;
  /** The server knows counts as high as these. */
  sent(counts: Readonly<Record<string, number>>): Promise<void>;
  /** Keeps a letter until it is sent; false when so many wait that no more fit. */
  keepLetter(letter: WaitingLetter): Promise<boolean>;
  /** Letters that wait, at most `limit` of them. */
  letters(limit: number): Promise<readonly WaitingLetter[]>;
  /** The server has these letters. */
  letGo(ids: readonly string[]): Promise<void>;
  /** The latest time (milliseconds since 1970) that was taken for right; null before the first. */
  lastSeen(): Promise<number | null>;
  see(moment: number): Promise<void>;
  close(): void;
}

/** The most letters that wait at once: months of them at a screen that is used a lot. */
export const MOST_LETTERS = 200;

interface Setting {
  readonly name: string;
  readonly value: unknown;
}

interface Count {
  readonly cell: string;
  readonly count: number;
  /** How high the server knows it to be. */
  readonly sent: number;
}

/** Opens it. What is written is on the disk before it is told so, because these screens are unplugged. */
export function openKioskStore(options: Partial<BrowserStorage> = {}): KioskStore {
  const database = new Dexie('binnenzak-kiosk', { ...options, chromeTransactionDurability: 'strict' });
  database.version(1).stores({ settings: 'name', counts: 'cell', letters: 'id' });
  const settings: Table<Setting, string> = database.table('settings');
  const counts: Table<Count, string> = database.table('counts');
  const letters: Table<WaitingLetter, string> = database.table('letters');
  const setting = async <Value>(name: string) => ((await settings.get(name))?.value ?? null) as Value | null;

  return {
    place: () => setting<KioskPlace>('place'),
    ticket: () => setting<string>('ticket'),
    serverKey: () => setting<string>('key'),
    enrol: async ({ ticket, place, key }) =>
      void (await settings.bulkPut([
        { name: 'ticket', value: ticket },
        { name: 'place', value: place },
        { name: 'key', value: key }
      ])),
    leave: () =>
      database.transaction('rw', settings, counts, letters, async () => {
        await settings.bulkDelete(['ticket', 'place', 'key']);
        await counts.clear();
        await letters.clear();
      }),
    settle: async (place, key) =>
      void (await settings.bulkPut([
        { name: 'place', value: place },
        { name: 'key', value: key }
      ])),
    count: (cell) =>
      database.transaction('rw', counts, async () => {
        const known = await counts.get(cell);
        await counts.put({ cell, count: (known?.count ?? 0) + 1, sent: known?.sent ?? 0 });
      }),
    unsent: async (limit) => {
      const some = await counts
        .filter(({ count, sent }) => count > sent)
        .limit(limit)
        .toArray();
      return Object.fromEntries(some.map(({ cell, count }) => [cell, count] as const));
    },
    sent: (known) =>
      database.transaction('rw', counts, async () => {
        for (const [cell, sent] of Object.entries(known)) await counts.update(cell, { sent });
      }),
    keepLetter: (letter) =>
      database.transaction('rw', letters, async () => {
        if ((await letters.count()) >= MOST_LETTERS) return false;
        await letters.put(letter);
        return true;
      }),
    letters: (limit) => letters.limit(limit).toArray(),
    letGo: (ids) => letters.bulkDelete([...ids]),
    lastSeen: () => setting<number>('seen'),
    see: async (value) => void (await settings.put({ name: 'seen', value })),
    close: () => database.close()
  };
}
