import { fileRead } from '#lib/rights/file-rights.ts';
import type { Kept } from '#lib/db/kept.ts';
import type { Resident } from '#lib/visits/resident.ts';
import type { Desk } from '../../../desk.ts';

/**
 * Writes down that this file was opened today, once. On a device that is full it cannot, like anything else; whoever
 * reads is not kept from the file by that.
 */
export async function noteRead(desk: Desk, { database, document: { _id } }: Kept<Resident>): Promise<void> {
  const read = fileRead(_id, desk.author);
  if (desk.session.records.get(read._id) === undefined) await desk.session.records.save(database, [read]);
}
