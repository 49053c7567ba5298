/** What must be known of an entry to plan its lot. `seq` is its place in the order of writing, null when not known yet. */
interface Placed {
  readonly seq: number | null;
  readonly contested: boolean;
}

/** A lot that was written: the place of each row in the order of writing, by document id. */
export interface PlannedLot {
  readonly id: string;
  readonly seqs: ReadonlyMap<string, number>;
}

/** Which lots may stay, and what goes into each new one. */
export interface LotPlan<Entry> {
  readonly stay: readonly PlannedLot[];
  readonly write: readonly (readonly (Entry & { readonly seq: number })[])[];
}

/**
 * How the lots come up to date with the entries. Of a document that changed, the later row will count. A lot that holds
 * anything of a document that is gone does not stay, nor does one of which less than half still counts; what counts in
 * it goes into a new one. `size` is how many rows are in a lot at most.
 */
export function planLots<Entry extends Placed>(
  entries: ReadonlyMap<string, Entry>,
  lots: readonly PlannedLot[],
  size: number
): LotPlan<Entry> {
  const counting = ({ seqs }: PlannedLot): string[] =>
    [...seqs].flatMap(([id, seq]) => (entries.get(id)?.seq === seq ? [id] : []));
  const stay: PlannedLot[] = [];
  const covered = new Set<string>();
  for (const lot of lots) {
    const ids = counting(lot);
    if (ids.length * 2 < size || hasGone(entries, lot.seqs)) continue;
    stay.push(lot);
    for (const id of ids) covered.add(id);
  }
  const rest = [...entries].filter(([id]) => !covered.has(id)).flatMap(([, entry]) => placed(entry));
  const write = [];
  for (let at = 0; at < rest.length; at += size) write.push(rest.slice(at, at + size));
  return { stay, write };
}

/** An entry that can be in a lot, or nothing. */
const placed = <Entry extends Placed>(entry: Entry): (Entry & { readonly seq: number })[] =>
  entry.seq === null || entry.contested ? [] : [{ ...entry, seq: entry.seq }];

/** Whether a lot holds anything of a document that is there no more. */
export const hasGone = (entries: ReadonlyMap<string, unknown>, seqs: PlannedLot['seqs']): boolean =>
  [...seqs.keys()].some((id) => !entries.has(id));
