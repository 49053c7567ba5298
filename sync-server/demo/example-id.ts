/** The device that examples were made on. */
export const DEVICE = 'voorbeeld';

/** An id in the form of the others (a ULID), from before every real one. */
export const exampleId = (...numbers: readonly number[]): string =>
  `0000000000VRBEE1D${numbers.map((number) => String(number).padStart(3, '0')).join('')}`.padEnd(26, '0');
