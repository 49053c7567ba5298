/** What is known of time beside what the device's clock says. All in milliseconds since 1970. */
export interface ClockWitness {
  /** When this version of the product was built: no clock is right that says it is earlier. */
  readonly built: number;
  /** The server's time at the last contact; null before there was any. */
  readonly lastContact: number | null;
  /** The latest time that this screen ever took for right; null on a new one. */
  readonly lastSeen: number | null;
}

const DAY = 24 * 60 * 60_000;
/** Clocks that differ less agree. */
const AGREES = 60_000;
/** So long may a screen stand without the server or without power and still be believed. */
const FARTHEST = 120 * DAY;

/**
 * Whether the time is to be believed. One that is earlier than what is known, or so much later that no screen stands
 * alone that long, is not: the screen then says that it does not know the time, instead of what is open now.
 *
 * @param now what the clock says, set right by the last contact
 */
export function isTrusted(now: number, { built, lastContact, lastSeen }: ClockWitness): boolean {
  const known = Math.max(built, lastContact ?? 0, lastSeen ?? 0);
  if (now < known - AGREES) return false;
  return now - Math.max(lastContact ?? built, lastSeen ?? 0) <= FARTHEST;
}

/** How far a running screen's clock may go ahead of or behind the time that really passed, in milliseconds. */
const DRIFT = 5 * 60_000;

/**
 * Whether a clock went on as time did. `passed` is counted by something that nobody can set.
 *
 * @param before what the clock said
 * @param after what it says now
 */
export const wentOn = (before: number, after: number, passed: number): boolean =>
  Math.abs(after - before - passed) <= DRIFT;
