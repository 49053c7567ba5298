import { EVERYWHERE } from '../zone.ts';
import type { EntryMarks } from './entry-marks.ts';
import { mark } from './findable.ts';
import type { Fit } from './fit.ts';
import { WEIGHTS } from './weights.ts';
import type { Understanding } from './understand.ts';

/** What the moment and the place of asking bring. */
export interface Circumstances {
  readonly zone: string | null;
  /** Wall time of asking. */
  readonly now: string;
  /** Rows of activities that have a session in the time that was asked for; null when none was. */
  readonly happening: ReadonlySet<number> | null;
}

export interface Placed {
  readonly row: number;
  readonly fit: number;
  /** Whether it fits well, or is only near to what was asked. */
  readonly fits: boolean;
}

/** Brings what fits into the order in which it is shown. Nothing of what is over, or cannot be used there, is left. */
export function inOrder(
  fit: Fit,
  marks: EntryMarks,
  understanding: Understanding,
  circumstances: Circumstances
): Placed[] {
  const judged = fitting(fit, marks, understanding, circumstances);
  const best = judged.reduce((most, one) => Math.max(most, one.fit), 0);
  if (best < WEIGHTS.leastFit) return [];
  const own = circumstances.zone === null ? null : new Set(marks.rows(mark('zone', circumstances.zone)));
  const referred = new Set([...marks.rows('access:referral'), ...marks.rows('access:indication')]);
  const byFit = judged
    .filter((one) => one.fit >= best * WEIGHTS.relative)
    .sort((one, two) => two.fit - one.fit);
  // Who seeks nothing in particular is shown everything as it comes.
  const least = fit.sought ? Math.max(best * WEIGHTS.tier, byFit[WEIGHTS.mostFit]?.fit ?? 0) : 0;
  return byFit
    .map(({ row, fit: value }) => ({
      row,
      fit: value,
      fits: value >= least,
      keys: [
        Number(value < least),
        marks.rung[row] ?? 0,
        -Math.round((10 * value) / best),
        Number(referred.has(row)),
        Number(!own?.has(row)),
        -(marks.checked[row] ?? 0),
        -value,
        row
      ]
    }))
    .sort((one, two) => byKeys(one.keys, two.keys));
}

function byKeys(one: readonly number[], two: readonly number[]): number {
  for (let place = 0; place < one.length; place++) {
    const difference = (one[place] ?? 0) - (two[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function fitting(
  fit: Fit,
  marks: EntryMarks,
  { zone: named, groups, free, language }: Understanding,
  { zone, now, happening }: Circumstances
): { row: number; fit: number }[] {
  const set = (term: string) => new Set(marks.rows(term));
  const own = zone === null ? null : set(mark('zone', zone));
  const everywhere = set(mark('zone', EVERYWHERE));
  const forThem = new Set(groups.flatMap((group) => [...marks.rows(mark('group', group))]));
  const forAll = set('group:iedereen');
  const costless = free ? set('cost:free') : null;
  const speaking = language === 'nl' ? null : set(mark('language', language));
  const behind = new Set<number>();
  if (happening)
    for (const { value, rows } of marks.values('service'))
      if (rows.some((row) => happening.has(row))) {
        const service = marks.row(value);
        if (service !== undefined) behind.add(service);
      }
  const rows = fit.sought ? fit.rows : marks.rung.keys();
  const judged: { row: number; fit: number }[] = [];
  for (const row of rows) {
    let value = fit.sought ? (fit.values[row] ?? 0) : 0.5;
    if (own && !own.has(row) && !everywhere.has(row)) continue;
    if ((marks.ends.get(row) ?? '~') <= now) continue;
    const activity = marks.activity[row] === 1;
    if (happening) {
      if (activity && !happening.has(row)) continue;
      if (!activity) value *= behind.has(row) ? WEIGHTS.timedService : WEIGHTS.untimedService;
    } else if (activity && named === null) value *= WEIGHTS.activity;
    if (own?.has(row)) value *= named === null ? WEIGHTS.ownZone : WEIGHTS.namedZone;
    if (groups.length > 0)
      value *= forThem.has(row) ? WEIGHTS.group : forAll.has(row) ? 1 : WEIGHTS.otherGroup;
    if (costless?.has(row)) value *= WEIGHTS.free;
    if (speaking?.has(row)) value *= WEIGHTS.language;
    judged.push({ row, fit: value });
  }
  return judged;
}
