/** A stretch of wall time in Europe/Amsterdam, `YYYY-MM-DDTHH:MM:SS`; `until` is the first moment after it. */
export interface TimeWindow {
  readonly from: string;
  readonly until: string;
}

/** A time that was recognised in a question. */
export interface RecognisedTime {
  /** One or more stretches: 'zaterdagavond' has one, 'elke ochtend' has one for each day of the coming week. */
  readonly windows: readonly TimeWindow[];
  /** As shown on a chip: `zaterdag 28 november`, `vanavond`. */
  readonly label: string;
  /** Places in the list of words that told it; the rest of the question goes on without them. */
  readonly used: readonly number[];
}
export const recogniseTime = (
  _words: readonly string[],
  _times: unknown,
  _now: string
): RecognisedTime | null => null;
