/** The present moment in milliseconds since 1970 UTC, handed to whatever needs time. */
export type Clock = () => number;

/** The last time that this device heard from the server: what its own clock said, and how far the server's was ahead. */
export interface LastContact {
  /** Milliseconds since 1970. */
  readonly checked: number;
  /** Milliseconds; negative where the server's clock was behind. */
  readonly ahead: number;
}

/** Clocks that differ less agree: the way of an answer, and a phone that is set now and then, take as much. */
const AGREES = 60_000;

/**
 * A device's clock, set right by that of the server where they did not agree at the last contact. A clock that stands
 * before that contact was set since, and is taken as it is.
 */
export function checkedClock(device: Clock, last: () => LastContact | null): Clock {
  return () => {
    const now = device();
    const contact = last();
    if (!contact || Math.abs(contact.ahead) <= AGREES || now < contact.checked) return now;
    return now + contact.ahead;
  };
}

/** A moment as documents store it: ISO 8601 in UTC with milliseconds. */
export const isoMoment = (milliseconds: number): string => new Date(milliseconds).toISOString();

// Made on first use: making a formatter takes milliseconds on a cheap phone.
let amsterdamDay: Intl.DateTimeFormat | undefined;

/** The calendar day (`YYYY-MM-DD`) in the Netherlands at a moment. */
export function dutchDay(milliseconds: number): string {
  amsterdamDay ??= new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
  return amsterdamDay.format(milliseconds);
}
