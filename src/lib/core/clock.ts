/** The present moment in milliseconds since 1970 UTC, handed to whatever needs time. */
export type Clock = () => number;

/** A moment as documents store it: ISO 8601 in UTC with milliseconds. */
export const isoMoment = (milliseconds: number): string => new Date(milliseconds).toISOString();

const amsterdamDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

/** The calendar day (`YYYY-MM-DD`) in the Netherlands at a moment. */
export const dutchDay = (milliseconds: number): string => amsterdamDay.format(milliseconds);
