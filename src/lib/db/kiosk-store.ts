import Dexie from 'dexie';
import type { Table } from 'dexie';
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

/** What a screen in a public place keeps: nothing that was typed, and nothing about anybody. */
export interface KioskStore {
  /** Null as long as it was not enrolled. */
  place(): Promise<KioskPlace | null>;
  /** By which it speaks for itself to the server; null as long as it was not enrolled. */
  ticket(): Promise<string | null>;
  /** Makes this device a screen in a place. */
  enrol(enrolment: { readonly ticket: string; readonly place: KioskPlace }): Promise<void>;
  /** Takes over what the server says of its place. */
  settle(place: KioskPlace): Promise<void>;
  /** Ends it: no place and no ticket; what was not sent is gone. */
  leave(): Promise<void>;
  /** Adds one to a count. */
  count(cell: string): Promise<void>;
  /** Counts that the server does not know yet, at most `limit` of them. */
  unsent(limit: number): Promise<Readonly<Record<string, number>>>;
  /** The server knows counts as high as these. */
  sent(counts: Readonly<Record<string, number>>): Promise<void>;
  /** The latest time (milliseconds since 1970) that was taken for right; null before the first. */
  lastSeen(): Promise<number | null>;
  see(moment: number): Promise<void>;
  close(): void;
}

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
  database.version(1).stores({ settings: 'name', counts: 'cell' });
  const settings: Table<Setting, string> = database.table('settings');
  const counts: Table<Count, string> = database.table('counts');
  const setting = async <Value>(name: string) => ((await settings.get(name))?.value ?? null) as Value | null;

  return {
    place: () => setting<KioskPlace>('place'),
    ticket: () => setting<string>('ticket'),
    enrol: async ({ ticket, place }) =>
      void (await settings.bulkPut([
        { name: 'ticket', value: ticket },
        { name: 'place', value: place }
      ])),
    leave: () =>
      database.transaction('rw', settings, counts, async () => {
        await settings.bulkDelete(['ticket', 'place']);
        await counts.clear();
      }),
    settle: async (value) => void (await settings.put({ name: 'place', value })),
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
    lastSeen: () => setting<number>('seen'),
    see: async (value) => void (await settings.put({ name: 'seen', value })),
    close: () => database.close()
  };
}
