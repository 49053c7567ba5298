import * as z from 'zod/mini';

/**
 * A hybrid logical clock's reading as text that sorts by time: 13 digits of wall time in milliseconds, 4 of a counter
 * in base 36, then the device: `1764000000000-0001-<device>`.
 */
export const Stamp = z.string().check(z.regex(/^\d{13}-[0-9a-z]{4}-.+$/));
export type Stamp = z.infer<typeof Stamp>;
