/*
 * How much everything counts. The numbers were found by trying many on three sets of judged questions over two
 * directories, and keeping what helped all of them; a fourth set was left out to see whether they hold.
 */
export const WEIGHTS = {
  /** How far words that are found as they stand take away from what needs say. */
  lexTrust: 0.873,
  /** How often a word falls for a need: in its name, in one of its terms, as a loose word, against once in a saying. */
  nameWord: 1.9,
  termWord: 1,
  looseWord: 3,
  /** A word that falls so often tells half of what it can. */
  wordHalf: 3.64,
  /** A part of a compound, the beginning of a word, and the consonants of Arabic in Latin letters, against the whole word. */
  compoundPart: 0.444,
  beginning: 0.654,
  skeleton: 0.618,
  /** In the words of offer for this share of all needs, what ends a word is a form of offer. */
  formOfOffer: 0.03,
  /** What a word tells in another language than the question's. */
  otherLanguage: 0.358,
  /** Two words beside one another, against one word. */
  pair: 0.401,
  /** How steeply a word counts more when fewer needs have it. */
  telling: 1,
  /** The evidence that makes a need about two thirds sure. */
  enough: 0.573,
  /** How steeply a need with less evidence than the best is less sure than it. */
  sharpness: 2.07,
  /** Found by another word for it; by the parts of a compound, where the whole is nowhere and where it is; by one part alone. */
  synonym: 0.787,
  split: 1.33,
  splitToo: 0.396,
  splitPart: 0.335,
  /** Of a need's part: its themes; how much less a second theme and the last of its terms count than the first. */
  needTheme: 0.436,
  needThemeFall: 0.27,
  needTermFall: 0.244,
  /** Needs are sought by when they are this sure, and not much less sure than the surest. */
  leastSure: 0.269,
  needShare: 0.352,
  mostNeeds: 4,
  /** What an entry gains that answers a second need. */
  needSum: 0.171,
  /**
   * What fits this share of the best, and is among so many, stands first; then the rest of the best so many; below the
   * last share nothing is shown.
   */
  tier: 0.71,
  mostFit: 4,
  firstPage: 12,
  relative: 0.301,
  /** Below this the best is no answer; nor is it where another place is asked for and its words hold less than this. */
  leastFit: 0.135,
  leastCovered: 0.4,
  /** Offer in the asker's own zone, and in the zone that was named, against that of the whole municipality. */
  ownZone: 3.16,
  namedZone: 2.25,
  /** A session against its service; and the other way round where a time was asked for. */
  activity: 0.714,
  timedService: 0.68,
  untimedService: 0.164,
  /** Offer for the people who were named, and for others. */
  group: 1.53,
  otherGroup: 0.839,
  free: 2.03,
  language: 1.7,
  /** The value at which an entry is counted as having a word, for how rare the word is. */
  wordCount: 0.433
} as const;
