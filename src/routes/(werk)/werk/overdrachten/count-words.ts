import { isEnded } from '#lib/referrals/course.ts';
import type { HandoverLine } from '#lib/referrals/handovers.ts';

/** How many handovers are new, going on, and at an end, in words. */
export function countWords(lines: readonly HandoverLine[]): string {
  if (lines.length === 0)
    return 'Je team kreeg nog geen overdracht. Wat een ander team overdraagt, komt hier.';
  const fresh = lines.filter((line) => line.fresh).length;
  const ended = lines.filter((line) => !line.fresh && isEnded(line.progress)).length;
  const going = lines.length - fresh - ended;
  return `${[
    fresh === 1 ? 'Eén nieuwe overdracht' : `${fresh === 0 ? 'Geen' : fresh} nieuwe overdrachten`,
    going > 0 && (going === 1 ? 'één loopt' : `${going} lopen`),
    ended > 0 && `${ended === 1 ? 'één is' : `${ended} zijn`} afgerond`
  ]
    .filter(Boolean)
    .join(', ')}.`;
}
