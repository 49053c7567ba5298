import type { Desk } from '../../../desk.ts';

/** Tries to have a list that was just begun on this device: once to send that it was, and once to hear that it is open. */
export async function fetchList({ session: { sync } }: Desk): Promise<void> {
  await sync.syncNow();
  await sync.syncNow();
}
