import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import type { AccountAct } from '#lib/roles/account-history.ts';
import type { Database } from '../database.ts';
import type { AccountTrail } from '../log-in/account-trail.ts';

/**
 * A place where somebody keeps sealed work: one user in one browser. It is stored under the hash of its ticket, which
 * only that browser has, so that nobody else can speak for it.
 */
const StoredDevice = z.object({
  ...documentFields,
  kind: z.literal('device'),
  schema: z.literal(1),
  /** What it is, in a word for people: `Android-telefoon`. */
  what: z.string(),
  seen: z.iso.datetime(),
  state: z.enum(['in-use', 'revoked', 'told', 'wiped']),
  /** Who revoked it; null while it is in use. */
  by: z.nullable(z.string()),
  /** When its state became what it is. */
  since: z.iso.datetime()
});
type StoredDevice = z.infer<typeof StoredDevice>;

export interface Device {
  /** Meaningless outside the server's store. */
  readonly id: string;
  /** User name of whose work is on it. */
  readonly user: string;
  readonly what: string;
  readonly first: string;
  readonly seen: string;
  /** `revoked`: asked to destroy its keys; `told`: it has heard so; `wiped`: it has done so. */
  readonly state: StoredDevice['state'];
  readonly since: string;
  readonly by: string | null;
}

export interface Devices {
  /** Notes that somebody works on a device; answers whether they may. */
  register(ticket: string, user: string, device: string, what: string): Promise<'in-use' | 'revoked'>;
  /** Whether a device must destroy what is on it. One that the server does not know need not. */
  standing(ticket: string): Promise<'in-use' | 'revoked'>;
  /** A device that was revoked tells that it has destroyed its keys. */
  wiped(ticket: string): Promise<void>;
  list(): Promise<readonly Device[]>;
  /** Asks a device to destroy its keys at its next contact; null when it is not there or was asked already. */
  revoke(id: string, by: string): Promise<Device | null>;
}

const ATTEMPTS = 5;
/** Milliseconds after which a device that was seen is noted anew. */
const NOTED_AGAIN = 60 * 60_000;

/** `trail` is told of what is revoked or destroyed, before it is. */
export function createDevices(database: Database, trail: Pick<AccountTrail, 'note'>, clock: Clock): Devices {
  const now = () => isoMoment(clock());

  async function load(id: string) {
    const stored = await database.get(id);
    return stored && { ...StoredDevice.parse(stored), _rev: stored._rev };
  }

  /** Changes what is stored until nobody was in between; null when `to` sees nothing to change. */
  async function change(
    id: string,
    to: (device: StoredDevice) => StoredDevice | null,
    noted?: { readonly act: AccountAct; readonly by: string | null }
  ): Promise<StoredDevice | null> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const stored = await load(id);
      const changed = stored && to(stored);
      if (!changed) return null;
      const { author, device, what } = changed;
      if (noted) await trail.note(author, noted.act, noted.by, { which: { id: device, what } });
      if (await database.put({ ...changed, _rev: stored._rev })) return changed;
    }
    throw new Error('A device keeps changing.');
  }

  return {
    async register(ticket, user, device, what) {
      const id = idOf(ticket);
      const known = await load(id);
      if (!known) {
        const fresh: StoredDevice = {
          _id: id,
          kind: 'device',
          schema: 1,
          author: user,
          device,
          created: now(),
          what,
          seen: now(),
          state: 'in-use',
          by: null,
          since: now()
        };
        await database.put(fresh);
        return 'in-use';
      }
      if (known.state !== 'in-use') return 'revoked';
      await change(id, (stored) =>
        clock() - Date.parse(stored.seen) < NOTED_AGAIN ? null : { ...stored, seen: now() }
      );
      return 'in-use';
    },
    async standing(ticket) {
      const id = idOf(ticket);
      const state = (await load(id))?.state ?? 'in-use';
      if (state === 'revoked')
        await change(id, (stored) =>
          stored.state === 'revoked' ? { ...stored, state: 'told', since: now() } : null
        );
      return state === 'in-use' ? 'in-use' : 'revoked';
    },
    async wiped(ticket) {
      await change(
        idOf(ticket),
        (stored) =>
          stored.state === 'in-use' || stored.state === 'wiped'
            ? null
            : { ...stored, state: 'wiped', since: now() },
        { act: 'device-wiped', by: null }
      );
    },
    async list() {
      return (await database.startingWith('device:')).map((stored) => toDevice(StoredDevice.parse(stored)));
    },
    async revoke(id, by) {
      if (!/^device:[0-9a-f]{64}$/.test(id)) return null;
      const revoked = await change(
        id,
        (stored) => (stored.state === 'in-use' ? { ...stored, state: 'revoked', by, since: now() } : null),
        { act: 'device-revoked', by }
      );
      return revoked && toDevice(revoked);
    }
  };
}

const idOf = (ticket: string): string => `device:${createHash('sha256').update(ticket).digest('hex')}`;

const toDevice = ({ _id, author, what, created, seen, state, since, by }: StoredDevice): Device => ({
  id: _id,
  user: author,
  what,
  first: created,
  seen,
  state,
  since,
  by
});

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Android.*Mobile/, 'Android-telefoon'],
  [/Android/, 'Android-tablet'],
  [/Windows/, 'Windows-computer'],
  [/CrOS/, 'Chromebook'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux-computer']
];

/** What a device is, by what its browser says of itself: enough for its owner to know it again. */
export const whatItIs = (userAgent: string): string =>
  SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Onbekend toestel';
