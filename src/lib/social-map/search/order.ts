import { RUNGS } from '../ladder.ts';
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

/** A row that may be shown, and how well it fits. */
type Judged = Pick<Placed, 'row' | 'fit'>;

/** Differences in fit below a tenth do not count before one's own zone does. */
const FIT_STEPS = 10;

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
  const own = circumstances.zone === null ? null : marks.having(mark('zone', circumstances.zone));
  const referral = marks.having('access:referral');
  const indication = marks.having('access:indication');
  const stale = unconfirmed(marks, circumstances.now.slice(0, 10));
  const near = judged.filter((one) => one.fit >= best * WEIGHTS.relative);
  // Numbers alone sort many times faster than the things they belong to.
  const fits = Float64Array.from(near, (one) => one.fit).sort();
  const fitAt = (place: number) => fits[fits.length - 1 - place] ?? 0;
  // Who seeks nothing in particular is shown everything as it comes.
  const least = fit.sought ? Math.max(best * WEIGHTS.tier, fitAt(WEIGHTS.mostFit)) : 0;
  const lastOfPage = fitAt(WEIGHTS.firstPage - 1);
  // Of those that fit as well as the last on the first page, the first ones.
  let left = WEIGHTS.firstPage - near.filter((one) => one.fit > lastOfPage).length;
  const onFirstPage = (value: number) => value > lastOfPage || (value === lastOfPage && left-- > 0);
  /** Where a row stands as far as one number can tell it; the lower, the higher on the page. */
  const lead = ({ row, fit: value }: Judged): number => {
    // A rung goes before fit only among what fits about as well.
    const first = onFirstPage(value);
    const part = value >= least ? 0 : first ? 1 : 2;
    const rung = part * (RUNGS.length + 1) + (marks.rung[row] ?? 0);
    const tenths = FIT_STEPS - Math.round((FIT_STEPS * value) / best);
    const mediated = Math.max(referral[row] ?? 0, indication[row] ?? 0);
    const elsewhere = 1 - (own?.[row] ?? 0);
    return (((rung * 2 + Number(stale.has(row))) * (FIT_STEPS + 1) + tenths) * 2 + mediated) * 2 + elsewhere;
  };
  return near
    .map((one) => ({ row: one.row, fit: one.fit, fits: one.fit >= least, lead: lead(one) }))
    .sort(
      (one, two) =>
        one.lead - two.lead ||
        (marks.checked[two.row] ?? 0) - (marks.checked[one.row] ?? 0) ||
        two.fit - one.fit ||
        one.row - two.row
    );
}

/** Rows that somebody should have confirmed before today. */
const unconfirmed = (marks: EntryMarks, today: string): ReadonlySet<number> =>
  new Set(marks.values('confirm').flatMap(({ value, rows }) => (value < today ? [...rows] : [])));

function fitting(
  fit: Fit,
  marks: EntryMarks,
  { zone: named, groups, free, language }: Understanding,
  { zone, now, happening }: Circumstances
): Judged[] {
  const own = zone === null ? null : marks.having(mark('zone', zone));
  const everywhere = marks.having(mark('zone', EVERYWHERE));
  const forThem = groups.map((group) => marks.having(mark('group', group)));
  const forAll = marks.having('group:iedereen');
  const costless = free ? marks.having('cost:free') : null;
  const speaking = language === 'nl' ? null : marks.having(mark('language', language));
  const behind = new Set<number>();
  if (happening)
    for (const { value, rows } of marks.values('service'))
      if (rows.some((row) => happening.has(row))) {
        const service = marks.row(value);
        if (service !== undefined) behind.add(service);
      }
  const rows = fit.sought ? fit.rows : marks.rung.keys();
  const judged: Judged[] = [];
  for (const row of rows) {
    let value = fit.sought ? (fit.values[row] ?? 0) : 0.5;
    if (own && own[row] === 0 && everywhere[row] === 0) continue;
    if ((marks.ends.get(row) ?? '~') <= now) continue;
    const activity = marks.activity[row] === 1;
    if (happening) {
      if (activity && !happening.has(row)) continue;
      if (!activity) value *= behind.has(row) ? WEIGHTS.timedService : WEIGHTS.untimedService;
    } else if (activity && named === null) value *= WEIGHTS.activity;
    if (own?.[row] === 1) value *= named === null ? WEIGHTS.ownZone : WEIGHTS.namedZone;
    if (groups.length > 0)
      value *= forThem.some((having) => having[row] === 1)
        ? WEIGHTS.group
        : forAll[row] === 1
          ? 1
          : WEIGHTS.otherGroup;
    if (costless?.[row] === 1) value *= WEIGHTS.free;
    if (speaking?.[row] === 1) value *= WEIGHTS.language;
    judged.push({ row, fit: value });
  }
  return judged;
}
