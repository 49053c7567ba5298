import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import { toHex } from '#lib/crypto/bytes.ts';
import type { RandomBytes } from '#lib/core/random.ts';
import { CODE_LENGTH, PlaceForm, type KioskReport } from '#lib/kiosk/answers.ts';
import { kioskDatabase } from '#lib/roles/databases.ts';
import type { Database } from '../database.ts';
import type { KioskCounts } from './counts.ts';

/** A code that a curator made, under its hash: who finds the store learns no code. */
const StoredCode = z.object({
  ...documentFields,
  kind: z.literal('kiosk-code'),
  schema: z.literal(1),
  place: PlaceForm,
  until: z.iso.datetime(),
  /** The moment at which a screen took it; null before. */
  used: z.nullable(z.iso.datetime())
});

/** A screen, under the hash of its ticket, which only that screen has. */
const StoredKiosk = z.object({
  ...documentFields,
  kind: z.literal('kiosk'),
  schema: z.literal(1),
  /** Names its database: `kiosk-<point>`. */
  point: z.string(),
  place: PlaceForm,
  state: z.enum(['in-use', 'revoked']),
  /** Who revoked it; null while it is in use. */
  by: z.nullable(z.string()),
  contact: z.nullable(z.iso.datetime()),
  built: z.nullable(z.int()),
  checked: z.nullable(z.int()),
  stuck: z.array(z.string())
});
export type StoredKiosk = z.infer<typeof StoredKiosk>;

export interface Kiosks {
  /** Makes a code for a place, in the name of a curator. It works once, for a day. */
  invite(place: PlaceForm, by: string): Promise<{ readonly code: string; readonly until: string }>;
  /** Takes a code; null when it is none, was used, or is too old. */
  enrol(code: string): Promise<{ readonly ticket: string; readonly place: PlaceForm } | null>;
  /** Hears a screen; null when it is not known or was revoked. */
  hear(report: KioskReport): Promise<StoredKiosk | null>;
  list(): Promise<readonly StoredKiosk[]>;
  /** Where the screen of a database stands, or stood; null when there is none. */
  placeOf(database: string): Promise<PlaceForm | null>;
  /** False when it is not there, or was revoked already. */
  revoke(id: string, by: string): Promise<boolean>;
}

export interface KiosksDependencies {
  readonly database: Database;
  readonly counts: KioskCounts;
  /** Makes the database of a screen, where it is not there yet. */
  readonly provision: (database: string) => Promise<void>;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

const DAY = 24 * 60 * 60_000;
const TICKET_BYTES = 32;
const POINT_BYTES = 10;
const ATTEMPTS = 5;

export function createKiosks({ database, counts, provision, clock, random }: KiosksDependencies): Kiosks {
  const now = () => isoMoment(clock());
  const made = (by: string) => ({ schema: 1 as const, author: by, device: 'server', created: now() });

  async function load(id: string): Promise<(StoredKiosk & { _rev: string }) | null> {
    const stored = await database.get(id);
    return stored && { ...StoredKiosk.parse(stored), _rev: stored._rev };
  }

  /** Changes what is stored until nobody was in between; null when it is not there, or not in use. */
  async function change(id: string, changes: Partial<StoredKiosk>): Promise<StoredKiosk | null> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const stored = await load(id);
      if (stored?.state !== 'in-use') return null;
      const changed = { ...stored, ...changes };
      if (await database.put(changed)) return changed;
    }
    throw new Error('A kiosk keeps changing.');
  }

  const holder = async (ticket: string): Promise<StoredKiosk | null> => {
    const stored = await load(kioskId(ticket));
    return stored?.state === 'in-use' ? stored : null;
  };

  const list = async (): Promise<StoredKiosk[]> =>
    (await database.startingWith('kiosk:')).map((stored) => StoredKiosk.parse(stored));

  return {
    async invite(place, by) {
      const code = figures(random, CODE_LENGTH);
      const until = isoMoment(clock() + DAY);
      const stored = {
        ...made(by),
        _id: codeId(code),
        kind: 'kiosk-code' as const,
        place,
        until,
        used: null
      };
      if (!(await database.put(stored satisfies z.infer<typeof StoredCode>)))
        throw new Error('A code came up twice.');
      return { code, until };
    },
    async enrol(code) {
      const stored = await database.get(codeId(code));
      if (!stored) return null;
      const { _rev } = stored;
      const { author, place, until, used, ...rest } = StoredCode.parse(stored);
      if (used !== null || until < now()) return null;
      // Of two that take it at the same moment, one is refused here.
      if (!(await database.put({ ...rest, author, place, until, _rev, used: now() }))) return null;
      const ticket = toHex(random(TICKET_BYTES));
      const point = toHex(random(POINT_BYTES));
      await provision(kioskDatabase(point));
      const kiosk: StoredKiosk = {
        ...made(author),
        _id: kioskId(ticket),
        kind: 'kiosk',
        point,
        place,
        state: 'in-use',
        by: null,
        contact: now(),
        built: null,
        checked: null,
        stuck: []
      };
      await database.put(kiosk);
      return { ticket, place };
    },
    async hear({ ticket, built, checked, stuck, counts: told }) {
      const kiosk = await holder(ticket);
      if (!kiosk) return null;
      await counts.hear(kioskDatabase(kiosk.point), told);
      return change(kiosk._id, { contact: now(), built, checked, stuck });
    },
    placeOf: async (name) => (await list()).find(({ point }) => kioskDatabase(point) === name)?.place ?? null,
    list,
    async revoke(id, by) {
      if (!/^kiosk:[0-9a-f]{64}$/.test(id)) return false;
      return (await change(id, { state: 'revoked', by })) !== null;
    }
  };
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');
const kioskId = (ticket: string): string => `kiosk:${hashed(ticket)}`;
const codeId = (code: string): string => `kiosk-code:${hashed(code)}`;

/** Figures by chance, each as likely as another. */
function figures(random: RandomBytes, count: number): string {
  let text = '';
  while (text.length < count) {
    // Bytes past the last whole ten would make small figures likelier.
    for (const byte of random(count)) if (byte < 250 && text.length < count) text += String(byte % 10);
  }
  return text;
}
