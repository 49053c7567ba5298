import { moment, type Kept } from '../db/kept.ts';
import type { SameResident } from './resident-file.ts';

/** The pairs of cards that are of one resident: of each pair the latest word counts. In order of that word. */
export function standingPairs(all: readonly Kept<SameResident>[]): Kept<SameResident>[] {
  const words = new Map<string, Kept<SameResident>>();
  for (const one of all) {
    const pair = [one.document.resident, one.document.other].sort().join(' ');
    const other = words.get(pair);
    if (!other || moment(other.document) < moment(one.document)) words.set(pair, one);
  }
  return [...words.values()]
    .filter(({ document }) => !document.undone)
    .sort((one, two) => (moment(one.document) < moment(two.document) ? -1 : 1));
}

/**
 * Under which id each resident is read. Where two devices each kept the other card, the later word decides which one
 * stays. Every device sees the same.
 */
export function sameResidents(all: readonly Kept<SameResident>[]): (id: string) => string {
  const staysIn = new Map<string, string>();
  const stay = (id: string): string => {
    const next = staysIn.get(id);
    return next === undefined ? id : stay(next);
  };
  for (const { document } of standingPairs(all)) {
    const [kept, gone] = [stay(document.resident), stay(document.other)];
    if (kept !== gone) staysIn.set(gone, kept);
  }
  return stay;
}
