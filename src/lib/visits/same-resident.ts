import type { Kept } from './kept.ts';
import { moment } from './kept.ts';
import type { SameResident } from './resident-file.ts';

/**
 * Under which id each resident is read. Of each pair the latest word counts. Where cards point at one another, because
 * two devices each kept the other one, the one that comes first in the order of ids stays: every device sees the same.
 */
export function sameResidents(all: readonly Kept<SameResident>[]): (id: string) => string {
  const words = new Map<string, SameResident>();
  for (const { document } of all) {
    const pair = [document.resident, document.other].sort().join(' ');
    const other = words.get(pair);
    if (!other || moment(other) < moment(document)) words.set(pair, document);
  }
  const staysIn = new Map<string, string>();
  const ordered = [...words.values()].sort((one, two) => (moment(one) < moment(two) ? -1 : 1));
  const stay = (id: string): string => {
    const next = staysIn.get(id);
    return next === undefined ? id : stay(next);
  };
  for (const { resident, other, undone } of ordered) {
    if (undone) continue;
    const [kept, gone] = [stay(resident), stay(other)];
    if (kept !== gone) staysIn.set(gone, kept);
  }
  return stay;
}
