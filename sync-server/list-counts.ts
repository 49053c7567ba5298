import { ListCount } from '#lib/attendance/attendance.ts';
import type { SessionTally } from '#lib/attendance/tally.ts';
import { sessionKey } from '#lib/agenda/activity.ts';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { databaseKind } from '#lib/roles/databases.ts';
import type { CourierStep } from './courier.ts';
import type { Database } from './database.ts';
import { SERVER } from './engines/engine.ts';
import type { GroupLists } from './group-lists.ts';

const ATTEMPTS = 10;

/** Keeps the numbers that a zone reads of a group's list as its marks are. */
export const listCountStep = (lists: Pick<GroupLists, 'count'>): CourierStep => ({
  async handle(name, revisions) {
    if (databaseKind(name) !== 'group') return;
    if (revisions.some(({ _id }) => _id.startsWith('attendance-mark:'))) await lists.count(name);
  }
});

/**
 * Writes into the zone's database how many of a list were at some sessions. `closing` has it stay as it is from now on,
 * before names that are counted in it are removed; what was closed before is not counted again.
 */
export async function writeCounts(
  zone: Database,
  tallies: Iterable<SessionTally>,
  closing: boolean,
  clock: Clock
): Promise<void> {
  for (const tally of tallies) {
    let written = false;
    for (let attempt = 0; !written && attempt < ATTEMPTS; attempt++)
      written = await writeCount(zone, tally, closing, clock);
    if (!written) throw new Error(`A count in ${zone.name} keeps changing.`);
  }
}

/** False when another server wrote it meanwhile. */
async function writeCount(
  zone: Database,
  { session, present, fresh }: SessionTally,
  closing: boolean,
  clock: Clock
): Promise<boolean> {
  const id = `list-count:${sessionKey(session)}`;
  const stored = await zone.get(id);
  const known = stored && ListCount.parse(stored);
  if (known?.closed) return true;
  if (known && known.present === present && known.fresh === fresh && !closing) return true;
  const count: ListCount = {
    _id: id,
    kind: 'list-count',
    schema: 1,
    author: SERVER.name,
    device: 'server',
    created: known?.created ?? isoMoment(clock()),
    session,
    present,
    fresh,
    closed: closing
  };
  return zone.put({ ...count, ...(stored && { _rev: stored._rev }) });
}
