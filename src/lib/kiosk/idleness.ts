/** Milliseconds without a touch after which it is asked whether somebody is still there. */
export const ASK_AFTER = 60_000;
/** Seconds to answer. */
export const ANSWER_WITHIN = 15;

export type Idleness =
  | { readonly kind: 'active' }
  | { readonly kind: 'asking'; /** Until everything is wiped; 1 at least. */ readonly seconds: number }
  | { readonly kind: 'over' };

/** How a visit stands, so many milliseconds after the last touch. */
export function idleStep(untouched: number): Idleness {
  if (untouched < ASK_AFTER) return { kind: 'active' };
  const seconds = ANSWER_WITHIN - Math.floor((untouched - ASK_AFTER) / 1000);
  return seconds > 0 ? { kind: 'asking', seconds } : { kind: 'over' };
}
