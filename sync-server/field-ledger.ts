import * as z from 'zod/mini';
import { isoMoment } from '#lib/core/clock.ts';
import { nameOf } from '#lib/core/document.ts';
import type { Activity } from '#lib/agenda/activity.ts';
import type { ActivityChange, Change } from '#lib/agenda/upkeep/activity-change.ts';
import { CONFIRM_EVERY, hasSession } from '#lib/agenda/upkeep/apply-change.ts';
import type { Database } from './database.ts';

/*
 * What the field said of an activity of late, noted beside it in the map before it is published: so that a publication that
 * was cut short is finished and not begun anew, an older word does not overwrite a later one, and an import leaves it be.
 */

const Entry = z.object({
  /** Id of the change. */
  change: z.string(),
  /** When it was said, by its author's clock, but not after it was published. */
  created: z.string(),
  /** When it began to be published, by the server's clock. */
  begun: z.string(),
  /** What it is about: starts of sessions, or names of fields. */
  things: z.array(z.string())
});
export type LedgerEntry = z.infer<typeof Entry>;

/** In the order in which they began to be published. */
export type FieldLedger = readonly LedgerEntry[];

/** Days for which the field's word on a field stands against an import: after them it is to be asked again anyhow. */
const STANDS = CONFIRM_EVERY;
const MOST = 500;
const DAY = 24 * 60 * 60_000;

/** A name that no user can write: that of a replication's checkpoint has no colon. */
export const ledgerId = (activity: string): string => `_local/field:${nameOf(activity)}`;

export interface ReadLedger {
  readonly entries: FieldLedger;
  /** Notes that a change begins to be published; false when somebody else noted something in between. */
  begin(change: ActivityChange, now: number): Promise<boolean>;
}

/** What the field said of an activity. `map` is the database of the map. */
export async function readLedger(map: Database, activity: string): Promise<ReadLedger> {
  const stored = await map.get(ledgerId(activity));
  const entries = z.array(Entry).parse(stored?.['entries'] ?? []);
  return {
    entries,
    begin: ({ _id, created, change }, now) => {
      const moment = isoMoment(now);
      const entry: LedgerEntry = {
        change: _id,
        created: created < moment ? created : moment,
        begun: moment,
        things: thingsOf(change)
      };
      const kept = entries.filter((one) => stands(one, now)).slice(1 - MOST);
      return map.put({ ...stored, _id: ledgerId(activity), entries: [...kept, entry] });
    }
  };
}

/** Of a session that is still to come, or of half a year at most. */
const stands = ({ begun, things }: LedgerEntry, now: number): boolean =>
  Date.parse(begun) > now - STANDS * DAY ||
  things.some((thing) => isSession(thing) && Date.parse(`${thing}Z`) > now);

const isSession = (thing: string): boolean => /^\d/.test(thing);

/** What a change is about. A day and a rhythm are one thing: either alone says when an activity is. */
export function thingsOf(change: Change): string[] {
  if ('session' in change) return [change.session];
  if (change.type === 'end') return ['cancelled'];
  if (change.type === 'confirm') return [];
  const said = Object.entries(change.fields).flatMap(([field, value]) =>
    value === undefined ? [] : [field]
  );
  return [...new Set(said.map((field) => (field === 'start' ? 'rrule' : field)))];
}

/** Whether two changes speak of the same thing. */
export const overlap = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((thing) => other.includes(thing));

/**
 * An activity as an import brings it, but where the field said something of it of late: that stands, and so does the latest
 * day on which somebody said that it is right.
 */
export function withTheFieldsWord(
  imported: Activity,
  stored: Activity,
  ledger: FieldLedger,
  now: number
): Activity {
  const checked = (stored.verifiedOn ?? '') > (imported.verifiedOn ?? '');
  const { verifiedOn, confirmBy } = checked ? stored : imported;
  const said = new Set(ledger.filter((entry) => stands(entry, now)).flatMap(({ things }) => things));
  if (said.size === 0) return { ...imported, verifiedOn, confirmBy };
  const fields = Object.entries(stored).filter(([field]) => said.has(field));
  const series: Activity = {
    ...imported,
    ...Object.fromEntries(fields),
    ...(said.has('rrule') ? { start: stored.start } : {}),
    rdates: spoken(imported.rdates, stored.rdates, said, (start) => start),
    verifiedOn,
    confirmBy
  };
  return {
    ...series,
    exdates: spoken(imported.exdates, stored.exdates, said, (start) => start).filter((start) =>
      hasSession(series, start)
    ),
    moves: spoken(imported.moves, stored.moves, said, ({ from }) => from).filter(({ from }) =>
      hasSession(series, from)
    )
  };
}

/** What is imported of sessions that the field did not speak of, and what stands of those that it did. */
function spoken<One>(
  imported: readonly One[],
  stored: readonly One[],
  said: ReadonlySet<string>,
  session: (one: One) => string
): One[] {
  const all = [
    ...imported.filter((one) => !said.has(session(one))),
    ...stored.filter((one) => said.has(session(one)))
  ];
  return all.sort((one, other) => (session(one) < session(other) ? -1 : 1));
}
