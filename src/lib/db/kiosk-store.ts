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
  /** What paper comes out of it. */
  readonly printer: 'none' | 'receipt' | 'a4';
}

/** What a screen in a public place keeps: nothing that was typed, and nothing about anybody. */
export interface KioskStore {
  /** Null as long as it was not enrolled. */
  place(): Promise<KioskPlace | null>;
  settle(place: KioskPlace): Promise<void>;
  /** Adds one to a count. */
  count(cell: string): Promise<void>;
  counts(): Promise<Readonly<Record<string, number>>>;
  /** The latest time (milliseconds since 1970) that was taken for right; null before the first. */
  lastSeen(): Promise<number | null>;
  see(moment: number): Promise<void>;
  close(): void;
}

interface Setting {
  readonly name: string;
  readonly value: unknown;
}

/** Opens it. What is written is on the disk before it is told so, because these screens are unplugged. */
export function openKioskStore(options: Partial<BrowserStorage> = {}): KioskStore {
  const database = new Dexie('binnenzak-kiosk', { ...options, chromeTransactionDurability: 'strict' });
  database.version(1).stores({ settings: 'name', counts: 'cell' });
  const settings: Table<Setting, string> = database.table('settings');
  const counts: Table<{ cell: string; count: number }, string> = database.table('counts');
  const setting = async <Value>(name: string) => ((await settings.get(name))?.value ?? null) as Value | null;

  return {
    place: () => setting<KioskPlace>('place'),
    settle: async (value) => void (await settings.put({ name: 'place', value })),
    count: (cell) =>
      database.transaction('rw', counts, async () => {
        const known = await counts.get(cell);
        await counts.put({ cell, count: (known?.count ?? 0) + 1 });
      }),
    counts: async () =>
      Object.fromEntries((await counts.toArray()).map(({ cell, count }) => [cell, count] as const)),
    lastSeen: () => setting<number>('seen'),
    see: async (value) => void (await settings.put({ name: 'seen', value })),
    close: () => database.close()
  };
}
