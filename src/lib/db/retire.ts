import { destroyLots, lotsName } from './sealed-lots.ts';
import { countSealed, destroyStore } from './sealed-store.ts';
import type { BrowserStorage, Vault } from './device-store.ts';
import type { Pouch } from './pouch.ts';
import { countUnsent } from './sealed-database.ts';

/** Whether a vault that stays sealed holds anything that the server does not have: work, refused work, drafts. */
export async function holdsOwnWork(vault: Vault, pouch: Pouch, storage: BrowserStorage): Promise<boolean> {
  for (const shelf of ['refusals', 'drafts'] as const) {
    if ((await countSealed(vault.store, storage, shelf)) > 0) return true;
  }
  for (const local of vault.locals) {
    if ((await countUnsent(pouch, local)) > 0) return true;
  }
  return false;
}

/** Removes everything that lies under a vault's key. */
export async function destroyContents(vault: Vault, pouch: Pouch, storage: BrowserStorage): Promise<void> {
  for (const local of vault.locals) await new pouch(local).destroy();
  await destroyLots(lotsName(vault.store), storage);
  await destroyStore(vault.store, storage);
}
