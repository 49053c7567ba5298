import type { RandomBytes } from '../core/random.ts';
import { toHex } from '../crypto/bytes.ts';
import type { BrowserStorage, DeviceStore, Vault } from '../db/device-store.ts';
import type { Pouch } from '../db/pouch.ts';
import { destroyContents } from '../db/retire.ts';
import type { OpenSession } from './lock.ts';
import { registerDevice, reportWiped, standingOf, type Server } from './revocation.ts';

interface Here extends Server {
  readonly pouch: Pouch;
  readonly storage: BrowserStorage;
}

/**
 * Destroys what lies under every vault on this device that was revoked, locked or not, and reports that; work that was
 * not sent goes with it. `close` is called first for each. Answers whether there was any.
 */
export async function heedRevocations(
  here: Here,
  device: DeviceStore,
  close: () => Promise<void>
): Promise<boolean> {
  let wiped = false;
  for (const vault of await device.vaults()) {
    if (vault.ticket === undefined || (await standingOf(here, vault.ticket)) !== 'revoked') continue;
    await close();
    // The key first: without it the rest is noise, also when the browser ends half-way.
    await device.remove(vault.id);
    await destroyContents(vault, here.pouch, here.storage);
    await reportWiped(here, vault.ticket);
    wiped = true;
  }
  return wiped;
}

/** A vault of before there were tickets gets its own; undefined when it is not there. */
export async function withTicket(
  device: DeviceStore,
  id: string,
  random: RandomBytes
): Promise<Vault | undefined> {
  const vault = await device.vault(id);
  if (!vault || vault.ticket !== undefined) return vault;
  const ticket = toHex(random(16));
  await device.change(id, { ticket });
  return { ...vault, ticket };
}

/**
 * Tells the server once that somebody works here, and calls `heed` when it answers that this device was revoked or knows
 * the session no more.
 */
export function followStanding(
  server: Server,
  { sync, device }: Pick<OpenSession, 'sync' | 'device'>,
  ticket: string,
  heed: () => void,
  onFault: (cause: unknown) => void
): void {
  let told = false;
  const look = async (): Promise<void> => {
    const { phase } = sync.state();
    if (phase === 'signed-out') return heed();
    if (phase !== 'up-to-date' || told) return;
    told = true;
    const standing = await registerDevice(server, ticket, device);
    told = standing !== null;
    if (standing === 'revoked') heed();
  };
  sync.subscribe(() => void look().catch(onFault));
}
