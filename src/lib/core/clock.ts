/** The present moment in milliseconds since 1970 UTC, handed to whatever needs time. */
export type Clock = () => number;

/** A moment as documents store it: ISO 8601 in UTC with milliseconds. */
export const isoMoment = (milliseconds: number): string => new Date(milliseconds).toISOString();

// Made on first use: making a formatter takes milliseconds on a cheap phone.
let amsterdamDay: Intl.DateTimeFormat | undefined;

/** The calendar day (`YYYY-MM-DD`) in the Netherlands at a moment. */
export function dutchDay(milliseconds: number): string {
  amsterdamDay ??= new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
  return amsterdamDay.format(milliseconds);
}
