import * as z from 'zod/mini';
import { dutchDay, isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import { addDays } from '#lib/core/dutch-date.ts';
import { later, together, visitOf, type Counts } from '#lib/kiosk/counts.ts';
import { openDatabase } from '../database.ts';
import { SERVER, type Engine } from '../engines/engine.ts';

/** What one screen counted on one day. */
const StoredCounts = z.object({
  ...documentFields,
  kind: z.literal('kiosk-counts'),
  schema: z.literal(1),
  /** `YYYY-MM-DD`, or `unknown` for visits while the screen did not know the time. */
  day: z.string(),
  counts: z.record(z.string(), z.int())
});

export interface KioskCounts {
  /** Takes what a screen counted so far, as often as it tells it; what is no count is left out. */
  hear(database: string, counts: Counts): Promise<void>;
  /** The visits of the last four weeks to a screen. */
  lately(database: string): Promise<Counts>;
}

const UNKNOWN = 'unknown';
const DAYS_SHOWN = 28;
const ATTEMPTS = 5;

export function createKioskCounts(engine: Engine, clock: Clock): KioskCounts {
  async function merge(database: string, day: string, counts: Counts): Promise<void> {
    const store = openDatabase(engine, database);
    const _id = `kiosk-counts:${day}`;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const stored = await store.get(_id);
      const known = stored ? StoredCounts.parse(stored).counts : {};
      const merged = later(known, counts);
      if (JSON.stringify(merged) === JSON.stringify(known)) return;
      const fresh: z.infer<typeof StoredCounts> = {
        _id,
        kind: 'kiosk-counts',
        schema: 1,
        author: SERVER.name,
        device: 'server',
        created: isoMoment(clock()),
        day,
        counts: merged
      };
      if (await store.put(stored ? { ...fresh, _rev: stored._rev } : fresh)) return;
    }
    throw new Error('The counts of a kiosk keep changing.');
  }

  return {
    async hear(database, counts) {
      const cells = Object.entries(counts).flatMap(([cell, count]) => {
        const visit = visitOf(cell);
        return visit ? [{ cell, count, day: visit.day ?? UNKNOWN }] : [];
      });
      for (const [day, some] of Map.groupBy(cells, (one) => one.day))
        await merge(database, day, Object.fromEntries(some.map(({ cell, count }) => [cell, count])));
    },
    async lately(database) {
      const first = addDays(dutchDay(clock()), -DAYS_SHOWN);
      const stored = await openDatabase(engine, database).startingWith('kiosk-counts:');
      const days = stored.map((one) => StoredCounts.parse(one)).filter(({ day }) => day >= first);
      return together(days.map((one) => one.counts));
    }
  };
}
