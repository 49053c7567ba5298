import type { Change } from '#lib/agenda/upkeep/activity-change.ts';
import type { Proposed } from '#lib/agenda/upkeep/upkeep.ts';
import { newDocument } from '#lib/core/author.ts';
import type { Desk } from './desk.ts';
import { saveNow } from './save-now.ts';

const NO_ZONE =
  'Met dit account houd je geen wijk bij. Vraag je teamleider om je account. Er is niets veranderd.';

/** Writes down what one tap says of an activity; answers what to say when that did not work, null when it did. */
export async function changeNow(
  desk: Desk,
  { activity: { _id: activity, zone } }: Proposed,
  change: Change
): Promise<string | null> {
  const database = desk.zoneDatabaseOf(activity, zone);
  if (database === null) return NO_ZONE;
  return saveNow(desk, database, [
    { ...newDocument(desk.author, 'activity-change'), activity, change, note: '' }
  ]);
}
