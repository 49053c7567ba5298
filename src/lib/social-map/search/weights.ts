/*
 * How much everything counts. The numbers were found by trying many on three sets of judged questions over two
 * directories, and keeping what helped all of them; a fourth set was left out to see whether they hold.
 */
export const WEIGHTS = {
  /** How far words that are found as they stand take away from what needs say. */
  lexTrust: 0.84,
  /** How often a word falls for a need: in its name, in one of its terms, as a loose word, against once in a saying. */
  nameWord: 3,
  termWord: 1,
  looseWord: 3,
  /** A word that falls so often tells half of what it can. */
  wordHalf: 3,
  /** A part of a compound, the beginning of a word, and the consonants of Arabic in Latin letters, against the whole word. */
  compoundPart: 0.6,
  beginning: 0.6,
  skeleton: 0.6,
  /** What a word tells in another language than the question's. */
  otherLanguage: 0.6,
  /** Two words beside one another, against one word. */
  pair: 0.8,
  /** How steeply a word counts more when fewer needs have it. */
  telling: 1,
  /** The evidence that makes a need about two thirds sure. */
  enough: 0.8,
  /** How steeply a need with less evidence than the best is less sure than it. */
  sharpness: 2,
  /** Found by another word for it; by the parts of a compound, where the whole is nowhere and where it is; by one part alone. */
  synonym: 0.6,
  split: 0.8,
  splitToo: 0.45,
  splitPart: 0.5,
  /** Of a need's part: its themes; how much less a second theme and the last of its terms count than the first. */
  needTheme: 0.26,
  needThemeFall: 0.29,
  needTermFall: 0.3,
  /** Needs are sought by when they are this sure, and not much less sure than the surest. */
  leastSure: 0.3,
  needShare: 0.5,
  mostNeeds: 4,
  /** What an entry gains that answers a second need. */
  needSum: 0.16,
  /**
   * What fits this share of the best, and is among so many, stands first; then the rest of the best so many; below the
   * last share nothing is shown.
   */
  tier: 0.72,
  mostFit: 4,
  firstPage: 10,
  relative: 0.3,
  /** Below this the best is no answer; nor is it where another place is asked for and its words hold less than this. */
  leastFit: 0.16,
  leastCovered: 0.4,
  /** Offer in the asker's own zone, and in the zone that was named, against that of the whole municipality. */
  ownZone: 1.5,
  namedZone: 1.7,
  /** A session against its service; and the other way round where a time was asked for. */
  activity: 0.83,
  timedService: 0.88,
  untimedService: 0.17,
  /** Offer for the people who were named, and for others. */
  group: 1.22,
  otherGroup: 0.95,
  free: 1.6,
  language: 1.4,
  /** The value at which an entry is counted as having a word, for how rare the word is. */
  wordCount: 0.42
} as const;
