import { Activity } from '#lib/agenda/activity.ts';
import type { ActivityChange, ActivityChangeResult } from '#lib/agenda/upkeep/activity-change.ts';
import { applyChange } from '#lib/agenda/upkeep/apply-change.ts';
import type { Clock } from '#lib/core/clock.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Database } from './database.ts';
import { overlap, readLedger, thingsOf, type FieldLedger } from './field-ledger.ts';

/** What became of a change, and why when it was not published. */
export type Outcome = Pick<ActivityChangeResult, 'outcome' | 'reason'>;

const ATTEMPTS = 20;
const UNKNOWN =
  'Deze activiteit staat op de kaart in een vorm die de server niet kent. Er is niets veranderd.';
const PUBLISHED: Outcome = { outcome: 'published', reason: '' };

/**
 * Why a change waits, null when it may be published. `late`: something that was said after it about the same thing was
 * published already.
 */
export type WhyWait = (activity: Activity | null, late: boolean) => string | null;

/**
 * Publishes a change on the map, once, wherever an earlier attempt ended. That it begins is noted beside the activity (see
 * `field-ledger.ts`) before the activity is written: who finds the note finishes, unless somebody after it began to publish
 * something about the same thing, which then stands.
 */
export async function publishChange(
  map: Database,
  change: ActivityChange,
  clock: Clock,
  whyWait: WhyWait
): Promise<Outcome> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // The activity before the ledger: what is noted after this reading is written after it too, and then this write fails.
    const read = await readActivity(map, change.activity);
    if (!read.ok) return refused(read.failure);
    const ledger = await readLedger(map, change.activity);
    const at = ledger.entries.findIndex((entry) => entry.change === change._id);
    const entry = ledger.entries[at];
    if (!entry) {
      const reason = whyWait(read.value, isLate(change, ledger.entries));
      if (reason !== null) return { outcome: 'waits', reason };
      const possible = applyChange(read.value, change);
      if (!possible.ok) return refused(possible.failure);
      await ledger.begin(change, clock());
      continue;
    }
    if (ledger.entries.slice(at + 1).some(({ things }) => overlap(things, entry.things))) return PUBLISHED;
    const applied = applyChange(read.value, { ...change, created: entry.created });
    if (!applied.ok) return refused(applied.failure);
    if (same(applied.value, read.value) || (await map.put({ ...applied.value }))) return PUBLISHED;
  }
  throw new Error(`${change.activity} keeps changing: ${change._id} could not be published.`);
}

const refused = (reason: string): Outcome => ({ outcome: 'refused', reason });

const isLate = ({ created, change }: ActivityChange, ledger: FieldLedger): boolean =>
  ledger.some((entry) => entry.created > created && overlap(entry.things, thingsOf(change)));

/** The activity on the map; null when there is none. */
async function readActivity(map: Database, id: string): Promise<Result<Activity | null, string>> {
  const stored = await map.get(id);
  if (!stored) return ok(null);
  const known = Activity.safeParse(stored);
  // What is not known of it, for a newer server wrote it, stays.
  return known.success ? ok({ ...stored, ...known.data }) : fail(UNKNOWN);
}

const same = (one: Activity, other: Activity | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
